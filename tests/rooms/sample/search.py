from anyelir.core.search import SEARCH_GROUPS, Found, SearchGroup


def find(user, text):
    return [Found("Papan Melati", "percobaan", "/percobaan/")] if text in "papan melati" else []


SEARCH_GROUPS.declare(SearchGroup("sample", "Papan", "flag", find, rank=90))
