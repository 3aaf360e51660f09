from anyelir.core.rooms import Room


class PublishingConfig(Room):
    name = "anyelir.enterprise.publishing"

    def ready(self) -> None:
        from anyelir.enterprise.publishing import panel

        panel.declare()
