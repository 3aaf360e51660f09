from anyelir.core.rooms import Room


class MeetingsConfig(Room):
    name = "anyelir.meetings"
    label = "meetings"
    prefix = "kantor/"

    def ready(self) -> None:
        """Tell the secretariat, which knows no room above it, what the page of an activity shows of this one."""
        from anyelir.meetings.activity_parts import register

        register()
