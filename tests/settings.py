"""The site's own settings with what makes tests quick and quiet; nothing that a rule depends on."""

import os
import tempfile
from pathlib import Path

# Each session has its own data folder and keys, so that no test reads or changes those of the developer.
if "ANYELIR_VAR" not in os.environ:
    folder = Path(tempfile.mkdtemp(prefix="anyelir-test-"))
    os.environ["ANYELIR_VAR"], os.environ["ANYELIR_KEYS"] = str(folder / "var"), str(folder / "keys")

from anyelir.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The manifest of hashed names needs collectstatic; tests/architecture/test_static_modules.py runs the real one.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = Path(os.environ["ANYELIR_VAR"]) / "static"
STATIC_ROOT.mkdir(exist_ok=True)
# The second factor has its own tests, which switch it on.
REQUIRE_SECOND_FACTOR = False
