from anyelir.core.rooms import Room


class DayConfig(Room):
    name = "anyelir.posyandu.day"
    label = "posyandu_day"
    prefix = "posyandu/"

    def ready(self):
        """The rooms below ask who follows people, and when a child came first and last."""
        from anyelir.families.hooks import when_asked_since_when, when_people_change
        from anyelir.posyandu.day.actions.following import follow_people
        from anyelir.posyandu.day.queries.measured_places import first_measured, last_measured
        from anyelir.posyandu.register.hooks import when_asked_who_came

        when_people_change(follow_people)
        when_asked_who_came(last_measured)
        when_asked_since_when(first_measured)
