"""``anyelir doctor``: says in words what is wrong with this site and what to do about it."""

from __future__ import annotations

import argparse
import json
import sys

from anyelir.commands.preparation import start_django

WORDS = {"ok": "baik", "warning": "perhatian", "fault": "SALAH"}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Memeriksa situs ini dan menyebut apa yang salah serta apa yang perlu dilakukan."
        " Kode keluar 1 bila ada yang salah."
    )
    parser.add_argument("--json", action="store_true", help="keluaran untuk program")


def run(options: argparse.Namespace) -> int:
    try:
        start_django()
    except OSError as error:
        print(f"Situs tidak dapat dimuat: {error.strerror} ({error.filename}).", file=sys.stderr)
        return 1
    from anyelir.core.health import CHECKS, Soundness, examine, worst

    findings = examine()
    if options.json:
        answer = {
            name: {"status": finding.soundness, "text": finding.text, **finding.numbers}
            for name, finding in findings.items()
        }
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        for check in CHECKS:
            _say(str(check.title), findings.get(check.name))
    return int(worst(findings.values()) is Soundness.FAULT)


def _say(title: str, finding) -> None:
    """A check without a finding could say nothing, because what it needs is at fault."""
    word = WORDS[finding.soundness] if finding else "?"
    text = (
        f": {finding.text}"
        if finding and finding.text
        else ""
        if finding
        else ": menunggu yang SALAH di atas"
    )
    print(f"{word:9}  {title}{text}")
