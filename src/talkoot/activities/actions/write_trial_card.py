"""Write the one-page card of an event project: what we tried, how it went, and what next."""

from datetime import date, datetime

from talkoot.activities.models import TrialCard
from talkoot.activities.permissions import check_can_run_activities
from talkoot.activities.rules import check_is_event, check_typed_words, check_words
from talkoot.agreements.models import Project
from talkoot.agreements.queries import project_in
from talkoot.agreements.rules import check_started
from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.programme.terms import ProjectKind
from talkoot.records.writing import Text, check_version, record, writing


def write_trial_card(
    *,
    project: Project,
    actor: Actor,
    tried: str,
    went: str,
    verdict: TrialCard.Verdict,
    lang: str,
    version: int,
    now: datetime,
    today: date,
) -> TrialCard:
    """The card, public at once; the first one has `version` 0, an edit the version it was made from.

    Raises OnlyForEvents, ProjectNotRunning before it started, WordsMissing, StaleVersion.
    """
    with writing(project.register) as register:
        project = project_in(register, project.pk)
        check_can_run_activities(actor, project, today)
        check_is_event(project.kind == ProjectKind.EVENT)
        check_started(project.state)
        check_typed_words(lang, {Sentence("The first text"): tried, Sentence("The second text"): went})
        check_words({Sentence("what was tried"): tried, Sentence("how it went"): went})
        card = TrialCard.objects.filter(project=project).first() or TrialCard(
            register=register, project=project, version=0
        )
        check_version(card, version, {"tried": tried, "went": went, "verdict": verdict})
        card.tried, card.went, card.verdict, card.lang = tried, went, verdict, lang
        card.written_by_id = actor.human_id
        card.written_at = now
        card.version += 1
        card.save()
        record(
            register=register, actor=actor, verb="write_trial_card", now=now,
            matter=project.matter, subject=card, facts={"verdict": verdict},
            texts={"tried": Text(tried, lang, is_public=True), "went": Text(went, lang, is_public=True)},
        )  # fmt: skip
        return card
