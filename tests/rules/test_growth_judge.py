"""``anyelir growth judge`` on files as people send them; tests/cases compares the same command with the screens."""

import csv

import pytest

from anyelir.commands import main
from anyelir.commands.growth_judging import OUTPUT
from anyelir.commands.judging_rows import INPUT

HEADER = ",".join(INPUT)
ROWS = (
    "a,F,2025-03-10,2026-10-06,4.3,80,l,,,n",
    "a,F,2025-03-10,2026-11-10,4.6,81,l,,,n",
    "b,M,2025-01-10,2026-09-08,10.9,80,l,47,14.5,n",
    "b,M,2025-01-10,2026-10-08,11.0,80.5,l,47,14.5,n",
    "b,M,2025-01-10,2026-11-08,11.1,81,l,47,8.4,n",
)
FIRST = {"a": ("B", "N"), "b": ("B", "T", "T")}


@pytest.fixture
def judged(tmp_path, capsys):
    """Run the command on text or bytes; gives exit code, rows of the result, and what was said."""

    def run(text):
        source, target = tmp_path / "in.csv", tmp_path / "out.csv"
        source.write_bytes(text if isinstance(text, bytes) else text.encode())
        code = main(["growth", "judge", str(source), str(target)])
        with target.open(newline="") as file:
            return code, list(csv.DictReader(file)), capsys.readouterr().err

    return run


def file_of(*rows, header=HEADER, end="\n"):
    return end.join([header, *rows]) + end


def letters(rows):
    by_child = {}
    for row in sorted(rows, key=lambda row: row["measured_on"]):
        by_child[row["child"]] = (*by_child.get(row["child"], ()), row["letter"])
    return by_child


def results(rows):
    return {(row["child"], row["measured_on"]): [row[name] for name in OUTPUT] for row in rows}


def test_the_columns_are_those_of_the_input_and_the_results(judged):
    code, rows, said = judged(file_of(*ROWS))
    assert (code, said) == (0, "")
    assert [*rows[0]] == [*INPUT[:8], "muac_cm", "oedema", *OUTPUT]
    assert (rows[0]["child"], rows[0]["measured_on"], rows[4]["muac_cm"]) == ("a", "2026-10-06", "8.4")
    assert letters(rows) == FIRST
    last = {name: rows[1][name] for name in ("bgm", "waz", "haz", "whz", "flags", "refer")}
    assert last == {
        "bgm": "1",
        "waz": "severely_underweight",
        "haz": "normal",
        "whz": "severe_wasting",
        "flags": "waz whz baz",
        "refer": "urgent",
    }
    assert rows[1]["reasons"].split() == ["severe_wasting", "below_red_line", "measure_again"]
    assert [rows[4][name] for name in ("not_gained_run", "muac", "refer")] == [
        "2",
        "severe_wasting",
        "urgent",
    ]


@pytest.mark.parametrize(
    "text",
    [
        file_of(*reversed(ROWS)),
        file_of(*(ROWS[at] for at in (3, 0, 4, 1, 2))),
        file_of(*ROWS, end="\r\n"),
        file_of(*ROWS, end="\r"),
        file_of(*ROWS, "", ",,,,,,,,,", "   "),
        b"\xef\xbb\xbf" + file_of(*ROWS).encode(),
        file_of(*(row.replace(",", ";").replace(".", ",") for row in ROWS), header=HEADER.replace(",", ";")),
        file_of(*(row.replace(",", ";") for row in ROWS), header=HEADER.replace(",", ";")),
        file_of(*(row.replace(",F,", ",P,").replace(",M,", ",L,").replace(",l,", ",L,") for row in ROWS)),
        file_of(*(row.replace(",n", ",") for row in ROWS)),
        file_of(*(row.replace(",", " , ") for row in ROWS)),
        file_of(*(row.replace(",", "\u00a0,\u200b") for row in ROWS)),
        file_of(*(f"{row},catatan" for row in ROWS), header=f"{HEADER},note"),
        file_of(*(f'"baris satu\nbaris dua",{row}' for row in ROWS), header=f"note,{HEADER}"),
        file_of(
            *(
                row.replace("2025-03-10", "10-03-2025").replace("2025-01-10", "10 Januari 2025")
                for row in ROWS
            )
        ),
    ],
)
def test_the_same_rows_in_other_clothes_say_the_same(judged, text):
    expected = results(judged(file_of(*ROWS))[1])
    code, rows, said = judged(text)
    assert (code, said) == (0, "") and len(rows) == 5
    by_day = {(row["child"], row["measured_on"]): row for row in rows}
    assert {key: [by_day[key][name] for name in OUTPUT] for key in expected} == expected


