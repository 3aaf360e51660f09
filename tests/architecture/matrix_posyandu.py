"""Who gets what at the addresses of the posyandu."""

from uuid import UUID

from django.utils import timezone

from tests.architecture.url_matrix import row

OUTSIDE = {"next_kader": 404, "other_puskesmas": 404, "stranger": 404}


def at_posyandu(status=200, *, allowed=("kader", "chair", "bidan", "secretary"), args=None, **fields):
    """An address of Posyandu Anyelir: who may gets ``status``, who only sees it 403, outsiders 404."""
    rights = dict.fromkeys(allowed, status)
    return row(args or {}, others=403, **{**OUTSIDE, **rights}, **fields)


POSYANDU = {"pk": "posyandu"}
SESSION = {"pk": "session"}
CHILD = {"pk": "child"}
MEASUREMENT = {"pk": "measurement"}
NO_FILE = UUID(int=7)
EDITORS = ("chair", "secretary", "bidan")
MEASURERS = {
    "kader": 200,
    "next_kader": 200,
    "chair": 200,
    "bidan": 200,
    "other_puskesmas": 200,
    "secretary": 200,
}

REQUEST = {"pk": "transfer_request"}
RUNNERS = ("kader", "chair", "bidan", "secretary")
# The other puskesmas has no posyandu to which a child could move.
ASKERS = (*RUNNERS, "next_kader")


def form(name: str, args: dict, allowed: tuple[str, ...]) -> dict:
    """A form at Posyandu Anyelir: who may sees it, and sees it again when it comes back empty."""
    return {
        name: at_posyandu(args=args, allowed=allowed),
        f"POST {name}": at_posyandu(422, args=args, allowed=allowed),
    }


SERVICE = {**POSYANDU, "service_pk": lambda world: world.posyandu.service.get().pk}

ROWS = {
    "posyandu:list": row({"code": lambda world: world.rw.code}, others=200, **OUTSIDE),
    "posyandu:detail": row(POSYANDU, others=200, **OUTSIDE),
    "posyandu:add": row(secretary=200, bidan=200, other_puskesmas=200, others=403),
    "POST posyandu:add": row(secretary=422, bidan=422, other_puskesmas=422, others=403),
    **form("posyandu:edit", POSYANDU, EDITORS),
    **form("posyandu:add-kader", POSYANDU, EDITORS),
    **form("posyandu:end-kader", SERVICE, EDITORS),
    "posyandu:decree": row(POSYANDU, others=200, **OUTSIDE),
    "POST posyandu:decree": at_posyandu(422, args=POSYANDU, allowed=EDITORS),
    "POST posyandu:erase-decree": at_posyandu(404, args={**POSYANDU, "file_pk": NO_FILE}, allowed=EDITORS),
    **form("posyandu:assess", POSYANDU, ("bidan", "kabupaten", "health_office")),
    "posyandu:today": row(**{**MEASURERS, "kader": 302, "next_kader": 302, "chair": 302}, others=403),
    "posyandu:day": at_posyandu(302, args=POSYANDU),
    "POST posyandu:open-day": at_posyandu(
        302, args=POSYANDU, data=lambda world: {"held_on": timezone.localdate().isoformat()}
    ),
    "posyandu:session": at_posyandu(args=SESSION),
    "posyandu:next-child": at_posyandu(302, args=SESSION),
    "posyandu:close-day": at_posyandu(args=SESSION),
    "POST posyandu:close-day": at_posyandu(302, args=SESSION, data={"kader_on_duty": "5"}),
    "POST posyandu:reopen-day": at_posyandu(302, args=SESSION),
    **form("posyandu:new-child", SESSION, RUNNERS),
    "POST posyandu:arrive": at_posyandu(302, args={**SESSION, "child_pk": "child"}),
    "POST posyandu:step": at_posyandu(302, args={**SESSION, "visit_pk": "visit"}, data={"step": "served"}),
    "posyandu:measure": at_posyandu(args={**SESSION, "child_pk": "child"}),
    "POST posyandu:measure": at_posyandu(
        302, args={**SESSION, "child_pk": "child"}, data={"weight_kg": "9,3", "confirmed": "weight_kg:9.3"}
    ),
    "posyandu:result": at_posyandu(args=MEASUREMENT),
    "POST posyandu:issue-result": at_posyandu(302, args=MEASUREMENT),
    # None was issued yet.
    "posyandu:result-paper": at_posyandu(404, args=MEASUREMENT),
    **form("posyandu:correct", MEASUREMENT, RUNNERS),
    **form("posyandu:move", {**MEASUREMENT, "child_pk": "child"}, RUNNERS),
    "POST posyandu:choose": at_posyandu(302, args=MEASUREMENT),
    "POST posyandu:read-curve": at_posyandu(302, args=MEASUREMENT, data={"status": "N"}),
    "posyandu:children": row(**MEASURERS, others=403),
    "posyandu:child": at_posyandu(args=CHILD),
    **form("posyandu:transfer", CHILD, RUNNERS),
    "posyandu:requests": row(**MEASURERS, others=403),
    "posyandu:ask": row(**dict.fromkeys(ASKERS, 200), others=403),
    "POST posyandu:ask": row(**dict.fromkeys(ASKERS, 422), others=403),
    "posyandu:request": row(REQUEST, others=404, **dict.fromkeys(RUNNERS, 200)),
    "POST posyandu:request": row(REQUEST, others=404, data={"tetap": "1"}, **dict.fromkeys(RUNNERS, 302)),
    **form("posyandu:refer", CHILD, RUNNERS),
    "posyandu:referral-inbox": row(**MEASURERS, others=403),
    "posyandu:referral": at_posyandu(args={"pk": "referral"}),
    "POST posyandu:referral": at_posyandu(302, args={"pk": "referral"}, data={"status": "no_show"}),
}
