"""Forms of people and roles, teams and kader: shape only, the rules are in the actions."""

from anyelir.membership.forms.people import EndGrantForm, GrantForm, PersonForm, PlaceForm, UserForm
from anyelir.membership.forms.teams import (
    AddressForm,
    ChangeKaderForm,
    CorrectForm,
    EndForm,
    HandOverForm,
    KaderForm,
    PostForm,
)

__all__ = [
    "AddressForm",
    "CorrectForm",
    "EndForm",
    "EndGrantForm",
    "GrantForm",
    "HandOverForm",
    "ChangeKaderForm",
    "KaderForm",
    "PersonForm",
    "PlaceForm",
    "PostForm",
    "UserForm",
]
