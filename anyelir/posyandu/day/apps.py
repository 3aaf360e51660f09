from anyelir.core.rooms import Room


class DayConfig(Room):
    name = "anyelir.posyandu.day"
    label = "posyandu_day"
    prefix = "posyandu/"

    def ready(self):
        """The rooms below ask who follows people, and where children were measured."""
        from anyelir.families.hooks import when_people_change
        from anyelir.posyandu.day.actions.following import follow_people
        from anyelir.posyandu.day.queries.measured import where_measured
        from anyelir.posyandu.register.hooks import when_asked_where_measured

        when_people_change(follow_people)
        when_asked_where_measured(where_measured)
