"""Matters in bulk: of twenty, all begin as an idea, four are applied for, one becomes a project with its costs."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from scripts.bench.chained import Loader
from scripts.bench.costs import CLAIM_ENDS, COSTS, GRANT_CENTS, Books, add_arrivals, add_costs
from scripts.bench.programme import holder, signatories
from talkoot.agreements.actions._project import stored_weights
from talkoot.agreements.models import Agreement, Project, ProjectBudgetLine
from talkoot.agreements.queries import main_project, weights_of_project
from talkoot.agreements.rules import own_share
from talkoot.applications.models import Application, BudgetLine, Partner
from talkoot.assessment.models import Assessment
from talkoot.decisions.models import Commitment, Decision
from talkoot.ideas.models import Idea, Intake
from talkoot.people.models import Organisation, Person
from talkoot.people.roles import RoleCode
from talkoot.programme.queries import current_terms, read_terms
from talkoot.programme.terms import weights_of
from talkoot.records.models import Matter, Register
from talkoot.records.states import Phase
from talkoot.records.writing import Text

BLOCK = 1000
WORDS = (
    "yhteinen puutarha", "kyläsauna kuntoon", "pihatalkoot", "kirjaston lukupiiri", "ruokapiiri", "lauluilta",
    "pyöräpaja", "jääkiekkovuoro nuorille", "sienikurssi", "naapuriapu", "kasvimaa koululle", "teatteriryhmä",
    "digineuvontaa iäkkäille", "tanssit lavalla", "uimaretki", "lautapelikerho", "savusauna", "kahvila kylätalolle",
    "luontopolku", "joulukuusen haku",
)  # fmt: skip
BODY = (
    "Kerrostalojemme välissä on tyhjä piha, jossa voisi tehdä yhdessä jotain. Meitä on ainakin kymmenen halukasta, ja "
    "työkalut löytyvät naapureilta. Tarvitsisimme multaa, vähän rahaa ja jonkun, joka auttaa alkuun. (mittausaineistoa)"
)
BUDGET = {"services": GRANT_CENTS - 3_510_00, "staff": 3_000_00, "flat_rate": 510_00}
BEGINNING = datetime(2018, 7, 2, 6, 0, tzinfo=UTC)


def add_matters(register: Register, size: int, claim: int, costs: int = COSTS) -> Iterator[int]:
    """Let the register grow to `size` matters, each project with so many costs. Rows by block.

    Half of the new costs are in this claim, half wait.
    """
    loader = Loader(register)
    maker = _Maker(loader, claim, costs)
    while loader.next_number <= size:
        for _ in range(min(BLOCK, size + 1 - loader.next_number)):
            maker.add()
        add_arrivals(maker.books)
        yield loader.flush()
    loader.close()


class _Maker:
    """Makes one matter after the other, each by what its number says."""

    def __init__(self, loader: Loader, claim: int, costs: int) -> None:
        register = loader.register
        self.loader, self.register = loader, register
        self.terms = current_terms(register)
        self.document = read_terms(self.terms)
        self.associations = signatories(register)
        self.city_signatory = holder(register, RoleCode.CITY_SIGNATORY)
        self.city = main_project(register).bearer
        self.books = Books(loader, main_project(register), CLAIM_ENDS[claim], *self._hands(), costs)

    def _hands(self) -> tuple[Person, Person]:
        return holder(self.register, RoleCode.ADMINISTRATOR), holder(self.register, RoleCode.COORDINATOR)

    def add(self) -> None:
        """One matter as far along the line as it has come."""
        number = self.loader.new_number()
        at = BEGINNING + timedelta(minutes=number)
        matter = self._told(number, at)
        if number % 5 == 0:
            application = self._applied(matter, number, at)
            if number % 20 == 0:
                self._granted(matter, application, number, at)

    def _told(self, number: int, at: datetime) -> Matter:
        title = f"Mittausidea {number}: {WORDS[number % len(WORDS)]}"
        matter = self.loader.add(
            Matter(
                register=self.register, number=number, title=title, title_lang="fi", is_public=number % 10 != 9,
                phase=Phase.IDEA, status="idea:new", opened_at=at,
            )
        )  # fmt: skip
        idea = self.loader.add(
            Idea(
                register=self.register, matter=matter, state="new", body=BODY, body_lang="fi", body_is_public=False,
                intake=Intake.WEB, typed_by="visitor", form_key=f"bench-{number}", told_at=at,
            )
        )  # fmt: skip
        self.loader.tell(
            "submit_idea", at, actor="visitor", matter=matter, subject=idea,
            facts={"intake": Intake.WEB, "told_by": None}, texts={"body": Text(BODY, "fi")},
        )  # fmt: skip
        return matter

    def _applied(self, matter: Matter, number: int, at: datetime) -> Application:
        organisation, signatory = self._applicant(number)
        at += timedelta(days=1)
        application = self.loader.add(
            Application(
                register=self.register, matter=matter, organisation=organisation, model=_model(number),
                state="submitted", lang="fi", plan=BODY, target_group="Naapurit", group_size=30,
                complements="Lähellä ei ole vastaavaa.", starts_on=date(2018, 9, 1), ends_on=date(2020, 8, 31),
                own_share_cents=GRANT_CENTS // 10, written_by=signatory, submitted_by=signatory, submitted_at=at,
                form_key=f"bench-{number}",
            )
        )  # fmt: skip
        partner = Partner(
            application=application,
            name="Mittaustaimisto Oy",
            sector="private",
            task="antaa taimet",
            is_first_time=True,
        )
        lines = [
            BudgetLine(application=application, category=one, amount_cents=cents)
            for one, cents in BUDGET.items()
            if one != "flat_rate"
        ]
        parts = [self.loader.add(part) for part in (*lines, partner)]
        matter.phase, matter.status, matter.version = Phase.APPLICATION, "application:submitted", 2
        self.loader.tell(
            "submit_application", at, actor=f"person:{signatory.pk}", matter=matter, subject=application, parts=parts
        )
        return application

    def _applicant(self, number: int) -> tuple[Organisation, Person]:
        return self.associations[number // 5 % len(self.associations)]

    def _granted(self, matter: Matter, application: Application, number: int, at: datetime) -> None:
        """Assessed, decided, agreed and running, with its costs: one entry tells it all."""
        at += timedelta(days=30)
        is_event = _model(number) == "tapahtuma"
        rows = [
            self.loader.add(
                Assessment(register=self.register, application=application, terms=self.terms, state="passed")
            )
        ]
        decision = self.loader.add(
            Decision(
                register=self.register, matter=matter, application=application, step="decided", outcome="grant",
                granted_cents=GRANT_CENTS, made_by=self.city_signatory, section="§ 1", diary_number=f"B/{number}/2018",
                made_on=at.date(), terms=self.terms,
            )
        )  # fmt: skip
        commitment = self.loader.add(
            Commitment(
                register=self.register, matter=matter, decision=decision, model=application.model, kind="grant",
                amount_cents=GRANT_CENTS, made_at=at,
            )
        )  # fmt: skip
        project = self._project(matter, application, number, is_event)
        budget = [
            self.loader.add(ProjectBudgetLine(project=project, number=1, category=one, amount_cents=cents))
            for one, cents in BUDGET.items()
        ]
        agreements = [] if is_event else [self._agreement(project, application, at)]
        matter.phase, matter.status, matter.version = Phase.PROJECT, "project:running", 3
        self.loader.tell(
            "open_project", at, actor="system:bench", matter=matter, subject=project,
            rows=[*rows, decision, commitment, *agreements], parts=budget,
            facts={"decision": decision.pk, "granted_cents": GRANT_CENTS, "model": project.model},
        )  # fmt: skip
        add_costs(self.books, project)

    def _project(self, matter: Matter, application: Application, number: int, is_event: bool) -> Project:
        return self.loader.add(
            Project(
                register=self.register, matter=matter, kind="event" if is_event else "sub_grant",
                model=application.model, weights=stored_weights(weights_of(self.document, application.model)),
                bearer=self.city if is_event else application.organisation, cost_centre=f"B{number}",
                starts_on=application.starts_on, ends_on=application.ends_on, terms=self.terms, state="running",
            )
        )  # fmt: skip

    def _agreement(self, project: Project, application: Application, at: datetime) -> Agreement:
        return self.loader.add(
            Agreement(
                register=self.register, project=project, recipient=application.organisation, state="in_force",
                total_cents=GRANT_CENTS, own_share_cents=own_share(GRANT_CENTS, weights_of_project(project)),
                recipient_signatory=application.submitted_by, recipient_signed_on=at.date(),
                city_signatory=self.city_signatory, city_signed_on=at.date(),
            )
        )  # fmt: skip


def _model(number: int) -> str:
    return "tapahtuma" if number % 40 == 20 else "tuensiirto"
