"""How pages say what the code keeps as short codes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from talkoot.applications.models import Partner
from talkoot.people.grounds import Ground
from talkoot.records.states import Phase

Words = dict[str, str | Promise]

SECTORS: Words = {
    Partner.Sector.PUBLIC: _("public body"),
    Partner.Sector.PRIVATE: _("company"),
    Partner.Sector.CIVIL: _("association or group of residents"),
}
GROUNDS: Words = {
    Ground.PARTY: _("Party to the matter, or gains or loses by it"),
    Ground.REPRESENTATIVE: _("Helps or represents the applicant"),
    Ground.BENEFIT: _("The decision may bring particular benefit or harm"),
    Ground.EMPLOYMENT: _("Employed by the applicant, or has a task from it in this matter"),
    Ground.BOARD_MEMBER: _("On the applicant's board, or leads it"),
    Ground.SUPERVISION: _("On the board of the body that supervises the applicant"),
    Ground.OTHER: _("Another special reason to doubt impartiality"),
    Ground.CLOSE_RELATION: _("Somebody close has such an interest"),
}
TURNS: Words = {
    "application:submitted": _("coordinator"),
    "application:to_complete": _("applicant"),
    "assessment:open": _("assessors"),
    "assessment:passed": _("steering group"),
    "assessment:failed": _("steering group"),
    "decision:proposed": _("whoever decides"),
    "decision:decided": _("funder, then coordinator"),
    "decision:approved": _("coordinator"),
}
"""Whose turn it is by the matter's public status; of later ones another list says it."""

LATER: Words = {
    Phase.ASSESSMENT: _("in assessment"),
    Phase.DECISION: _("in decision"),
    Phase.AGREEMENT: _("in agreement"),
    Phase.PROJECT: _("a project"),
    Phase.CLOSED: _("closed"),
}
"""How far an application has gone on."""
