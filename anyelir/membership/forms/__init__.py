"""Forms of people and roles, teams and kader: shape only, the rules are in the actions."""

from anyelir.membership.forms.people import AccountForm, EndGrantForm, GrantForm, PlaceForm, UserForm
from anyelir.membership.forms.teams import (
    ChangeKaderForm,
    CorrectPostForm,
    EndPostForm,
    HandOverForm,
    KaderForm,
    PostForm,
    SecretariatForm,
)

__all__ = [
    "SecretariatForm",
    "CorrectPostForm",
    "EndPostForm",
    "EndGrantForm",
    "GrantForm",
    "HandOverForm",
    "ChangeKaderForm",
    "KaderForm",
    "AccountForm",
    "PlaceForm",
    "PostForm",
    "UserForm",
]
