from anyelir.core.search import SEARCH_GROUPS, SearchGroup, SearchHit


def find(user, text):
    return [SearchHit("Papan Melati", "percobaan", "/percobaan/")] if text in "papan melati" else []


SEARCH_GROUPS.declare(SearchGroup("sample", "Papan", "flag", find, rank=90))
