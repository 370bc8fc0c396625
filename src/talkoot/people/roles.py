"""The one table: which role may do what. `docs/roles.md` is made from it."""

from enum import StrEnum

from talkoot.core.errors import marked as _


class Permission(StrEnum):
    """One thing that somebody may or may not do. The word is what a person would say."""

    SUBMIT_IDEA = _("submit an idea for somebody")
    HANDLE_IDEAS = _("take up, return and answer ideas")
    WRITE_APPLICATION = _("write an application")
    SUBMIT_APPLICATION = _("submit an application")
    HANDLE_APPLICATIONS = _("ask for completion and take to assessment")
    ASSESS = _("assess applications")
    CONCLUDE_ASSESSMENT = _("conclude an assessment")
    PREPARE_MEETING = _("call a meeting and set its agenda")
    PROPOSE = _("propose a decision")
    DECIDE = _("decide on an application")
    RECORD_FUNDER = _("record what the funder decided")
    PREPARE_AGREEMENT = _("prepare an agreement and open a project")
    SIGN_FOR_CITY = _("sign for the city")
    SIGN_FOR_ORGANISATION = _("sign for the organisation")
    RUN_ACTIVITIES = _("plan activities and count visits")
    ORDER = _("order something for a project")
    RECEIVE_INVOICES = _("receive and place invoices")
    RECORD_COSTS = _("record costs")
    CHECK_COSTS = _("check costs")
    WRITE_STATEMENT = _("write a cost statement")
    BOOK_PAYMENTS = _("say what was paid and where it is in the books")
    BUILD_CLAIM = _("build and freeze a claim")
    CLOSE_PROJECT = _("close a project")
    MANAGE_PEOPLE = _("keep people, organisations and roles")
    ERASE = _("erase what a person wrote")
    LOAD_PROGRAMME = _("load a programme file")
    READ_ALL = _("read everything")
    DELIVER_MESSAGES = _("deliver messages")


class RoleCode(StrEnum):
    """The roles of a programme. A resident needs none."""

    WRITER = _("writer")
    SIGNATORY = _("signatory")
    COORDINATOR = _("coordinator")
    ADMINISTRATOR = _("administrator")
    ACCOUNTANT = _("accountant")
    COMMUNICATOR = _("communicator")
    MEMBER = _("member")
    CHAIR = _("chair")
    CITY_SIGNATORY = _("city_signatory")
    AUDITOR = _("auditor")


MANDATES = (RoleCode.WRITER, RoleCode.SIGNATORY)
"""Held for an organisation and good for that one only; every other role is held for the programme."""

P = Permission

PERMISSIONS: dict[RoleCode, frozenset[Permission]] = {
    RoleCode.WRITER: frozenset({P.WRITE_APPLICATION, P.RUN_ACTIVITIES, P.WRITE_STATEMENT}),
    RoleCode.SIGNATORY: frozenset(
        {P.WRITE_APPLICATION, P.SUBMIT_APPLICATION, P.SIGN_FOR_ORGANISATION, P.RUN_ACTIVITIES, P.WRITE_STATEMENT}
    ),
    RoleCode.COORDINATOR: frozenset(
        {
            P.SUBMIT_IDEA,
            P.HANDLE_IDEAS,
            P.HANDLE_APPLICATIONS,
            P.ASSESS,
            P.CONCLUDE_ASSESSMENT,
            P.PREPARE_MEETING,
            P.PREPARE_AGREEMENT,
            P.RUN_ACTIVITIES,
            P.ORDER,
            P.CHECK_COSTS,
            P.CLOSE_PROJECT,
            P.MANAGE_PEOPLE,
            P.READ_ALL,
        }
    ),
    RoleCode.ADMINISTRATOR: frozenset(
        {
            P.SUBMIT_IDEA,
            P.HANDLE_IDEAS,
            P.HANDLE_APPLICATIONS,
            P.PREPARE_MEETING,
            P.RECORD_FUNDER,
            P.PREPARE_AGREEMENT,
            P.ORDER,
            P.RECEIVE_INVOICES,
            P.RECORD_COSTS,
            P.BUILD_CLAIM,
            P.MANAGE_PEOPLE,
            P.ERASE,
            P.DELIVER_MESSAGES,
            P.READ_ALL,
        }
    ),
    RoleCode.ACCOUNTANT: frozenset({P.CHECK_COSTS, P.BOOK_PAYMENTS, P.RECORD_FUNDER, P.READ_ALL}),
    RoleCode.COMMUNICATOR: frozenset({P.SUBMIT_IDEA, P.HANDLE_IDEAS, P.RUN_ACTIVITIES, P.ORDER, P.READ_ALL}),
    RoleCode.MEMBER: frozenset({P.ASSESS, P.PROPOSE}),
    RoleCode.CHAIR: frozenset({P.ASSESS, P.PROPOSE, P.PREPARE_MEETING}),
    RoleCode.CITY_SIGNATORY: frozenset({P.DECIDE, P.SIGN_FOR_CITY}),
    RoleCode.AUDITOR: frozenset({P.READ_ALL}),
}

COMMANDS: dict[str, frozenset[Permission]] = {
    "programme load": frozenset({P.LOAD_PROGRAMME, P.PREPARE_AGREEMENT, P.MANAGE_PEOPLE}),
    "invoice receive": frozenset({P.RECEIVE_INVOICES}),
    "claim freeze": frozenset({P.BUILD_CLAIM}),
    "work": frozenset({P.DELIVER_MESSAGES}),
}
"""What a command may do when nobody is signed in: whoever runs it has the machine, and the entry says so."""
