"""How what is chosen in meetings and decisions is said to people."""

from django.utils.translation import gettext_lazy as _

from talkoot.applications.permissions import APPLICANT
from talkoot.applications.words import GROUNDS
from talkoot.decisions.models import Decision
from talkoot.people.models import Channel

ASIDE = {**GROUNDS, APPLICANT: _("Acts for the applicant")}
"""Why somebody steps aside: the grounds that are declared, and the one that nobody needs to declare."""

OUTCOMES = {Decision.Outcome.GRANT: _("Grant"), Decision.Outcome.REFUSE: _("Refuse")}
"""What can be proposed and decided."""

WAYS_OF_SERVICE = {Channel.EMAIL: _("By e-mail"), Channel.LETTER: _("By letter")}
"""How a decision can be served."""
