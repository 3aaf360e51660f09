"""What the site says to people: every template of every room, filled and read."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.utils import translation

from anyelir.channels.purposes import PURPOSES

# Before the fixture of this folder exchanges them.
TEMPLATES = [
    (purpose, slug, template) for purpose in PURPOSES for slug, template in sorted(purpose.templates.items())
]
# Words that shame, and words of health that belong to one person.
NEVER = re.compile(
    r"stunt|gizi|menunggak|hutang|utang|kurus|hamil|HIV|TBC|nik\b|malnutri|wast|underweight|debt", re.I
)
HOLES = re.compile(r"%\((\w+)\)(.)")


@pytest.mark.parametrize(("purpose", "slug", "template"), TEMPLATES, ids=lambda value: str(value)[:40])
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_a_template_takes_counts_alone_and_says_nothing_about_a_person(purpose, slug, template, language):
    with translation.override(language):
        for number in (1, 2, 1200):
            text = template.filled(dict.fromkeys(template.counts, number))
            assert len(text) <= 300 and not NEVER.search(f"{template.subject} {text}")
            # Nothing is left to fill in: all that changes between two messages is the counts.
            digits = re.findall(r"\d+", text)
            assert len(digits) == len(template.counts) and "%" not in text and "{" not in text
        assert purpose.lasts.total_seconds() > 0 and purpose.label
