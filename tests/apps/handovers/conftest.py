from __future__ import annotations

import pytest

from tests.apps.handovers.desk import Desk, open_desk


@pytest.fixture
def desk(world, settings, tmp_path) -> Desk:
    settings.MEDIA_ROOT = tmp_path
    return open_desk(world)
