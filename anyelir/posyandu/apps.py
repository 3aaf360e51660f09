from django.apps import AppConfig


class PosyanduConfig(AppConfig):
    name = "anyelir.posyandu"
    label = "posyandu"

    def ready(self):
        """The rooms below ask: who follows people, who cares for them, and for which posyandu can a role be granted."""
        from anyelir.families.hooks import when_asked_who_cares, when_people_change
        from anyelir.membership.units import offer
        from anyelir.posyandu.access import cares_for
        from anyelir.posyandu.actions.following import follow_people
        from anyelir.posyandu.queries.register import units_of_region

        when_asked_who_cares(cares_for)
        when_people_change(follow_people)
        offer("posyandu", units_of_region)
