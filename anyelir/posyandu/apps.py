from django.apps import AppConfig


class PosyanduConfig(AppConfig):
    name = "anyelir.posyandu"
    label = "posyandu"

    def ready(self):
        """A person who was merged, edited, moved or died changes the numbers of every month it was counted in."""
        from anyelir.families import hooks
        from anyelir.membership.units import offer
        from anyelir.posyandu.actions.dirty import mark_people_always
        from anyelir.posyandu.queries.register import units_of_region

        hooks.when_people_change(mark_people_always)
        offer("posyandu", units_of_region)
