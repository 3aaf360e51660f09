"""Every write is an action: held to it by the syntax tree of the ``actions`` modules, not by memory.

What a room's ``actions`` gives to others are actions and nothing else; a public function of these modules that is
no action is a step of one, and only actions of the same room take it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT, place_in_room, python_files, room_of

# Steps that another place takes as well, each with its reason.
TAKEN_ELSEWHERE = {
    # A form says of a number what the action would say of it.
    "checked_card": "families/forms/",
    "checked_phone": "families/forms/",
    "checked_nik": "families/forms/",
    # What follows a change of the register, told by a hook that the room puts up when it starts.
    "follow_people": "posyandu/day/apps.py",
    # The same of an entry of the books.
    "follow_entry": "enterprise/fund/apps.py",
}
# What a file of many rows does as well as a form of one: plan, and commit what was planned.
PLANS = {
    *("describe_child", "plan_child", "hold_register", "commit_people"),
    *("first_enrolment", "commit_enrolments"),
    *("plan_measurement", "stored_already", "commit_measurements"),
    *("plan_business", "commit_businesses", "plan_permit", "commit_permits"),
}
# The rooms that read such files.
FILES_OF_ROWS = ("posyandu/eppgbm/", "enterprise/intake/")
# They write plans, one from an action or hundreds from a file, inside the transaction of either.
COMMITS = {"commit_businesses", "commit_permits", "commit_enrolments", "commit_measurements", "commit_people"}
# They take the model of whichever room calls them from an action of its own, in its own database.
COMMITS |= {"keep_file", "issue_paper", "issue_papers", "settle_deadline"}
# Actions that say how a record shall be: the second time changes nothing, and other content is another wish.
SETS_ANEW = {
    *("business.edit", "business.run", "business.pause", "business.confirm"),
    *("sentra.edit", "sentra.join", "sentra.leave"),
    *("product.edit", "product.offer_again", "product.lead_photo"),
    "child.mend",
    "family.edit",
    "grant.confirm",
    "group.edit",
    "handover.change",
    "handover.count",
    "kader.edit",
    "ledger.budget_change",
    "ledger.sides",
    "letterhead.set",
    "measurement.choose",
    "measurement.read_curve",
    "person.death",
    "person.edit",
    "post.correct",
    "posyandu.edit",
    "product.price",
    "puskesmas.contact",
    "region.rename",
    "team.address",
    "user.active",
    "user.edit",
    "user.password",
    "user.preferences",
}
# Ends what is open: the second time there is nothing to end. A code is made anew on purpose.
ENDS = {
    *("business.close", "consent.withdraw", "product.end", "product.remove_photo", "sentra.end"),
    "catalogue.put_back",
    "calendar.end",
    "commitment.remove_party",
    "device.end",
    "grant.withdraw_ending",
    "handover.cancel",
    "device.end_all",
    "fund.product_end",
    "cutoff.drop_loan",
    "ledger.budget_drop",
    "ledger.end",
    "ledger.wall_end",
    "ledger.withdraw",
    "region.end",
    "report.remove_picture",
    "activity.remove_photo",
    "activity.drop_cost",
    "meeting.uninvite",
    "rundown.drop",
    "second_factor.off",
    "user.code",
    "user.help",
    "user.refuse_codes",
}
# Parts of other actions, never called by a form.
PARTS = {
    "agenda.carry_over",
    "grant.pass_on",
    "child.enrol",
    "child.enrol_before",
    "child.leave",
    "child.recognise",
    "child.register",
    "region.add_row",
    "region.ensure",
    "region.replace",
    "user.create",
}
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
}


@dataclass(frozen=True)
class Function:
    path: Path
    node: ast.FunctionDef

    @property
    def room(self) -> str:
        return room_of(self.path)

    @property
    def action(self) -> str:
        """The name that the decorator gives, "" for a plain function."""
        for decorator in self.node.decorator_list:
            if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "action":
                return ast.literal_eval(decorator.args[0])
        return ""

    @property
    def keywords(self) -> set[str]:
        return {argument.arg for argument in self.node.args.kwonlyargs}

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}::{self.node.name}"


def is_actions_module(path: Path) -> bool:
    parts = place_in_room(path)
    return "actions" in parts[:1] or parts == ("actions.py",)


def functions_in(paths) -> Iterator[Function]:
    for path in paths:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield Function(path, node)


MODULES = [path for path in python_files() if is_actions_module(path)]
PUBLIC = list(functions_in(MODULES))
EVERYWHERE = [each for each in functions_in(python_files()) if each.action]
STEPS = {each.node.name for each in PUBLIC if not each.action}


def test_there_are_actions_in_every_room_that_writes():
    assert {each.room for each in EVERYWHERE} >= {
        "accounts",
        "exchange",
        "families",
        "membership",
        "posyandu.register",
        "posyandu.day",
        "posyandu.care",
        "regions",
    }


@pytest.mark.parametrize("function", EVERYWHERE, ids=str)
def test_an_action_takes_keywords_alone_and_who_acts(function):
    arguments = function.node.args
    assert not arguments.args and not arguments.posonlyargs and arguments.vararg is None
    assert "by" in function.keywords


@pytest.mark.parametrize("function", EVERYWHERE, ids=str)
def test_what_may_be_sent_twice_has_a_number_of_its_sending(function):
    excused = function.action in SETS_ANEW | ENDS | PARTS
    assert excused != ("op_id" in function.keywords)


def test_names_of_actions_are_unique_and_excuses_are_used():
    names = [each.action for each in EVERYWHERE]
    assert len(names) == len(set(names))
    assert SETS_ANEW | ENDS | PARTS <= set(names)


def plain_functions() -> list[Function]:
    """Of all rooms; ``core`` writes the trail and the operations themselves."""
    every = (each for each in functions_in(python_files()) if not each.action and each.room != "core")
    return [each for each in every if each.node.name not in COMMITS]


@pytest.mark.parametrize("function", plain_functions(), ids=str)
def test_who_acts_and_writes_is_an_action(function):
    """In whichever module: a step may take ``by`` to note something; what takes ``by`` and writes is an action."""
    calls = {node.func.attr for node in ast.walk(function.node) if is_method_call(node)}
    assert not ("by" in function.keywords and calls & WRITES), function


def is_method_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)


@pytest.mark.parametrize("path", [path for path in python_files() if path.name == "__init__.py"], ids=str)
def test_a_room_gives_actions_alone(path):
    if path not in MODULES:
        return
    names = {alias.asname or alias.name for node in imports_of(path) for alias in node.names}
    assert not names & STEPS


def imports_of(path: Path) -> Iterator[ast.ImportFrom]:
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom))


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_steps_stay_in_their_room(path):
    place = path.relative_to(PACKAGE).as_posix()
    if is_actions_module(path):
        return
    taken = {
        alias.name
        for node in imports_of(path)
        if node.module and ".actions" in node.module
        for alias in node.names
        if alias.name in STEPS
    }
    planned = PLANS if place.startswith(FILES_OF_ROWS) else set()
    astray = (name for name in taken - planned if not place.startswith(TAKEN_ELSEWHERE.get(name, "nowhere")))
    assert [*astray] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_action_opens_a_transaction_of_its_own(path):
    """The decorator does; a savepoint inside is a block with a reason, never a decorator."""
    decorators = [
        ast.unparse(each)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
        for each in node.decorator_list
    ]
    assert "transaction.atomic" not in decorators


def previewed_import(world):
    run = world.import_run
    run.state, run.report = run.State.PREVIEWED, {"created": 1}
    run.save()
    return run


def test_forms_that_are_sent_once_show_their_number(client, world, sign_in):
    """A page whose form has a number and does not send it would be carried out as often as it is tapped."""
    from django.urls import reverse

    kader, secretary = sign_in(world.user("kader")), sign_in(world.user("secretary"))
    pages = [
        (kader, "posyandu:new-child", [world.session.pk]),
        (kader, "posyandu:measure", [world.session.pk, world.child.pk]),
        (kader, "posyandu:correct", [world.measurement.pk]),
        (kader, "posyandu:refer", [world.child.pk]),
        (kader, "posyandu:close-day", [world.session.pk]),
        (kader, "posyandu:session", [world.session.pk]),
        (sign_in(world.user("bidan")), "posyandu:referral", [world.referral.pk]),
        (secretary, "posyandu:add", []),
        (secretary, "posyandu:add-kader", [world.posyandu.pk]),
        (secretary, "families:register", [world.rt.pk]),
        (secretary, "families:add-member", [world.family.pk]),
        (secretary, "families:move", [world.family.pk]),
        (secretary, "families:move-person", [world.child.pk]),
        (secretary, "families:compare", [world.merge_proposal.pk]),
        (secretary, "membership:appoint", [world.kelurahan.pk]),
        (secretary, "membership:add-kader", [world.kelurahan.pk]),
        (secretary, "membership:add-user", [world.kelurahan.pk]),
        (secretary, "regions:add", [world.kelurahan.pk]),
        (secretary, "exchange:home", []),
        (sign_in(world.import_run.started_by), "exchange:run", [previewed_import(world).pk]),
    ]
    for browser, name, arguments in pages:
        page = browser.get(reverse(name, args=arguments)).content.decode()
        assert 'name="op_id"' in page, name


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rows_are_held_in_one_way(path):
    """``core.locking`` alone asks for locks, so that none of them blocks a row that refers to the held one."""
    if path != PACKAGE / "core" / "locking.py":
        assert "select_for_update" not in path.read_text()
