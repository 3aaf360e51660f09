"""Every text that people read goes through gettext: in templates and in code."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, python_files, templates

BLOCK = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}", re.DOTALL)
# Names of styles that stand in an attribute of the page that is extended.
CLASSES = re.compile(r"{%\s*block body_class\s*%}.*?{%\s*endblock\s*%}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
READ_ALOUD = {"alt", "title", "placeholder", "aria-label", "aria-description", "label"}
SILENT = {"script", "style", "code"}
# Names and units that are the same in every language.
SAME = {
    *(
        "Anyelir PKK TP NIK KK KMS SKDN RW RT KIA WHO IMT LiLA XLSX DOCX PDF CSV HP e-PPGBM PPGBM Kemendagri".split()
    ),
    *("LAR PAR RR kg cm mm gram SD BGM WIB BB TB JPEG PNG QR Excel Indonesia English Bahasa Rp".split()),
}


class Texts(HTMLParser):
    """Collects words between tags and in attributes that are read aloud."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attributes):
        self.silent += tag in SILENT
        for name, value in attributes:
            if name in READ_ALOUD and value:
                self._read(value)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.silent -= tag in SILENT

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT

    def handle_data(self, data):
        if not self.silent:
            self._read(data)

    def _read(self, text: str) -> None:
        self.words += [word for word in WORD.findall(text) if word not in SAME]


def bare_words(source: str) -> list[str]:
    """Words of a template that no translation covers."""
    for pattern, stand_in in ((COMMENT, ""), (CLASSES, ""), (BLOCK, "0"), (TAG, "0")):
        source = pattern.sub(stand_in, source)
    parser = Texts()
    parser.feed(source)
    parser.close()
    return parser.words


@pytest.mark.parametrize(
    "path", templates(), ids=lambda path: path.relative_to(PACKAGE / "templates").as_posix()
)
def test_template_texts_are_translated(path):
    assert bare_words(path.read_text()) == []


def test_a_bare_word_would_be_seen():
    page = '<p title="Judul">{% translate "Ya" %} tidak {{ nama }}</p><a aria-label="{% translate "x" %}">12 kg</a>'
    assert bare_words(page) == ["Judul", "tidak"]
    assert (
        bare_words("{% blocktranslate %}Ada {{ n }} anak{% endblocktranslate %}<script>let kata;</script>")
        == []
    )


# Where a text for people enters: the name of the call, and which argument holds the text.
SPEAKING = {
    "Refused": 1,
    "ValidationError": 0,
    "success": 1,
    "error": 1,
    "warning": 1,
    "info": 1,
    "add_error": 1,
}
SPEAKING_KEYWORDS = {"label", "help_text", "verbose_name", "empty_label"}
SCREEN_FILES = {"forms", "views", "actions", "models", "queries", "access", "navigation", "wording"}


def _is_bare(node: ast.AST) -> bool:
    """A literal that a person would read: letters, and no gettext around it."""
    if isinstance(node, ast.JoinedStr):
        return any(_is_bare(part) for part in node.values)
    bare_words = (
        WORD.findall(node.value) if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
    )
    return any(word not in SAME for word in bare_words)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _speaks_bare(call: ast.Call) -> bool:
    name = _name(call)
    position = SPEAKING.get(name)
    texts = [keyword.value for keyword in call.keywords if keyword.arg in SPEAKING_KEYWORDS]
    is_logging = isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") in {
        "log",
        "logger",
    }
    if position is not None and len(call.args) > position and not is_logging:
        texts.append(call.args[position])
    return any(_is_bare(text) for text in texts)


def choices_of_records(tree: ast.AST) -> set[str]:
    """The field of Django, and classes made of it that say nothing of an empty choice themselves."""
    made = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith("ModelChoiceField") for base in node.bases)
        and not {"empty_label", "self.choices"}
        & set(re.findall(r"empty_label|self\.choices", ast.unparse(node)))
    }
    return {"ModelChoiceField", *made}


def _shows_dashes(call: ast.Call, fields: set[str]) -> bool:
    return _name(call) in fields and "empty_label" not in {keyword.arg for keyword in call.keywords}


def bare_calls(source: str) -> list[str]:
    """Calls that show people a text without translating it, and gettext inside f-strings, which is not collected.

    A choice of a record without ``empty_label`` shows the dashes of Django, which say nothing.
    """
    calls = []
    tree = ast.parse(source)
    fields = choices_of_records(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (_speaks_bare(node) or _shows_dashes(node, fields)):
            calls.append(ast.unparse(node))
        if isinstance(node, ast.JoinedStr):
            inner = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
            calls += [ast.unparse(call) for call in inner if _name(call) in {"_", "gettext", "ngettext"}]
    return calls


def screen_modules() -> list[Path]:
    return [path for path in python_files() if {path.stem, path.parent.name} & SCREEN_FILES]


@pytest.mark.parametrize("path", screen_modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_texts_of_code_are_translated(path):
    assert bare_calls(path.read_text()) == []


def test_a_bare_call_would_be_seen():
    assert bare_calls('raise Refused("late", "Terlambat sehari")')
    assert bare_calls('messages.success(request, f"Tersimpan {n}")')
    assert bare_calls('x = f"{_("Ya")}"'.replace('("Ya")', "('Ya')"))
    assert bare_calls("forms.ModelChoiceField(queryset=Region.objects.none())")
    assert bare_calls("class A(forms.ModelChoiceField):\n    pass\nfield = A(label=_('Siapa'))")
    assert not bare_calls('forms.ModelChoiceField(queryset=regions, empty_label=_("semua"))')
    assert not bare_calls('raise Refused("late", _("Terlambat sehari"))')
    assert not bare_calls('log.warning("job %s failed", name)')
