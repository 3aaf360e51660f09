from anyelir.core.happenings import HAPPENINGS, Happening, Happenings


def openings(user, bodies, first, last):
    return [Happening("board/1", first, "Papan dicat", "32.01")]


HAPPENINGS.declare(Happenings("sample", "Papan", "flag", openings))
