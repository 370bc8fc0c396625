"""Who may open what: every route by its name, with an address in the demo. A route that isn't here fails.

`GRANT` names the permissions of which one opens the page, `ROLE` any role here, `EVERYBODY` nobody needs to sign in.
It is written by hand, not read from the code: the two must agree.
"""

from dataclasses import dataclass, field

from talkoot.people.roles import Permission

P = Permission


@dataclass(frozen=True)
class Route:
    """Who may open it, and what stands in its address.

    `is_own`: who holds a mandate opens it only for their own organisation's things, so 403 fits too.
    """

    permissions: frozenset[P] = frozenset()
    any_role: bool = False
    is_public: bool = False
    is_own: bool = False
    kwargs: dict[str, object] = field(default_factory=dict)


def everybody(**kwargs: object) -> Route:
    """Nobody needs to sign in."""
    return Route(is_public=True, kwargs=kwargs)


def any_role(**kwargs: object) -> Route:
    """Whoever holds a role in this programme today."""
    return Route(any_role=True, kwargs=kwargs)


def only(*permissions: P, **kwargs: object) -> Route:
    """Whoever may do one of these in this programme today."""
    return Route(permissions=frozenset(permissions), kwargs=kwargs)


def own(*permissions: P, **kwargs: object) -> Route:
    """As `only`, but a mandate is good for the organisation's own things alone."""
    return Route(permissions=frozenset(permissions), is_own=True, kwargs=kwargs)


GARDEN, COOKING, SINGING = "MM-0002", "MM-0006", "MM-0005"

OUTSIDE = {
    # Not under a programme's address: signing in, and the demo's own pages. They are open to all.
    "root", "account_login", "account_request_login_code", "account_confirm_login_code", "account_inactive",
    "account_logout", "demo_sign_in", "tour", "tour_stop", "tour_short",
}  # fmt: skip

