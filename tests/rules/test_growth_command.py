"""``anyelir growth``: WHO's own numbers back, and a clear sentence for every bad file."""

import contextlib
import csv
import io
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from anyelir.commands import main
from tests.rules.test_growth import REFERENCE

HEADER = "id,sex,age_days,weight,lenhei,measure,headc,armc,oedema"
ROW = "1,2,400,9.0,74.0,l,45.0,14.0,n"
SCHOOL_HEADER = "id,sex,age_months,weight,lenhei,oedema"


@pytest.fixture
def growth(tmp_path, capsys):
    """Run a growth action on CSV text; gives exit code, rows of the result, and what was said."""

    def run(text, action="assess", raw=None):
        source, target = tmp_path / "in.csv", tmp_path / "out.csv"
        source.write_bytes(text.encode() if raw is None else raw)
        code = main(["growth", action, str(source), str(target)])
        rows = list(csv.DictReader(target.read_text().splitlines())) if target.exists() else None
        return code, rows, capsys.readouterr().err

    return run


def test_reference_comes_back_unchanged(tmp_path):
    target = tmp_path / "out.csv"
    assert main(["growth", "assess", str(REFERENCE), str(target)]) == 0
    assert target.read_text() == REFERENCE.read_text()


def test_input_columns_in_any_order_and_spare_ones(growth):
    code, rows, _ = growth(f"note,oedema,{HEADER.removesuffix(',oedema')}\nx,n,{ROW.removesuffix(',n')}\n")
    assert code == 0
    assert (rows[0]["id"], rows[0]["zwei"], rows[0]["fwei"]) == ("1", "-0.18", "0")
    assert "note" not in rows[0]


def test_windows_file_with_mark_and_blank_lines(growth):
    code, rows, _ = growth("", raw=b"\xef\xbb\xbf" + f"{HEADER}\r\n\r\n{ROW}\r\n\r\n".encode())
    assert (code, len(rows)) == (0, 1)


def test_header_alone_gives_header_alone(growth):
    assert growth(HEADER + "\n")[:2] == (0, [])


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        ("1,2,400,,74.0,l,,,n", "zwei", ""),
        ("1,2,400,,74.0,l,,,n", "cbmi", ""),
        ("1,2,400,9.0,,l,,,n", "clenhei", ""),
        ("1,,400,9.0,74.0,l,,,n", "zlen", ""),
        ("1,,400,9.0,74.0,l,,,n", "clenhei", "74"),
        ("1,F,400,9.0,74.0,L,,,N", "zwei", "-0.18"),
        ("1,2,400,9.0,74.0,l,,,y", "zwfl", ""),
        ("1,2,400,9.0,74.0,l,,,1", "fwfl", ""),
        ("1,2,,9.0,74.0,l,,,", "zwfl", "0.05"),
        ("1,2,273.9,9.0,74.0,h,,,n", "c9mo_flag", "1"),
        ("1,2,273.9375,9.0,74.0,h,,,n", "c9mo_flag", "0"),
        ("1,2,273.9,9.0,74.0,h,,,n", "clenhei", "74"),
        ("1,2,274,9.0,74.0,h,,,n", "clenhei", "74.7"),
        ("1,2,730.5,9.0,84.0,l,,,n", "clenhei", "83.3"),
        ("1,2,730.4,9.0,84.0,l,,,n", "clenhei", "84"),
        ("1,2,1826.2,18,109,h,,,n", "fwei", "0"),
        ("1,2,1826.25,18,109,h,,,n", "fwei", ""),
        ("1,2,400,0,74.0,l,,,n", "zwfl", ""),
        ("1,2,400,9.0,0,l,,,n", "cbmi", ""),
        ("1,2,400,1e308,74.0,l,,,n", "zwei", ""),
        ("1,2,400,9.0,74.0,l,-1e300,,n", "zhc", ""),
        ("1,2,1e300,9.0,74.0,l,,,n", "zwei", ""),
    ],
)
def test_one_cell(growth, row, column, text):
    code, rows, _ = growth(f"{HEADER}\n{row}\n")
    assert (code, rows[0][column]) == (0, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "berkas kosong"),
        ("\n\n", "berkas kosong"),
        (
            "id,sex,age_days\n1,2,3\n",
            "baris 1: kolom tidak ada: weight, lenhei, measure, headc, armc, oedema",
        ),
        (HEADER.replace(",", ";") + "\n", "pemisah kolom harus koma"),
        (HEADER + ",sex\n", "tertulis dua kali: sex"),
        (f"{HEADER}\n{ROW},5\n", "baris 2: ada 10 isian, seharusnya 9"),
        (f"{HEADER}\n{ROW}\n1,2\n", "baris 3: ada 2 isian"),
        (f"{HEADER}\n{ROW}\n{ROW.replace('9.0', 'berat')}\n", "baris 3: kolom weight berisi “berat”"),
        (HEADER + '\n1,2,400,"9,0",74.0,l,45.0,14.0,n\n', "seharusnya angka dengan titik desimal"),
        (f"{HEADER}\n{ROW.replace('74.0', 'inf')}\n", "kolom lenhei berisi “inf”"),
        (f"{HEADER}\n{ROW.replace('45.0', 'nan')}\n", "kolom headc berisi “nan”"),
        (
            f"{HEADER}\n{ROW.replace('400', '-1')}\n",
            "kolom age_days berisi “-1”, seharusnya angka 0 atau lebih",
        ),
        (
            f"{HEADER}\n{ROW.replace(',l,', ',t,')}\n",
            "kolom measure berisi “t”, seharusnya l atau h atau kosong",
        ),
        (f"{HEADER}\n{ROW.replace('1,2,', '1,3,')}\n", "kolom sex berisi “3”"),
        (f"{HEADER}\n{ROW[:-1]}ya\n", "kolom oedema berisi “ya”"),
        (f'{HEADER}\n"{ROW}\n', "bukan CSV yang sah"),
    ],
)
def test_bad_files(growth, text, said):
    code, rows, err = growth(text)
    assert (code, rows) == (2, None)
    assert said in err
    assert "Traceback" not in err
    assert err.count("\n") == 1