def test_rows_come_back_in_the_order_of_the_file(judged):
    order = [ROWS[at] for at in (3, 0, 4, 1, 2)]
    rows = judged(file_of(*order))[1]
    assert [f"{row['child']} {row['measured_on']}" for row in rows] == [
        " ".join(row.split(",")[:4:3]) for row in order
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",F,2025-03-10,2026-11-10,4.6,81,l,,,n", "kolom child kosong"),
        ("c,X,2025-03-10,2026-11-10,4.6,81,l,,,n", "kolom sex"),
        ("c,F,,2026-11-10,4.6,81,l,,,n", "kolom born_on"),
        ("c,F,2025-02-30,2026-11-10,4.6,81,l,,,n", "kolom born_on"),
        ("c,F,2025-13,2026-11-10,4.6,81,l,,,n", "kolom born_on"),
        ("c,F,2025-03-10,2026-11,4.6,81,l,,,n", "kolom measured_on"),
        ("c,F,2026-12-10,2026-11-10,4.6,81,l,,,n", "lebih awal daripada tanggal lahir"),
        ("c,F,2025-03-10,2026-11-10,berat,81,l,,,n", "kolom weight"),
        ("c,F,2025-03-10,2026-11-10,-4.6,81,l,,,n", "kolom weight"),
        ("c,F,2025-03-10,2026-11-10,nan,81,l,,,n", "kolom weight"),
        ("c,F,2025-03-10,2026-11-10,inf,81,l,,,n", "kolom weight"),
        ("c,F,2025-03-10,2026-11-10,1e3,81,l,,,n", "kolom weight"),
        ("c,F,2025-03-10,2026-11-10,4600,81,l,,,n", "kurang dari 200"),
        ("c,F,2025-03-10,2026-11-10,4.6,810,l,,,n", "kurang dari 250"),
        ("c,F,2025-03-10,2026-11-10,4.6,81,x,,,n", "kolom measure"),
        ("c,F,2025-03-10,2026-11-10,4.6,81,l,,,ya benar", "kolom oedema"),
        ("c,F,2025-03-10,2026-11-10,,,,,,n", "tidak ada yang diukur"),
        ("c,F,2025-03-10,2026-11-10,4.6", "ada 5 isian, seharusnya 10"),
        ('c,"F,2025-03-10,2026-11-10,4.6,81,l,,,n', "tanda kutip"),
        ("a,M,2025-03-10,2026-11-11,4.6,81,l,,,n", "jenis kelamin berbeda"),
        ("a,F,2025-03-11,2026-11-11,4.6,81,l,,,n", "tanggal lahir berbeda"),
    ],
)
def test_a_row_that_cannot_be_used_says_why_and_stops_nothing(judged, row, reason):
    code, rows, said = judged(file_of(ROWS[0], row, *ROWS[1:]))
    assert code == 0 and reason in said and "1 baris tidak dinilai" in said and "baris 3" in said
    assert len(rows) == 6 and rows[1]["reasons"].startswith("galat: ") and reason in rows[1]["reasons"]
    assert not any(rows[1][name] for name in OUTPUT if name != "reasons")
    assert letters(rows[:1] + rows[2:]) == FIRST


def test_two_stray_quotes_lose_no_row_between_them(judged):
    stray = ('c,"F,2025-03-10,2026-11-10,4.6,81,l,,,n', 'd,M",2025-03-10,2026-11-10,4.6,81,l,,,n')
    _, rows, said = judged(file_of(ROWS[0], stray[0], *ROWS[1:], stray[1]))
    assert len(rows) == 7 and letters([*rows[:1], *rows[2:6]]) == FIRST
    assert "2 baris tidak dinilai" in said and "baris 3: bukan CSV yang sah" in said


def test_values_that_are_missing_are_not_measured(judged):
    _, rows, _ = judged(file_of("c,F,2025-03-10,2026-11-10,0,,,,,y", "d,F,2025-03-10,2026-11-10,,81,,,,n"))
    assert [rows[0][name] for name in ("letter", "bgm", "refer", "reasons")] == ["", "0", "urgent", "oedema"]
    assert [rows[1][name] for name in ("letter", "waz", "haz", "refer")] == ["", "", "normal", ""]


def test_of_two_rows_of_one_day_the_last_with_a_weight_counts(judged):
    day = "c,M,2025-01-10,2026-11-08"
    before = "c,M,2025-01-10,2026-10-08,11.0,,,,,n"
    _, rows, _ = judged(file_of(f"{day},11.1,,,,,n", before, f"{day},11.4,,,,,n", f"{day},,82,l,,,n"))
    assert [row["letter"] for row in rows] == ["", "B", "N", ""]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "kosong"),
        ("child,sex\na,F\n", "kolom tidak ada: born_on"),
        (file_of(*ROWS, header=f"{HEADER},sex"), "dua kali: sex"),
        (b"child\xff", "UTF-8"),
        ('"child\n', "tanda kutip"),
    ],
)
def test_a_file_that_cannot_be_used_leaves_the_result_alone(tmp_path, capsys, text, reason):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    target.write_text("lama")
    assert main(["growth", "judge", str(source), str(target)]) == 2
    assert reason in capsys.readouterr().err and target.read_text() == "lama"
