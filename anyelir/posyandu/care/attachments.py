"""Papers of this room: the result of a weighing counts as long as its measurement does."""

from anyelir.documents.owners import PAPER_OWNERS, PaperOwner
from anyelir.posyandu.care.result_papers import OWNER, is_counted

PAPER_OWNERS.declare(PaperOwner(OWNER, is_counted))
