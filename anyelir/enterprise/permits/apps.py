from anyelir.core.rooms import Room


class PermitsConfig(Room):
    name = "anyelir.enterprise.permits"
    prefix = "usaha/izin/"

    def ready(self):
        """Its part of the page of a business."""
        from anyelir.enterprise.permits import panel

        panel.declare()
