from anyelir.core.navigation import DOCK, FIRST_PAGES, PAGES, PROGRAMMES, DockPlace, FirstPage, Page
from anyelir.core.permission import Permission

PAGES.declare(
    Page(
        "sample",
        PROGRAMMES,
        "Papan percobaan",
        "flag",
        ("sample:board",),
        Permission.SESSION_RUN,
        "Untuk uji",
    )
)
DOCK.declare(DockPlace("sample", "Papan", "flag", ("sample:board",), Permission.SESSION_RUN, rank=5))
FIRST_PAGES.declare(FirstPage("sample", ("sample:board",), Permission.SESSION_RUN, rank=1))