ROUTES = {
    # site
    "front": everybody(),
    "invoicing": everybody(),
    "accessibility": everybody(),
    "privacy": everybody(),
    "matter": everybody(code=GARDEN),
    "feedback": only(P.READ_ALL, P.HANDLE_IDEAS),
    # desk
    "work": any_role(),
    "search": only(P.READ_ALL),
    "people": only(P.MANAGE_PEOPLE, P.READ_ALL),
    "add_person": only(P.MANAGE_PEOPLE),
    "person": only(P.MANAGE_PEOPLE, P.READ_ALL, key=1),
    "give_role": only(P.MANAGE_PEOPLE, key=1),
    "hand_over": only(P.MANAGE_PEOPLE, P.READ_ALL, key=1),
    "organisations": only(P.MANAGE_PEOPLE, P.READ_ALL),
    "add_organisation": only(P.MANAGE_PEOPLE),
    "organisation": only(P.MANAGE_PEOPLE, P.READ_ALL, key=1),
    "interests": any_role(),
    "chain": only(P.READ_ALL),
    "entries": only(P.READ_ALL, code=GARDEN),
    # ideas
    "ideas": everybody(),
    "tell": everybody(),
    "paper_idea": everybody(),
    "told": everybody(code=GARDEN),
    "staff_ideas": only(P.READ_ALL, P.HANDLE_IDEAS),
    "type_idea": only(P.SUBMIT_IDEA),
    "idea": only(P.READ_ALL, P.HANDLE_IDEAS, code=GARDEN),
    # activities
    "activities": everybody(),
    "activity": everybody(key=1),
    "activity_calendar": everybody(key=1),
    "calendar": everybody(),
    "trials": everybody(),
    "run": own(P.RUN_ACTIVITIES, P.READ_ALL, code=GARDEN),
    "plan_activity": own(P.RUN_ACTIVITIES, P.READ_ALL, code=GARDEN),
    "count_visits": own(P.RUN_ACTIVITIES, P.READ_ALL, key=1),
    "hold_activity": own(P.RUN_ACTIVITIES, P.READ_ALL, key=1),
    "cancel_activity": own(P.RUN_ACTIVITIES, P.READ_ALL, key=1),
    "trial_card": own(P.RUN_ACTIVITIES, P.READ_ALL, code=SINGING),
    # applications
    "apply": only(P.WRITE_APPLICATION),
    "application": own(P.WRITE_APPLICATION, code=GARDEN),
    "application_sent": own(P.WRITE_APPLICATION, code=GARDEN),
    "applications": only(P.READ_ALL, P.HANDLE_APPLICATIONS),
    "handle_application": only(P.READ_ALL, P.HANDLE_APPLICATIONS, code=GARDEN),
    # assessment
    "assess": only(P.ASSESS, P.CONCLUDE_ASSESSMENT, P.HANDLE_APPLICATIONS, P.READ_ALL, code=GARDEN),
    # decisions
    "meetings": only(P.READ_ALL, P.PREPARE_MEETING, P.PROPOSE, P.DECIDE),
    "call_meeting": only(P.PREPARE_MEETING),
    "meeting": only(P.READ_ALL, P.PREPARE_MEETING, P.PROPOSE, P.DECIDE, number=1),
    "minutes": only(P.READ_ALL, P.PREPARE_MEETING, P.PROPOSE, P.DECIDE, number=1),
    "propose": only(P.READ_ALL, P.PREPARE_MEETING, P.PROPOSE, P.DECIDE, number=1, code=GARDEN),
    "step_aside": only(P.PREPARE_MEETING, P.PROPOSE, P.DECIDE, number=1, code=GARDEN),
    "decisions": only(P.READ_ALL, P.PREPARE_MEETING, P.PROPOSE, P.DECIDE),
    "decide": only(P.READ_ALL, P.PREPARE_MEETING, P.PROPOSE, P.DECIDE, code=GARDEN),
    "decision": everybody(code=GARDEN),
    "serve_decision": only(
        P.READ_ALL, P.PROPOSE, P.DECIDE, P.PREPARE_MEETING, P.HANDLE_APPLICATIONS, P.RECORD_FUNDER, code=GARDEN
    ),
    "funder_approval": only(
        P.READ_ALL, P.PROPOSE, P.DECIDE, P.PREPARE_MEETING, P.HANDLE_APPLICATIONS, P.RECORD_FUNDER, code=GARDEN
    ),
    # agreements
    "projects": only(P.READ_ALL, P.SIGN_FOR_CITY),
    "granted": only(P.READ_ALL, P.SIGN_FOR_CITY),
    "open_project": only(P.READ_ALL, code=GARDEN),
    "project": own(P.READ_ALL, P.SIGN_FOR_CITY, P.WRITE_STATEMENT, P.SIGN_FOR_ORGANISATION, code=GARDEN),
    "agreement": own(P.READ_ALL, P.SIGN_FOR_CITY, P.WRITE_STATEMENT, P.SIGN_FOR_ORGANISATION, code=GARDEN),
    "budget": only(P.READ_ALL, code=GARDEN),
    "worker": own(P.READ_ALL, P.SIGN_FOR_CITY, P.WRITE_STATEMENT, P.SIGN_FOR_ORGANISATION, code=GARDEN),
    # costs
    "inbox": only(P.RECEIVE_INVOICES, P.READ_ALL),
    "receive_invoice": only(P.RECEIVE_INVOICES),
    "arrival": only(P.RECEIVE_INVOICES, P.READ_ALL, key=1),
    "arrival_file": only(P.RECEIVE_INVOICES, P.READ_ALL, key=1),
    "vouchers": only(P.READ_ALL),
    "voucher": only(P.READ_ALL, key=1),
    "voucher_file": own(P.READ_ALL, P.WRITE_STATEMENT, key=15),
    "place": own(P.RECEIVE_INVOICES, P.ORDER, key=15),
    "drop_voucher": own(P.RECEIVE_INVOICES, P.ORDER, key=15),
    "record_cost": only(P.RECORD_COSTS, key=1),
    "book_payment": only(P.BOOK_PAYMENTS, key=1),
    "checking": only(P.CHECK_COSTS, P.READ_ALL),
    "check_batch": only(P.CHECK_COSTS),
    "check": only(P.CHECK_COSTS, P.READ_ALL, key=1),
    "correct_cost": only(P.RECORD_COSTS, key=1),
    "slips": only(P.ORDER, P.READ_ALL),
    "slip": only(P.ORDER, P.READ_ALL, key=1),
    "statements": only(P.READ_ALL),
    "order": only(P.ORDER, code=SINGING),
    "record_receipt": only(P.RECORD_COSTS, code=SINGING),
    "record_payroll": only(P.RECORD_COSTS, code=SINGING),
    "papers": own(P.WRITE_STATEMENT, P.READ_ALL, code=GARDEN),
    "statement": own(P.WRITE_STATEMENT, P.READ_ALL, code=GARDEN),
    "stated": own(P.WRITE_STATEMENT, P.READ_ALL, code=GARDEN, number=1),
    "add_receipt": own(P.WRITE_STATEMENT, P.READ_ALL, code=GARDEN, number=1),
    "add_salary": own(P.WRITE_STATEMENT, P.READ_ALL, code=GARDEN, number=1),
    "sign_statement": own(P.WRITE_STATEMENT, P.READ_ALL, code=GARDEN, number=1),
    "remove_line": own(P.WRITE_STATEMENT, P.READ_ALL, code=GARDEN, number=1, key=1),
    # claims
    "claims": only(P.READ_ALL, P.BUILD_CLAIM, P.RECORD_FUNDER),
    "claim": only(P.READ_ALL, P.BUILD_CLAIM, P.RECORD_FUNDER, number=2),
    "freeze": only(P.READ_ALL, P.BUILD_CLAIM, P.RECORD_FUNDER, number=4),
    "funder_decision": only(P.READ_ALL, P.BUILD_CLAIM, P.RECORD_FUNDER, number=2),
    "receive": only(P.READ_ALL, P.BUILD_CLAIM, P.RECORD_FUNDER, number=2),
    "claim_index": only(P.READ_ALL, P.BUILD_CLAIM, P.RECORD_FUNDER, number=2),
    "claim_index_csv": only(P.READ_ALL, P.BUILD_CLAIM, P.RECORD_FUNDER, number=2),
    "claim_line": only(P.READ_ALL, P.BUILD_CLAIM, P.RECORD_FUNDER, number=1, key=1),
    "books": only(P.READ_ALL, P.BUILD_CLAIM, P.RECORD_FUNDER),
    "source_books": only(P.READ_ALL, P.BUILD_CLAIM, P.RECORD_FUNDER, source="esf"),
    "project_books": only(P.READ_ALL, P.BUILD_CLAIM, P.RECORD_FUNDER, code=GARDEN),
    "settle": only(P.READ_ALL, P.CLOSE_PROJECT, code=GARDEN),
}
