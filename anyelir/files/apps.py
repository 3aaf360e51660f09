from anyelir.core.rooms import Room


class FilesConfig(Room):
    name = "anyelir.files"
    label = "files"
    prefix = "berkas/"
