"""Lists of the room `commitments` with their rules."""

from __future__ import annotations

from anyelir.commitments import access as commitments
from anyelir.commitments.models import Clause, Commitment, Party
from anyelir.core.permission import Permission as P
from anyelir.membership.models import Body
from tests import factories as make
from tests import promises
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """Meetings of four places, a paper between two, one of a party outside, a part that was passed on, a late one."""
    team, group = make.body(world.kelurahan), make.body(world.rw)
    above, far = make.body(world.kecamatan), make.body(world.elsewhere)
    for body in (team, group, above, far):
        promises.clause(promises.commitment(body))
    promises.clause(promises.commitment(team, "Bersama", far), far)
    paper = promises.commitment(above, "Peluncuran", make.body(world.kabupaten))
    outside = paper.parties.create(rank=3, name="Universitas Pekalongan")
    promises.clause(paper, party=outside)
    whole = promises.clause(promises.commitment(team, "Kebun"))
    promises.clause(whole.commitment, group, parent=whole, told_body=team)
    promises.clause(whole.commitment, make.body(world.rt), parent=whole, state="open")
    promises.clause(promises.commitment(group, "Terlambat"), told_body=team)
    promises.clause(promises.commitment(team, "Terlambat"), told_body=above)


PAIRS = {
    "commitments.promise_bodies": pair(
        commitments.promise_bodies, commitments.can_view_promises, Body, P.ACTIVITY_VIEW
    ),
    "commitments.following_bodies": pair(
        commitments.following_bodies, commitments.can_run_promises, Body, P.ACTIVITY_RUN
    ),
    "commitments.visible_commitments": pair(
        commitments.visible_commitments, commitments.can_view_commitment, Commitment, P.ACTIVITY_VIEW
    ),
    "commitments.known_commitments": pair(
        commitments.known_commitments, commitments.can_know_commitment, Commitment, *P
    ),
    "commitments.known_parties": pair(commitments.known_parties, commitments.can_know_party, Party, *P),
    "commitments.proving_clauses": pair(
        commitments.proving_clauses, commitments.can_view_proof, Clause, P.ACTIVITY_VIEW
    ),
    "commitments.visible_clauses": pair(
        commitments.visible_clauses, commitments.can_view_clause, Clause, P.ACTIVITY_VIEW
    ),
    "commitments.known_clauses": pair(commitments.known_clauses, commitments.can_know_clause, Clause, *P),
    "commitments.owed_clauses": pair(commitments.owed_clauses, commitments.can_owe, Clause, P.ACTIVITY_RUN),
}  # fmt: skip
