from anyelir.core.rooms import Room


class AssistanceConfig(Room):
    name = "anyelir.enterprise.assistance"
    prefix = "usaha/pendampingan/"

    def ready(self):
        """Its part of the page of a business, and of that of a training of a group."""
        from anyelir.enterprise.assistance import parts

        parts.declare()
