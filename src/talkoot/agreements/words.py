"""How kinds and states of projects are said to staff."""

from django.utils.translation import gettext_lazy as _

from talkoot.agreements.states import ProjectState
from talkoot.programme.terms import ProjectKind

KIND_WORDS = {
    ProjectKind.SUB_GRANT.value: _("sub-granted project"),
    ProjectKind.EVENT.value: _("event project"),
    ProjectKind.MAIN.value: _("main project"),
}
STATE_WORDS = {
    ProjectState.PREPARING.value: _("the agreement is being made"),
    ProjectState.RUNNING.value: _("running"),
    ProjectState.CLOSED.value: _("closed"),
}
