"""Static files as a release serves them: hashed names, every import of an ES module resolved and hashed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.architecture.sources import PACKAGE, templates

STATIC = PACKAGE / "static"
SPECIFIER = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"']+)["']""")
IMPORT_LINE = re.compile(r"""^\s*(?:import|export)\b[^;]*["'][^"']+["']\s*(?!\s*;)$""", re.MULTILINE)
STATIC_TAG = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
HASHED = re.compile(r"\.[0-9a-f]{12}\.")


def modules() -> list[Path]:
    return [path for path in sorted((STATIC / "js").rglob("*.js")) if "vendor" not in path.parts]


def name_of(path: Path) -> str:
    return path.relative_to(STATIC).as_posix()


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """The folder that collectstatic fills, and its manifest."""
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("static")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "anyelir.web.storage.ModuleStaticStorage"},
    }
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder, json.loads((folder / "staticfiles.json").read_text())["paths"]


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_are_relative_and_end_with_a_semicolon(path):
    """Without the semicolon the name is not rewritten, silently, and an old file is served after a release."""
    text = path.read_text()
    assert [
        spec for spec in SPECIFIER.findall(text) if not spec.startswith("./") and not spec.startswith("../")
    ] == []
    assert IMPORT_LINE.findall(text) == []


def test_a_missing_semicolon_would_be_seen():
    assert IMPORT_LINE.search('import {a} from "./a.js"\n')
    assert not IMPORT_LINE.search('import {a} from "./a.js";\n')


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_modules_are_short(path):
    assert len(path.read_text().splitlines()) <= 150


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_released_imports_resolve_to_hashed_files(path, release):
    folder, manifest = release
    served = folder / manifest[name_of(path)]
    for spec in SPECIFIER.findall(served.read_text()):
        assert (served.parent / spec).resolve().is_file(), spec
        assert HASHED.search(spec), f"{spec} is served without its hash"


@pytest.mark.parametrize("path", sorted((STATIC / "css").rglob("*.css")), ids=name_of)
def test_released_styles_point_to_files(path, release):
    folder, manifest = release
    served = folder / manifest[name_of(path)]
    links = [
        link for link in CSS_URL.findall(served.read_text()) if not link.startswith(("data:", "#", "%23"))
    ]
    assert [link for link in links if not (served.parent / link).is_file()] == []


@pytest.mark.parametrize(
    "path", templates(), ids=lambda path: path.relative_to(PACKAGE / "templates").as_posix()
)
def test_templates_name_files_that_exist(path, release):
    _, manifest = release
    assert [name for name in STATIC_TAG.findall(path.read_text()) if name not in manifest] == []
