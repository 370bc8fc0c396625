"""What opening a project and changing its budget share."""

from collections.abc import Mapping

from talkoot.agreements.models import Project, ProjectBudgetLine
from talkoot.agreements.rules import COST_CENTRE_LENGTH, CostCentreTaken
from talkoot.core.errors import Sentence
from talkoot.core.split import Weights
from talkoot.core.typed import check_typed
from talkoot.records.models import Register


def write_budget(project: Project, number: int, budget: Mapping[str, int]) -> None:
    """The lines of one version of a project's budget, in cents by category."""
    ProjectBudgetLine.objects.bulk_create(
        ProjectBudgetLine(project=project, number=number, category=category, amount_cents=cents)
        for category, cents in budget.items()
    )


def stored_weights(weights: Weights) -> list[list[str | int]]:
    """The project's own copy of its model's weights: `[[source, kind, basis points], …]`."""
    return [[one.source, one.kind.value, one.basis_points] for one in weights]


def check_cost_centre_free(register: Register, cost_centre: str) -> None:
    """Raise CostCentreTaken when another project has the cost centre, TooLong, NotText; none is needed."""
    check_typed(cost_centre, Sentence("The cost centre"), COST_CENTRE_LENGTH)
    others = Project.objects.filter(register=register, cost_centre=cost_centre).exclude(cost_centre="")
    taken = others.select_related("matter__register").first()
    if taken:
        raise CostCentreTaken(
            "Cost centre {cost_centre} belongs to {code}. Give this project its own.",
            cost_centre=cost_centre,
            code=taken.matter.code,
        )
