"""The pages of a decree have a limit also for those who send them in the same moment."""

from __future__ import annotations

import pytest

from anyelir.files.models import FileBase, StoredFile
from anyelir.files.reading import PDF, Prepared
from anyelir.posyandu.register import actions
from anyelir.posyandu.register.actions.decree import MOST_FILES
from tests.parallel.conftest import AT_ONCE, all_at_once, codes, faults
from tests.parallel.line import secretary


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_eight_pages_at_once_are_no_more_than_fit(town, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = Prepared(FileBase.Kind.SCAN, PDF, b"%PDF-1.7 one page")

    def keep(_number: int) -> StoredFile:
        return actions.keep_decree(posyandu=town.posyandu, file=page, by=secretary(town))

    for _page in range(MOST_FILES - 1):
        keep(0)
    outcomes = all_at_once(keep)
    assert faults(outcomes) == [] and codes(outcomes) == {"decree_full"}
    assert StoredFile.objects.filter(erased_at=None).count() == MOST_FILES
    assert sum(isinstance(outcome, StoredFile) for outcome in outcomes) == 1 == AT_ONCE - 7
