"""The settings of the tests with the sample room installed: the one line that a new room adds."""

from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.rooms.sample"]
