"""The histories of children in the notation of children.md, on a posyandu of their own, and what every door says."""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass, field
from html import unescape
from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from anyelir.commands import main
from anyelir.core.indicator import Leaf
from anyelir.families.models import Person
from anyelir.posyandu.care import actions as care_actions
from anyelir.posyandu.care import facts
from anyelir.posyandu.day import actions as day_actions
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register.models import Posyandu
from anyelir.rules.skdn import Counts
from tests import factories as make

VISIT = re.compile(
    r"(?P<day>[\d-]{10})(?: (?P<weight>[\d.]+))?(?: ?/(?P<length>[\d.]+) (?P<posture>[lh]))?"
    r"(?: arm (?P<arm>[\d.]+))?(?: head (?P<head>[\d.]+))?(?P<oedema> oedema)?"
)
HEADER = "child,sex,born_on,measured_on,weight,lenhei,measure,headc,muac,oedema"


def visits(text: str) -> list[dict[str, str]]:
    """``2026-10-06 4.3/80 l arm 11 head 44 oedema; ...``"""
    story = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        match = VISIT.fullmatch(part)
        assert match, part
        story.append({name: value or "" for name, value in match.groupdict().items()})
    return story


def judge_rows(folder, *children: tuple[str, str, str]) -> dict[tuple[str, str], dict[str, str]]:
    """``anyelir growth judge`` on (child, "F 2025-03-10", visits), the rows turned round; by child and day."""
    lines = []
    for child, who, story in children:
        sex, born = who.split()
        lines += [
            f"{child},{sex},{born},{v['day']},{v['weight']},{v['length']},{v['posture']},{v['head']},{v['arm']},"
            f"{'y' if v['oedema'] else 'n'}"
            for v in visits(story)
        ]
    source, target = folder / "in.csv", folder / "out.csv"
    source.write_text("\n".join([HEADER, *reversed(lines)]) + "\n")
    assert main(["growth", "judge", str(source), str(target)]) == 0
    with target.open(newline="") as file:
        return {(row["child"], row["measured_on"]): row for row in csv.DictReader(file)}


@dataclass
class Story:
    """One child with its history on the site, and the doors to ask."""

    posyandu: Posyandu
    child: Person
    rows: list[Measurement]
    client: Any
    judged: list[dict[str, str]]
    pages: dict[str, str] = field(default_factory=dict)

    def page(self, name: str, *args, **query) -> str:
        """The text of a page, without tags."""
        response = self.client.get(reverse(f"posyandu:{name}", args=args), query)
        assert response.status_code == 200, name
        body = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())

    def result(self, at: int = -1) -> str:
        return self.page("result", self.rows[at].pk)

    def refer(self, at: int = -1) -> tuple[list[str], str]:
        """The reasons that are ticked on the form of a referral, and how soon."""
        address = reverse("posyandu:refer", args=[self.child.pk])
        form = self.client.get(address, {"hasil": self.rows[at].pk}).context["form"]
        return form.initial["reasons"], form.initial["urgency"]

    def letter(self, at: int = -1) -> str:
        """The referral as it is printed, with the proposed reasons."""
        reasons, urgency = self.refer(at)
        measurement = self.rows[at]
        sent = care_actions.create_referral(
            child=self.child,
            posyandu=self.posyandu,
            measurement=measurement,
            reasons=reasons,
            urgency=urgency,
            referred_on=measurement.measured_on,
            by=self.client.user,
        )
        return self.page("referral", sent.pk)

    def skdn(self, month: str) -> SimpleNamespace:
        """The child's row of the facts of a month; the letters must add up to D."""
        day = dt.date.fromisoformat(f"{month}-01")
        rows = facts.child_months([Leaf(str(self.posyandu.pk), day)])
        counts = Counts(s=len(rows), d=sum(row["is_weighed"] for row in rows))
        for letter in "NTOB":
            setattr_count = {letter.lower(): sum(row["status"] == letter for row in rows)}
            counts += Counts(**setattr_count)
        assert counts.problems() == ()
        (row,) = rows
        return SimpleNamespace(**row)


def tell(world, sign_in, folder, who: str, story: str, **fields) -> Story:
    """Record a history at a posyandu of its own, and judge the same as a file."""
    sex, born = who.split()
    name = f"Melati {Posyandu.objects.count()}"
    posyandu = make.posyandu(world.rw, name, world.puskesmas, schedule_week=2, schedule_weekday=1)
    user = world.user("kader")
    make.grant(user, "kader_posyandu", unit=posyandu)
    fields = {"born_on": dt.date.fromisoformat(born if len(born) == 10 else f"{born}-01-01"), **fields}
    child = make.child(world.family, "Raka Pratama" if sex == "M" else "Putri Lestari", sex=sex, **fields)
    make.enrolment(posyandu, child)
    sessions: dict[str, Any] = {}
    rows = []
    for visit in visits(story):
        day = dt.date.fromisoformat(visit["day"])
        session = sessions.setdefault(visit["day"], None) or make.session(posyandu, day)
        sessions[visit["day"]] = session
        rows.append(
            day_actions.record_measurement(
                session=session,
                child=child,
                by=user,
                weight_kg=visit["weight"] or None,
                height_cm=visit["length"] or None,
                posture={"l": "recumbent", "h": "standing", "": ""}[visit["posture"]],
                head_cm=visit["head"] or None,
                muac_cm=visit["arm"] or None,
                oedema=bool(visit["oedema"]),
            )
        )
    client = sign_in(user)
    client.user = user
    judged = judge_rows(folder, ("anak", who, story))
    return Story(posyandu, child, rows, client, [judged["anak", v["day"]] for v in visits(story)])
