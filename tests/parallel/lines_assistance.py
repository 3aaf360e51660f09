"""Lines of the table about help for businesses."""

from __future__ import annotations

from anyelir.enterprise.assistance import actions
from anyelir.enterprise.assistance.models import Assistance, UseFollowUp
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.files.models import FileBase
from anyelir.files.reading import WEBP, Prepared
from tests import businesses, groups, helped
from tests import factories as make
from tests.parallel.line import Line, lines, secretary

PHOTO = Prepared(FileBase.Kind.PHOTO, WEBP, b"RIFF invented WEBP", b"small", 10, 10)


def of_a_business(town):
    return helped.assistance(businesses.business(town.rw))


def a_training(town):
    group = groups.group(town.rw, "Melati Harum")
    return helped.training(group, [make.body_member(body_of(group), "Ratmi Suherman")])


def record(town, business, op_id):
    return actions.record_assistance(
        business=business, kind="label", on=make.today(), by=secretary(town), op_id=op_id
    )


ASSISTANCE = [
    Line(
        "write down who was trained",
        lambda town, activity, op_id: actions.record_training(
            activity=activity, scores={}, by=secretary(town), op_id=op_id
        ),
        lambda town, activity: [Assistance.objects.filter(activity=activity).count()],
        a_training,
        frozenset({"already_recorded"}),
    ),
    Line(
        "look whether help is used",
        lambda town, assistance, op_id: actions.record_follow_up(
            assistance=assistance, uses="yes", by=secretary(town), op_id=op_id
        ),
        lambda town, assistance: [UseFollowUp.objects.filter(assistance=assistance).count()],
        of_a_business,
        frozenset({"too_early"}),
    ),
]
# A business may be helped twice on a day, and a photo be taken again.
ASSISTANCE_AT_WILL = [
    Line(
        "write help down",
        record,
        lambda town, business: [Assistance.objects.filter(business=business).count()],
        lambda town: businesses.business(town.rw),
    ),
    Line(
        "keep a photo of help",
        lambda town, assistance, op_id: actions.keep_photo(
            assistance=assistance, which="sebelum", photo=PHOTO, by=secretary(town), op_id=op_id
        ),
        lambda town, assistance: [lines("assistance.photo")],
        of_a_business,
    ),
]
