from collections import defaultdict

from django.db import migrations

from anyelir.rules.names import name_key

# The kinds of body by the level of the region; every other level has a group.
BY_LEVEL = {"provinsi": "team", "kabkota": "team", "kecamatan": "team", "desakel": "team", "dasawisma": "dasawisma"}


def tell_bodies(apps, schema_editor):
    """A body began with its first post, as far as is known."""
    for body in apps.get_model("membership", "Body").objects.select_related("region").iterator():
        first = apps.get_model("membership", "Post").objects.filter(body=body).order_by("since").first()
        body.since = min(first.since, body.created_at.date()) if first else body.created_at.date()
        body.kind = BY_LEVEL.get(body.region.level, "group")
        body.save(update_fields=["since", "kind"])


def make_bodies_of_grants(apps, schema_editor):
    """Whoever got a role keeps the books of its place; from now on the act that gives one makes the body."""
    Body = apps.get_model("membership", "Body")
    for grant in apps.get_model("membership", "RoleGrant").objects.exclude(region=None).select_related("region"):
        of_unit = {"unit_kind": grant.unit_kind, "unit_id": grant.unit_id}
        if grant.unit_kind == "posyandu":
            Body.objects.get_or_create(
                **of_unit, defaults={"kind": "posyandu", "region": grant.region, "since": grant.since}
            )
        elif not grant.unit_kind:
            kind = BY_LEVEL.get(grant.region.level, "group")
            Body.objects.get_or_create(region=grant.region, kind=kind, unit_kind="", defaults={"since": grant.since})


def gather_members(apps, schema_editor):
    """One member for the rows that are certainly one human; others of one name in a desa wait for a person.

    Certain is the same account, or the same name in the same place while neither account, sex nor registration
    number says otherwise.
    """
    Member = apps.get_model("membership", "Member")
    by_user, by_name = {}, defaultdict(list)
    for model, place, rows in (
        ("Service", lambda row: row.region_id, {}),
        ("Post", lambda row: row.body.region_id, {"name__gt": ""}),
    ):
        found = apps.get_model("membership", model).objects.filter(**rows).order_by("created_at", "id")
        for row in found.select_related("body") if model == "Post" else found:
            here = by_name[place(row), " ".join(row.name.split()).lower()]
            known = by_user.get(row.user_id) or next((one for one in here if may_be(one, row)), None)
            if known is None:
                known = Member(name=row.name, name_key=name_key(row.name)[:120], region_id=place(row), sex=row.sex)
                here.append(known)
            known.sex = known.sex or row.sex
            known.registration_no = known.registration_no or getattr(row, "registration_no", "")
            if row.user_id and known.user_id is None and row.user_id not in by_user:
                known.user_id = row.user_id
                by_user[row.user_id] = known
            known.save()
            type(row).objects.filter(pk=row.pk).update(member=known)


def may_be(member, row):
    """Whether nothing says that the row is of another human."""
    return all(
        not mine or not its or mine == its
        for mine, its in (
            (member.user_id, row.user_id),
            (member.sex, row.sex),
            (member.registration_no, getattr(row, "registration_no", "")),
        )
    )


def end_doubles(apps, schema_editor):
    """What one human serves as twice in one place: the first row stays, the others end and are kept."""
    seen = set()
    services = apps.get_model("membership", "Service").objects.filter(until=None).order_by("created_at", "id")
    for row in services:
        key = (row.member_id, row.region_id, row.kind, row.special_kind)
        if key in seen:
            row.until = row.since
            row.save(update_fields=["until"])
        seen.add(key)


def propose_pairs(apps, schema_editor):
    """The same name twice in a desa, and not certain: somebody who knows them decides at the desk."""
    Pair = apps.get_model("membership", "MemberPair")
    alike = defaultdict(list)
    for member in apps.get_model("membership", "Member").objects.order_by("created_at", "id").iterator():
        if member.name_key:
            alike[member.region_id.split("/")[0], member.name_key].append(member)
    for (desa, _key), members in alike.items():
        kept, others = members[0], members[1:]
        Pair.objects.bulk_create(
            Pair(kept=kept, other=other, region_id=desa)
            for other in others
            if not kept.sex or not other.sex or kept.sex == other.sex
        )


class Migration(migrations.Migration):

    dependencies = [("membership", "0007_bodies_and_members")]

    operations = [
        migrations.RunPython(step, migrations.RunPython.noop)
        for step in (tell_bodies, make_bodies_of_grants, gather_members, end_doubles, propose_pairs)
    ]
