from anyelir.core.rooms import Room


class PosyanduConfig(Room):
    name = "anyelir.posyandu"
    label = "posyandu"
    prefix = "posyandu/"

    def ready(self):
        """The room below asks who follows people, and who cares for them."""
        from anyelir.families.hooks import when_asked_who_cares, when_people_change
        from anyelir.posyandu.access import cares_for
        from anyelir.posyandu.actions.following import follow_people

        when_asked_who_cares(cares_for)
        when_people_change(follow_people)
