from anyelir.core.rooms import Room


class CatalogueConfig(Room):
    """The shop window: its pages are the same for everybody, read no cookie and set none."""

    name = "anyelir.enterprise.catalogue"
    prefix = "etalase/"
    knows_nobody = True
    site_map = "catalogue:map"
