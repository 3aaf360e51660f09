"""Golden vectors: the JSON files that both the Python rules and their twins on the phone must satisfy."""

import json
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "golden"


def cases(name, group="cases"):
    """The cases of one file as pytest parameters ``(input, expected)``, named for the report."""
    import pytest

    document = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case["input"], case["expected"], id=case["name"]) for case in document[group]]
