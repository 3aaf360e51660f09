"""Forms of people and roles, teams and kader: shape only, the rules are in the actions."""

from anyelir.membership.forms.members import (
    CorrectPostForm,
    EndPostForm,
    HandOverForm,
    KaderForm,
    MemberForm,
    PostForm,
    SecretariatForm,
    ServiceForm,
)
from anyelir.membership.forms.people import (
    AccountForm,
    EndGrantForm,
    EndManyForm,
    GrantForm,
    PlaceForm,
    UserForm,
)

__all__ = [
    "SecretariatForm",
    "CorrectPostForm",
    "EndPostForm",
    "EndGrantForm",
    "EndManyForm",
    "GrantForm",
    "HandOverForm",
    "MemberForm",
    "ServiceForm",
    "KaderForm",
    "AccountForm",
    "PlaceForm",
    "PostForm",
    "UserForm",
]
