"""The judges read what we export: without them the run says so, and each that is here finds a wrong export."""

from __future__ import annotations

import shutil
import sys

import pytest

from tests.architecture.sources import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import judges


def test_without_a_judge_nothing_is_proven(monkeypatch, capsys):
    monkeypatch.setattr(judges.shutil, "which", lambda _program: None)
    monkeypatch.setattr(sys, "argv", ["judges.py"])
    assert judges.main() == 2
    assert "beancount is not on the PATH" in capsys.readouterr().out


def test_histories_hold_what_the_judges_shall_see():
    books = [judges.history(seed) for seed in range(20)]
    kinds = {entry.kind for one_book in books for entry in one_book.entries}
    assert {"receipt", "collect", "reversal", "difference", "year_end"} <= kinds
    assert judges.history(3).entries == judges.history(3).entries


def test_every_second_history_is_that_of_a_fund():
    kinds = {entry.kind for seed in range(1, 30, 2) for entry in judges.books_of(seed).entries}
    assert {"disburse", "payment", "write_off", "provide", "surplus"} <= kinds
    assert not {"disburse", "payment"} & {entry.kind for entry in judges.books_of(2).entries}


@pytest.mark.parametrize("name", judges.JUDGES)
def test_a_judge_that_is_here_agrees_and_finds_what_is_wrong(name, monkeypatch, tmp_path):
    program, text, judged = judges.JUDGES[name]
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed")
    assert judges.judge(name, path, 3, tmp_path)

    def unbalanced(books, *, with_words):
        return text(books, with_words=with_words).replace("000 IDR", "001 IDR", 1)

    monkeypatch.setitem(judges.JUDGES, name, (program, unbalanced, judged))
    assert not judges.judge(name, path, 3, tmp_path)
