"""What somebody can make becomes a business that is being tried; nothing of the state is asked."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.refusal import Refused
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.trade.changes import tell_changed
from anyelir.enterprise.trade.models import Business, Ownership, Product, Skill
from anyelir.enterprise.trade.queries.products import category_of, skill_choices
from anyelir.enterprise.trade.summaries import product_words
from anyelir.regions.models import Region
from anyelir.rules.no_name import is_no_name
from anyelir.rules.texts import clean_text


@action("business.begin", stored=product_words)
def begin_business(
    *,
    region: Region,
    skills: Collection[str],
    product_name: str,
    unit: str,
    owner_name: str = "",
    group: Group | None = None,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Product:
    """The skills of a person or group, the business that is tried, whose it is, and its first product.

    The business is called after its product until its owner names it: the name of a business is read above
    the desa, hers is not. The first skill says what kind of product it is.

    Refuses: name_missing, owner_missing, skill_missing.
    """
    owner_name, product_name = clean_text(owner_name), clean_text(product_name)
    known = [skill for skill, _label in skill_choices() if skill in skills]
    if not known or len(known) < len(set(skills)):
        raise Refused("skill_missing", _("Pilih yang bisa dibuat."), field="skills", status=422)
    if not product_name or is_no_name(product_name):
        raise Refused("name_missing", _("Tulis apa yang akan dijual."), field="product_name", status=422)
    if (group is None) == (not owner_name) or (owner_name and is_no_name(owner_name)):
        text = _("Tulis nama pembuatnya, atau pilih kelompoknya. Satu saja.")
        raise Refused("owner_missing", text, field="owner_name", status=422)
    today = today_at(region.pk)
    if owner_name:
        Skill.objects.bulk_create(
            Skill(region=region, name=owner_name, skill=skill, noted_on=today) for skill in known
        )
    business = Business.objects.create(region=region, name=product_name, begun_on=today)
    Ownership.objects.create(business=business, name=owner_name, group=group, since=today)
    product = Product.objects.create(
        business=business, name=product_name, unit=clean_text(unit), category=category_of(known[0])
    )
    note(by=by, verb="business.begin", what=business, region=region.pk)
    tell_changed(business)
    return product
