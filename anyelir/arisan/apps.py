from anyelir.core.rooms import Room


class ArisanConfig(Room):
    name = "anyelir.arisan"
    label = "arisan"

    def ready(self):
        """Its column and its part of the meeting sheet; who has a share does not leave in the middle of a cycle."""
        from anyelir.arisan.column import declare
        from anyelir.arisan.queries import shares_to_hand_on
        from anyelir.membership.leaving import before_leaving

        declare()
        before_leaving(shares_to_hand_on)
