"""The histories of tests/data/cases/children.md: screens, papers, ``growth judge`` and SKDN say the same."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.families.models import Person
from anyelir.posyandu.day.queries.day import day_board
from tests import factories as make
from tests.cases.histories import judge_rows, tell

pytestmark = pytest.mark.django_db

THANKS = "Terima kasih"
AGAIN = "Coba ukur sekali lagi"


@pytest.fixture
def told_story(world, sign_in, tmp_path):
    """``told("F 2025-03-10", "2026-10-06 4.3/80 l; ...")``: a history on the site and in a judged file."""

    def run(who: str, story: str, **fields):
        return tell(world, sign_in, tmp_path, who, story, **fields)

    return run


@pytest.mark.case("children 1", "WAZ -6.21: stored, flagged, urgent, no thanks, BGM; not in prevalence")
def test_a_flagged_weight_is_the_child_in_greatest_danger(told_story):
    story = told_story("F 2025-03-10", "2026-10-06 4.3/80 l; 2026-11-10 4.6/81 l")
    last = story.rows[-1]
    assert (last.waz, last.whz, last.flags) == (-621, -794, "waz whz baz")
    page = story.result()
    assert "Ajak segera ke puskesmas" in page and "Perlu segera diperiksa" in page and AGAIN in page
    assert THANKS not in page and "Naik (N)" not in page
    reasons, urgency = story.refer()
    assert {"below_red_line", "severe_wasting"} <= set(reasons) and urgency == "urgent"
    letter = story.letter()
    assert (
        "Berat di bawah garis merah (BGM)" in letter
        and "Segera" in letter
        and "BB/TB di bawah −3 SD" in letter
    )
    month = story.skdn("2026-11")
    assert month.is_below_red_line and month.status == "N"
    assert (month.waz, month.whz, month.haz) == (None, None, "normal")
    judged = story.judged[-1]
    assert (judged["letter"], judged["bgm"], judged["refer"], judged["flags"]) == (
        "N",
        "1",
        "urgent",
        last.flags,
    )
    assert judged["reasons"].split() == reasons


@pytest.mark.case("children 2", "weights only: urgent by BB/U under -3")
def test_a_weight_alone_is_enough(told_story):
    story = told_story("F 2025-03-10", "2026-10-06 4.3; 2026-11-10 4.6")
    reasons, urgency = story.refer()
    assert "below_red_line" in reasons and urgency == "urgent"
    assert "Ajak segera ke puskesmas" in story.result() and THANKS not in story.result()
    assert story.skdn("2026-11").is_below_red_line
    assert (story.judged[-1]["refer"], story.judged[-1]["bgm"]) == ("urgent", "1")


@pytest.mark.case("children 3", "LiLA 8.4 and 9.6 at 6-59 months: severe by cm, urgent")
def test_an_arm_is_judged_by_centimetres(told_story):
    for arm, born in (("8.4", "2024-12-04"), ("9.6", "2025-12-04")):
        story = told_story(f"M {born}", f"2026-11-05 10.4/80.5 l arm {arm}")
        reasons, urgency = story.refer()
        assert "muac_red" in reasons and urgency == "urgent"
        page = story.result()
        assert "Ajak segera ke puskesmas" in page and "cm (merah)" in page
        assert (story.judged[-1]["muac"], story.judged[-1]["refer"]) == ("severe_wasting", "urgent")
        assert "LiLA di bawah 11,5 cm (merah)" in story.letter()


@pytest.mark.case("children 4", "head z -6.2: reason microcephaly, measured again")
def test_a_head_far_too_small_is_a_reason_and_measured_again(told_story):
    story = told_story("M 2024-12-04", "2026-11-05 11.4/84.5 l head 39.6")
    assert story.rows[-1].hcz < -600 and story.rows[-1].flags == "hcz"
    reasons, urgency = story.refer()
    assert reasons == ["microcephaly", "measure_again"] and urgency == "routine"
    page = story.result()
    assert AGAIN in page and "Ajak ke puskesmas" in page
    letter = story.letter()
    assert "Lingkar kepala di bawah −2 SD" in letter and "perlu diukur ulang" in letter
    judged = story.judged[-1]
    assert (judged["hcz"], judged["flags"], judged["refer"]) == ("microcephaly", "hcz", "routine")


@pytest.mark.case("children 5", "63 cm typed for 80: doubt on the length, no gizi lebih, still on the list")
def test_a_doubtful_length_makes_nobody_heavy(told_story, world):
    story = told_story("M 2025-05-05", "2026-10-06 10.4/79 l; 2026-11-05 10.6/63 l")
    last = story.rows[-1]
    assert last.haz < -600 and last.whz > 300
    reasons, _urgency = story.refer()
    assert "measure_again" in reasons and "severely_stunted" in reasons
    assert not {"risk_overweight", "overweight", "obese"} & set(reasons)
    page = story.page("child", story.child.pk)
    assert "Gizi lebih" not in page and "Obesitas" not in page
    assert AGAIN in story.result() and "lebih pendek dari terakhir (79,0 cm)" in story.result()
    judged = story.judged[-1]
    assert (judged["whz"], judged["baz"], judged["refer"]) == ("", "", "routine")
    assert "haz" in judged["flags"].split() and judged["reasons"].split() == reasons
    board = day_board(make.session(story.posyandu, dt.date(2026, 11, 24)))
    assert ["measure_again"] == [reason.code for reason in board.greeted[0].greetings]


@pytest.mark.case("children 6", "900 g more with oedema: urgent, never N, no thanks; D = N + T + O + B")
def test_oedema_is_never_good_news(told_story):
    story = told_story("F 2024-12-04", "2026-10-05 10.0/80 l; 2026-11-05 10.9/80 l oedema")
    reasons, urgency = story.refer()
    assert reasons[0] == "oedema" and urgency == "urgent" and "not_gained" not in reasons
    page = story.result()
    assert THANKS not in page and "Naik (N)" not in page and "tidak dinilai karena bengkak" in page
    assert "keputusan Anyelir, bukan aturan resmi" in page
    assert "Bengkak, tidak dinilai naik (T)" in story.page("child", story.child.pk)
    month = story.skdn("2026-11")
    assert (month.status, month.is_weighed, month.whz) == ("T", True, "severe_wasting")
    assert (story.judged[-1]["letter"], story.judged[-1]["refer"]) == ("T", "urgent")


@pytest.mark.case("children 7", "+300 g where 800 g were needed: 'naik 300 g, belum cukup'; T")
def test_a_gain_that_is_too_small_is_a_gain(told_story):
    story = told_story("F 2026-08-01", "2026-10-05 5.0/57 l; 2026-11-05 5.3/59 l")
    page = story.result()
    assert "naik 300 g, tapi belum cukup" in page and "300 g, belum cukup; paling sedikit 800 g" in page
    assert "belum naik" not in page.lower() and "tidak naik" not in page.lower()
    assert "Naik, belum cukup (T)" in story.page("child", story.child.pk)
    assert "Kenaikan berat bulan ini tidak cukup (T)" in story.letter()
    assert story.skdn("2026-11").status == story.judged[-1]["letter"] == "T"


@pytest.mark.case("children 8", "six months in a row without enough gain: run 6")
def test_t_counts_as_long_as_it_lasts(told_story):
    months = "; ".join(f"2026-{4 + step:02}-07 {9.0 + step / 10:.1f}" for step in range(7))
    story = told_story("F 2025-01-10", months)
    assert "Sudah 6 bulan berturut-turut kenaikannya belum cukup." in story.result()
    assert [row["not_gained_run"] for row in story.judged] == [str(run) for run in range(7)]
    board = day_board(make.session(story.posyandu, dt.date(2026, 11, 10)))
    (entry,) = board.greeted
    assert [(reason.code, reason.months) for reason in entry.greetings] == [("not_gained_twice", 6)]
    assert story.skdn("2026-10").not_gained_run >= 3
    assert story.refer()[0] == ["not_gained_twice"]


@pytest.mark.case("children 9", "gain and last weight of one page agree; the month's weight by the rule")
def test_gain_and_last_weight_agree(told_story):
    story = told_story("M 2025-01-10", "2026-10-08 11.0; 2026-11-03 11.4; 2026-11-24 11.1")
    page = story.result()
    assert "Berat bulan lalu, 8 Okt 2026 11,0 kg" in page and "Kenaikan 100 g" in page and "11,4" not in page
    assert "Untuk bulan ini yang dihitung adalah timbangan 24 Nov 2026, 11,1 kg." in story.result(1)
    form = story.page("measure", make.session(story.posyandu, dt.date(2026, 11, 26)).pk, story.child.pk)
    assert "11,1 kg" in form and "Minimal naik 200 g dari 11,0 kg, 8 Okt 2026" in form
    assert [row["letter"] for row in story.judged] == ["B", "", "T"]
    assert story.skdn("2026-11").status == "T"


@pytest.mark.case("children 10", "November: BGM yes, BB/U from 3 Nov, TB/U from 24 Nov")
def test_each_index_reads_its_own_last_value_of_the_month(told_story):
    story = told_story("F 2025-03-10", "2026-11-03 7.1; 2026-11-24 /75 l")
    month = story.skdn("2026-11")
    assert month.is_below_red_line and month.status == "B"
    assert (month.waz, month.haz, month.whz) == ("severely_underweight", "stunted", None)
    assert [row["bgm"] for row in story.judged] == ["1", "0"]
    assert story.judged[0]["refer"] == "urgent" and story.judged[1]["haz"] == "stunted"


@pytest.mark.case("children 11", "60 months and 3 days: one statement, chart ends here, no N promised")
def test_past_fifty_nine_months_there_is_one_statement(told_story):
    story = told_story("M 2021-11-05", "2026-10-08 15.0/100 h; 2026-11-08 15.3/100 h")
    page = story.result()
    assert "Sudah ditimbang" in page and "Tidak ditimbang" not in page
    assert "Umurnya sudah lewat 59 bulan" in page and "Bulan depan" not in page
    response = story.client.get(reverse("posyandu:result", args=[story.rows[-1].pk]))
    charts = response.context["charts"]
    assert charts and all(chart.last[0] == chart.right for chart in charts)
    form = story.page("measure", make.session(story.posyandu, dt.date(2026, 11, 20)).pk, story.child.pk)
    assert "Minimal naik" not in form
    month = story.skdn("2026-11")
    assert (month.is_weighed, month.status) == (False, "") and story.judged[-1]["letter"] == ""


@pytest.mark.case(
    "children 14", "boy of 7 months with +300 g: T by a rule that is not confirmed, and it says so"
)
def test_an_unconfirmed_rule_says_so_where_it_decides(told_story):
    story = told_story("M 2026-04-01", "2026-10-20 7.5/67 l; 2026-11-10 7.8/68 l")
    page = story.result()
    assert "naik 300 g, tapi belum cukup" in page and "belum dipastikan" in page
    assert "Kenaikan minimal 400 g untuk anak laki-laki umur 7 bulan belum dipastikan" in page
    assert "Kenaikan minimal 400 g untuk anak laki-laki umur 7 bulan belum dipastikan" in story.letter()
    assert "Naik, belum cukup (T) *" in story.page("child", story.child.pk)
    assert story.judged[-1]["letter"] == "T"


@pytest.mark.case("children 15", "born known by year only: nothing as plain fact; the age is not exact")
def test_a_birth_known_by_year_only_is_not_told_as_fact(told_story):
    story = told_story(
        "M 2025", "2026-10-08 9.0/75 l; 2026-11-08 9.15/75.5 l", birth_precision=Person.Precision.YEAR
    )
    for page in (story.result(), story.page("child", story.child.pk), story.letter()):
        assert "Umur tidak pasti: hanya tahun lahir yang diketahui." in page
    assert "belum dipastikan" in story.result()
    assert story.judged[-1]["letter"] == "T"  # at every age of that year the gain is too small
    unsure = told_story(
        "M 2025", "2026-03-08 9.0/75 l; 2026-04-08 9.25/75.5 l", birth_precision=Person.Precision.YEAR
    )
    assert "Dengan tanggal lahir lain huruf N bisa berbeda." in unsure.result()
    assert (unsure.judged[-1]["letter"], unsure.judged[-1]["waz"]) == ("", "")


# Other inputs of the same kinds.


@pytest.mark.parametrize(
    ("who", "visit", "reason", "refer"),
    [
        ("M 2024-12-04", "2026-11-05 4.9/81 l", "below_red_line", "urgent"),
        ("F 2022-01-01", "2026-11-05 7.0/95 h", "severe_wasting", "urgent"),
        ("M 2026-06-01", "2026-11-05 3.0", "below_red_line", "urgent"),
        ("M 2024-12-04", "2026-11-05 10.4/110 l", "measure_again", "urgent"),
        ("M 2024-12-04", "2026-11-05 11.4/84.5 l head 57.5", "macrocephaly", "routine"),
        ("M 2024-12-04", "2026-11-05 30/84.5 l", "above_orange_line", "routine"),
        ("M 2024-12-04", "2026-11-05 11.4/84.5 l arm 24", "measure_again", "routine"),
        ("F 2026-05-05", "2026-11-05 7.4/66 l arm 11.4", "muac_red", "urgent"),
        ("F 2021-12-05", "2026-11-05 15/101 h arm 5.0", "muac_red", "urgent"),
        ("F 2024-12-04", "2026-11-05 arm 10.9", "muac_red", "urgent"),
        ("F 2024-12-04", "2026-11-05 oedema", "oedema", "urgent"),
    ],
)
def test_flagged_and_extreme_values_stay_on_the_list(tmp_path, who, visit, reason, refer):
    (row,) = judge_rows(tmp_path, ("a", who, visit)).values()
    assert reason in row["reasons"].split() and row["refer"] == refer


@pytest.mark.parametrize(
    ("who", "arm", "category"),
    [
        ("M 2024-12-04", "11.4", "severe_wasting"),
        ("M 2024-12-04", "11.5", "wasting"),
        ("M 2024-12-04", "12.4", "wasting"),
        ("M 2024-12-04", "12.5", "normal"),
        ("M 2026-05-06", "8.4", ""),  # under six months
        ("M 2021-11-05", "8.4", ""),  # sixty months
        ("M 2021-11-06", "8.4", "severe_wasting"),
    ],
)
def test_the_borders_of_the_arm_band(tmp_path, who, arm, category):
    (row,) = judge_rows(tmp_path, ("a", who, f"2026-11-05 11/80 l arm {arm}")).values()
    assert row["muac"] == category and ("muac_red" in row["reasons"]) == (category == "severe_wasting")


@pytest.mark.parametrize(
    ("story", "letters"),
    [
        ("2026-09-05 9/75 l; 2026-10-05 9.9/75 l oedema; 2026-11-05 10.2/75 l", "BTN"),
        ("2026-09-05 9/75 l; 2026-11-05 9.9/75 l oedema", "BO"),
        ("2026-11-05 9.9/75 l oedema", "B"),
        ("2026-10-05 9/75 l; 2026-11-03 9.5/75 l oedema; 2026-11-25 9.6/75 l", "B-T"),
    ],
)
def test_letters_with_oedema(tmp_path, story, letters):
    rows = judge_rows(tmp_path, ("a", "F 2024-12-04", story)).values()
    by_day = sorted(rows, key=lambda row: row["measured_on"])
    assert "".join(row["letter"] or "-" for row in by_day) == letters
    assert all("urgent" == row["refer"] for row in by_day if row["oedema"] == "y")


@pytest.mark.parametrize(
    ("typed", "reasons"),
    [
        ("66", {"measure_again"}),  # 13 cm less than last month, no flag by WHO
        ("79.5", set()),
        ("78.5", {"measure_again"}),  # a little shorter than last month: heavy for it only if that is true
    ],
)
def test_heavy_is_said_only_of_a_length_that_is_not_in_doubt(tmp_path, typed, reasons):
    rows = judge_rows(tmp_path, ("a", "F 2025-11-05", f"2026-10-06 12/79.6 l; 2026-11-05 12.4/{typed} l"))
    said = set(rows["a", "2026-11-05"]["reasons"].split())
    heavy = said & {"risk_overweight", "overweight", "obese"}
    assert bool(heavy) != bool(reasons) and reasons <= said


def test_a_length_in_doubt_without_a_flag_is_measured_again_next_time(told_story):
    story = told_story("F 2025-11-05", "2026-10-06 12/79.6 l; 2026-11-05 12.4/78.5 l")
    assert story.rows[-1].flags == ""
    board = day_board(make.session(story.posyandu, dt.date(2026, 11, 24)))
    assert "measure_again" in [reason.code for reason in board.greeted[0].greetings]


def test_a_length_is_compared_with_the_last_length_although_the_last_visit_had_none(told_story):
    story = told_story("F 2025-11-05", "2026-09-06 11.5/79 l; 2026-10-06 11.8; 2026-11-05 12.0/70 l")
    assert "lebih pendek dari terakhir (79,0 cm)" in story.result()
    assert "measure_again" in story.refer()[0]


@pytest.mark.parametrize("gain", [50, 100, 199])
def test_no_small_gain_is_called_none(told_story, gain):
    story = told_story("M 2025-01-10", f"2026-10-08 11.0; 2026-11-08 {11 + gain / 1000}")
    page = story.result()
    assert f"naik {gain} g, tapi belum cukup" in page and "belum naik" not in page.lower()


def test_a_loss_and_no_change_are_called_by_their_names(told_story):
    assert "turun 300 g" in told_story("M 2025-01-10", "2026-10-08 11.0; 2026-11-08 10.7").result()
    assert "belum naik bulan ini" in told_story("M 2025-01-10", "2026-10-08 11.0; 2026-11-08 11.0").result()


def test_the_last_counted_month_promises_no_gain(told_story):
    page = told_story("M 2021-12-05", "2026-11-08 15.3/100 h").result()
    assert "Pertama kali ditimbang (B)" in page and "bulan depan kita lihat" not in page.lower()


def test_danger_without_a_referral_is_greeted_next_time_until_it_is_sent(told_story, world):
    story = told_story("M 2024-12-04", "2026-11-05 10.4/84 l arm 11.0")
    session = make.session(story.posyandu, dt.date(2026, 11, 24))
    assert [reason.code for reason in day_board(session).greeted[0].greetings] == ["danger_last_time"]
    story.letter()
    assert [reason.code for reason in day_board(session).greeted[0].greetings] == ["referral_open"]


def test_the_judged_file_says_what_the_screens_say(told_story):
    """Every row of a mixed history: letter, run, reasons and urgency as the form of a referral proposes them."""
    story = told_story(
        "M 2025-08-15",
        "2026-01-12 6.0/62 l; 2026-02-10 6.1/64 l head 42; 2026-03-10 6.15/; 2026-04-14 6.2/68 l arm 11.9;"
        " 2026-05-12 6.9/69 l; 2026-07-14 7.4/60 l; 2026-07-28 7.5/71 l; 2026-08-11 7.5/72 l arm 11.2 oedema;"
        " 2026-09-08 7.9/73 l; 2026-10-13 4.1/73.5 l; 2026-11-10 8.4/74 l head 38".replace("6.15/;", "6.15;"),
    )
    months = {row.pk: row for row in story.rows}
    page = story.client.get(reverse("posyandu:child", args=[story.child.pk]))
    shown = {entry.measurement.pk: entry for entry in page.context["rows"]}
    for at, (pk, judged) in enumerate(zip(months, story.judged, strict=True)):
        reasons, urgency = story.refer(at)
        assert judged["reasons"].split() == reasons
        assert judged["refer"] == (urgency if reasons else "")
        month = shown[pk].month
        assert judged["letter"] == (month.letter if month else "")
        assert judged["not_gained_run"] == str(month.not_gained_run if month else 0)
