from anyelir.core.rooms import Room


class BooksConfig(Room):
    name = "anyelir.books"
    label = "books"
    prefix = "kantor/"
