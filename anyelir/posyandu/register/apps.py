from anyelir.core.rooms import Room


class RegisterConfig(Room):
    name = "anyelir.posyandu.register"
    # The label of the tables of all three rooms, from before they were three: see ADR 21.
    label = "posyandu"
    prefix = "posyandu/"

    def ready(self):
        """The rooms below ask who cares for people, who serves at a posyandu and since when."""
        from anyelir.books.hooks import when_asked_who_serves
        from anyelir.families.hooks import when_asked_who_cares
        from anyelir.honours.hooks import also_counts
        from anyelir.posyandu.register.access import cares_for
        from anyelir.posyandu.register.models import PosyanduKader
        from anyelir.posyandu.register.queries.serving import serving_members

        when_asked_who_cares(cares_for)
        when_asked_who_serves("posyandu", serving_members)
        also_counts(PosyanduKader)
