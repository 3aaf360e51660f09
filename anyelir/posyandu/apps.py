from django.apps import AppConfig


class PosyanduConfig(AppConfig):
    name = "anyelir.posyandu"
    label = "posyandu"

    def ready(self):
        """The rooms below ask: who follows people, and for which posyandu can a role be granted."""
        from anyelir.families.hooks import when_people_change
        from anyelir.membership.units import offer
        from anyelir.posyandu.actions.following import follow_people
        from anyelir.posyandu.queries.register import units_of_region

        when_people_change(follow_people)
        offer("posyandu", units_of_region)
