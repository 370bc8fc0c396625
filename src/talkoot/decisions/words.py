"""How what is chosen in meetings and decisions is said to people."""

from django.utils.translation import gettext_lazy as _

from talkoot.applications.permissions import APPLICANT
from talkoot.decisions.models import Decision
from talkoot.people.grounds import Ground
from talkoot.people.models import Channel

GROUNDS = {
    Ground.PARTY: _("Is a party to the matter"),
    Ground.REPRESENTATIVE: _("Assists or represents a party"),
    Ground.BENEFIT: _("The decision may bring particular benefit or harm"),
    Ground.EMPLOYMENT: _("A party is the employer, or has given an assignment in the matter"),
    Ground.BOARD_MEMBER: _("Sits on the board of a party, or leads it"),
    Ground.SUPERVISION: _("Sits on the board of an agency whose steering or supervision this is about"),
    Ground.CLOSE_RELATION: _("Somebody close has one of these ties"),
    Ground.OTHER: _("Trust in impartiality suffers for another special reason"),
    APPLICANT: _("Acts for the applicant"),
}
"""Why somebody steps aside, by the code of the ground."""

OUTCOMES = {Decision.Outcome.GRANT: _("Grant"), Decision.Outcome.REFUSE: _("Refuse")}
"""What can be proposed and decided."""

WAYS_OF_SERVICE = {Channel.EMAIL: _("By e-mail"), Channel.LETTER: _("By letter")}
"""How a decision can be served."""
