"""English is complete: every Indonesian text of code and templates has its translation, with the same blanks."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from babel.messages.catalog import Message

from anyelir.core.messages import compile_catalogues
from tools import messages

# What code and browser fill in or read: %(name)s, %s, %%, {name} and tags.
BLANK = re.compile(r"%\(\w+\)[sd]|%[sd%]|{\w+}|</?[a-z][^>]*>")


@pytest.fixture(scope="module")
def catalogue():
    return messages.read()


def keys(catalogue) -> set[tuple]:
    return {(message.id, message.context) for message in catalogue if message.id}


def test_the_catalogue_has_the_texts_of_the_code(catalogue):
    fresh = keys(messages.collect())
    assert fresh - keys(catalogue) == set(), "new texts: run `make messages` and translate them"
    assert keys(catalogue) - fresh == set(), "texts that are gone: run `make messages`"


def test_every_text_has_an_english_one(catalogue):
    assert messages.missing(catalogue) == []


def test_no_translation_is_a_guess(catalogue):
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def forms(text: str | tuple | list) -> list[str]:
    """Singular and plural, or the only form."""
    return [text] if isinstance(text, str) else list(text)


def blanks(text: str | tuple | list) -> list[Counter]:
    """What each form of a text has to fill in."""
    return [Counter(BLANK.findall(form)) for form in forms(text)]


def differs(message: Message) -> bool:
    """Babel accepts a blank that is left out, so both ways are compared here."""
    return bool(list(message.check())) or blanks(message.id) != blanks(message.string)


def test_blanks_are_the_same(catalogue):
    translated = (message for message in catalogue if message.id and all(forms(message.string)))
    assert [message.id for message in translated if differs(message)] == []


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        ("%(a)s dari %(b)s", "%(a)s of %(b)s", "%(a)s of all"),
        ("%(a)s anak", "%(a)s children", "%(n)s children"),
        ("%s MB", "at most %s MB", "at most MB"),
        ("Target %s%%", "Target %s%%", "Target %s"),
        ("{now} jauh", "{now} is far", "{sekarang} is far"),
        ("<b>kode</b> masuk", "sign-in <b>code</b>", "sign-in code"),
        (("Satu anak", "%(n)s anak"), ("One child", "%(n)s children"), ("One child", "Children")),
        (("%(n)s anak", "%(n)s anak"), ("%(n)s child", "%(n)s children"), ("One child", "%(n)s children")),
    ],
)
def test_a_blank_that_is_lost_or_renamed_is_found(source, right, wrong):
    assert not differs(Message(source, right))
    assert differs(Message(source, wrong))


SAMPLE = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
A = _("Satu")
B = ngettext("%(n)s anak", "%(n)s anak-anak", n)
C = pgettext_lazy("bulan", "Mei")
D = f"{A} {_('Dua')}"
"""
PAGE = """<p>{% translate "Halo" %} {{ _("ganti") }}</p>
{% blocktranslate count n=n trimmed %}
  Satu {{ n }} ibu{% plural %}{{ n }} ibu-ibu{% endblocktranslate %}"""


@pytest.fixture
def package(tmp_path):
    (tmp_path / "paket" / "templates").mkdir(parents=True)
    (tmp_path / "paket" / "kode.py").write_text(SAMPLE)
    (tmp_path / "paket" / "templates" / "hal.html").write_text(PAGE)
    return tmp_path / "paket"


def test_texts_are_collected_from_code_and_templates(package):
    expected = {
        ("Satu", None),
        ("Dua", None),
        (("%(n)s anak", "%(n)s anak-anak"), None),
        ("Mei", "bulan"),
        ("Halo", None),
        ("ganti", None),
        (("Satu %(n)s ibu", "%(n)s ibu-ibu"), None),
    }
    assert keys(messages.collect(package)) == expected


def test_a_second_run_keeps_translations_and_drops_what_is_gone(package, tmp_path):
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    first = messages.collect(package)
    first.get("Satu").string = "One"
    messages.write(first, path)
    (package / "templates" / "hal.html").unlink()
    second = messages.merge(messages.collect(package), messages.read(path))
    assert second.get("Satu").string == "One"
    assert second.get("Halo") is None
    assert Counter(messages.missing(second)) == Counter(["Dua", "Mei", "('%(n)s anak', '%(n)s anak-anak')"])


def test_writing_twice_gives_the_same_file(package, tmp_path):
    first, second = tmp_path / "one.po", tmp_path / "two.po"
    messages.write(messages.collect(package), first)
    messages.write(messages.merge(messages.collect(package), messages.read(first)), second)
    assert first.read_bytes() == second.read_bytes()


def test_compiling_writes_only_what_is_newer(package, tmp_path):
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    messages.write(messages.collect(package), path)
    assert compile_catalogues(tmp_path) == [path.with_suffix(".mo")]
    assert compile_catalogues(tmp_path) == []
