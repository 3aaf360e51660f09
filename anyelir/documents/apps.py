from anyelir.core.rooms import Room


class DocumentsConfig(Room):
    name = "anyelir.documents"
    label = "documents"
    prefix = "cek/"