def test_not_utf8(growth):
    code, rows, err = growth("", raw=HEADER.encode() + b"\n1,2,400,9.0,74.0,l,45.0,14.0,\xff\n")
    assert (code, rows) == (2, None)
    assert "baris 2: bukan teks UTF-8" in err


def test_missing_file_and_folder(tmp_path, capsys):
    assert main(["growth", "assess", str(tmp_path / "no.csv"), str(tmp_path / "out.csv")]) == 2
    assert main(["growth", "assess", str(tmp_path), str(tmp_path / "out.csv")]) == 2
    said = capsys.readouterr().err
    assert "tidak ditemukan" in said
    assert "folder" in said


def test_unwritable_result(tmp_path, capsys):
    assert main(["growth", "assess", str(REFERENCE), str(tmp_path / "no" / "out.csv")]) == 2
    assert "tidak dapat ditulis" in capsys.readouterr().err


def test_bad_input_leaves_an_older_result_alone(tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("sex\n1\n")
    target.write_text("older")
    assert main(["growth", "assess", str(source), str(target)]) == 2
    assert target.read_text() == "older"


def test_school_age(growth):
    """Values of WHO anthroplus' own tests."""
    code, rows, _ = growth(
        f"{SCHOOL_HEADER}\na,2,60.32,18.7,113.8,n\nb,2,60.911701,20.5,113.6,n\nc,1,120,30,60,y\n",
        "assess5to19",
    )
    assert code == 0
    assert [(row["zwfa"], row["zbfa"], row["zhfa"]) for row in rows[:2]] == [
        ("0.21", "-0.58", "0.96"),
        ("0.79", "0.42", "0.85"),
    ]
    assert (rows[2]["zwfa"], rows[2]["zbfa"], rows[2]["fwfa"], rows[2]["fhfa"]) == ("", "", "", "1")
    assert list(rows[0]) == [*SCHOOL_HEADER.split(","), "zhfa", "zwfa", "zbfa", "fhfa", "fwfa", "fbfa"]


def test_school_age_needs_its_own_columns(growth):
    code, rows, err = growth(f"{HEADER}\n{ROW}\n", "assess5to19")
    assert (code, rows) == (2, None)
    assert "kolom tidak ada: age_months" in err


def test_growth_never_loads_django():
    code = "import sys; import anyelir.commands.growth_command; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0


CELLS = st.sampled_from(
    [
        "",
        "1",
        "2",
        "m",
        "n",
        "l",
        "h",
        "400",
        "100.5",
        "9.0",
        "74",
        "-1",
        "0",
        "nan",
        "1e400",
        "x",
        '"',
        "½",
        "1,5",
    ]
)


@given(
    st.sampled_from([("assess", HEADER), ("assess5to19", SCHOOL_HEADER), ("assess", SCHOOL_HEADER)]),
    st.lists(st.lists(CELLS, min_size=5, max_size=10), max_size=4),
)
@example(("assess5to19", SCHOOL_HEADER), [["", '"', "", "", ""], ["", '"', "", "", "", ""]])
@settings(max_examples=40, deadline=None)
def test_any_file_gets_a_result_or_one_sentence(tmp_path_factory, action_and_header, rows):
    folder = tmp_path_factory.mktemp("any")
    action, header = action_and_header
    lines = [",".join(row[: header.count(",") + 1]) for row in rows]
    (folder / "in.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
    err = io.StringIO()
    with contextlib.redirect_stderr(err):
        code = main(["growth", action, str(folder / "in.csv"), str(folder / "out.csv")])
    assert (code, err.getvalue().count("\n")) in [(0, 0), (2, 1)]
    assert (folder / "out.csv").exists() == (code == 0)
