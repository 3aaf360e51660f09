"""Letters are read and written by whoever works for their body: Hendra for TP PKK Ciriung, where nobody signs.

Whoever works around it may know that there are letters (403); for people of other places there are none (404).
"""

from tests.architecture.url_matrix import row

BODY, LETTER, CAME = {"pk": "body"}, {"pk": "letter"}, {"pk": lambda world: world.arrival.letter_id}
SENT = {**LETTER, "dispatch_pk": "dispatch"}
HANDED = {**CAME, "disposition_pk": "disposition"}
AROUND = dict.fromkeys(("kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403)
WRITTEN = {"kind": "plain", "subject": "Undangan", "party": "Ketua RW", "secrecy": "normal"}
COPIED = {"kind": "plain", "subject": "Undangan", "party": "Camat", "secrecy": "normal", "on": "2026-10-01"}
HEAD = {"organ": "PKK", "pattern": "{no}/{organ}/{year}", "town": "Ciriung"}
GIVEN = {"recipient": "Camat", "way": "post", "handed_on": "2026-10-05"}
RECEIVED = {"received_by": "Ani", "received_on": "2026-10-06"}
HANDED_ON = {"addressee": "pokja:1", "instruction": "Jawab"}


def writer(args, status, **more):
    return row(args, others=404, **AROUND | {"secretary": status}, **more)


ROWS = {
    "secretariat:letters": row(
        others=403,
        **dict.fromkeys(("secretary", "dasawisma", "kecamatan", "kabupaten", "provinsi", "stranger"), 302),
    ),
    "secretariat:letter-book": writer(BODY, 200),
    "secretariat:write-letter": writer(BODY, 200),
    "POST secretariat:write-letter": writer(BODY, 302, data=WRITTEN),
    "secretariat:record-letter": writer(BODY, 200),
    "POST secretariat:record-letter": writer(BODY, 302, data=COPIED | {"received_on": "2026-10-02"}),
    "secretariat:letterhead": writer(BODY, 200),
    "POST secretariat:letterhead": writer(BODY, 302, data=HEAD),
    "secretariat:letter-agenda": writer(BODY, 200),
    "secretariat:letter-agenda-xlsx": writer(BODY, 200),
    "secretariat:expedition-book": writer(BODY, 200),
    "secretariat:letter": writer(LETTER, 200),
    "secretariat:letter-pdf": writer(LETTER, 200),
    "secretariat:edit-letter": writer(LETTER, 200),
    # Signed already: the form says so and keeps what was typed.
    "POST secretariat:edit-letter": writer(LETTER, 409, data=WRITTEN),
    "POST secretariat:initial-letter": writer(LETTER, 302),
    "POST secretariat:sign-letter": writer(LETTER, 403),
    "secretariat:send-letter": writer(LETTER, 200),
    "POST secretariat:send-letter": writer(LETTER, 302, data=GIVEN),
    "secretariat:receive-dispatch": writer(SENT, 200),
    "POST secretariat:receive-dispatch": writer(SENT, 302, data=RECEIVED),
    "secretariat:void-letter": writer(LETTER, 200),
    "POST secretariat:void-letter": writer(LETTER, 302, data={"reason": "Salah"}),
    "secretariat:keep-scan": writer(CAME, 200),
    "POST secretariat:keep-scan": writer(CAME, 422),
    # Sent to no body of the site.
    "POST secretariat:open-letter": row(LETTER, others=404),
    "secretariat:correct-letter": writer(CAME, 200),
    "POST secretariat:correct-letter": writer(CAME, 302, data=COPIED),
    "secretariat:dispose-letter": writer(CAME, 200),
    # No scan yet: the form says so and keeps what was typed.
    "POST secretariat:dispose-letter": writer(CAME, 409, data=HANDED_ON),
    "secretariat:disposition-sheet": writer(CAME, 200),
    "secretariat:work-disposition": writer(HANDED, 200),
    "POST secretariat:work-disposition": writer(HANDED, 302, data={"state": "working", "result": ""}),
    "POST secretariat:finish-letter": writer(CAME, 302),
}
