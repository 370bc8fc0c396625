"""The programme's people and the roles they hold."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from talkoot.desk.actions.invite_person import invite_person
from talkoot.desk.forms import EndForm, PersonForm, RoleForm
from talkoot.desk.queries.people import (
    WHEN,
    in_hands_of,
    organisations_in,
    people_of,
    person_in,
    role_in,
    roles_in,
    roles_of,
    without_role,
)
from talkoot.people.actions.add_person import add_person
from talkoot.people.actions.end_role import end_role
from talkoot.people.actions.give_role import give_role
from talkoot.people.models import Channel, Person, Role
from talkoot.people.pages import Asked, page
from talkoot.people.permissions import roles_on
from talkoot.people.roles import Permission, RoleCode
from talkoot.ui.forms import Form
from talkoot.ui.paging import page_of


@page(Permission.MANAGE_PEOPLE, Permission.READ_ALL)
def people(request: Asked) -> HttpResponse:
    """Who holds which role; `when` and `q` in the address narrow the list."""
    today = request.acting["today"]
    when = request.GET.get("when", "now")
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    when = when if when in WHEN else "now"
    found = page_of(roles_in(request.register, today, when, words), request, ("person__name", "pk"))
    context = {
        "section": "work",
        "page": found,
        "today": today,
        "when": when,
        "q": words,
        "roleless": without_role(request.register)[:50] if when == "now" and not words else (),
        "may_manage": request.may(Permission.MANAGE_PEOPLE),
    }
    return render(request, "desk/people.html", context)


@page(Permission.MANAGE_PEOPLE, Permission.READ_ALL)
def person(request: Asked, key: int) -> HttpResponse:
    """Somebody's roles, and whether they can sign in; here an account is opened for them."""
    one = person_in(request.register, key)
    form = Form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.speaking():
            sign_in = request.build_absolute_uri(reverse("account_login"))
            invite_person(register=request.register, person=one, sign_in=sign_in, **request.acting)
            messages.success(request, _("The account is open, and a message tells them how to sign in."))
            return redirect("person", slug=request.register.slug, key=key)
    context = {
        "section": "work",
        "person": one,
        "account": getattr(one, "account", None),
        "roles": list(roles_of(request.register, person=one)),
        "today": request.acting["today"],
        "form": form,
        "may_manage": request.may(Permission.MANAGE_PEOPLE),
    }
    return render(request, "desk/person.html", context, status=form.status)


@page(Permission.MANAGE_PEOPLE)
def add(request: Asked) -> HttpResponse:
    """Somebody new."""
    form = PersonForm(request.POST or None)
    if form.is_valid():
        with form.speaking():
            facts = {name: form.cleaned_data[name] for name in ("name", "email", "phone", "address", "lang")}
            added = add_person(
                register=request.register,
                channel=Channel(form.cleaned_data["channel"]),
                is_invented=request.register.is_demo,
                **facts,
                **request.acting,
            )
            messages.success(request, _("Added. Now give them a role."))
            return redirect("give_role", slug=request.register.slug, key=added.pk)
    back = reverse("people", kwargs={"slug": request.register.slug})
    told = {"title": _("Add a person"), "button": _("Add"), "back": back, "where": _("All people and roles")}
    return render(request, "desk/form.html", {"section": "work", "form": form, **told}, status=form.status)


@page(Permission.MANAGE_PEOPLE)
def give(request: Asked, key: int) -> HttpResponse:
    """A role for somebody, from one day to another."""
    one, today = person_in(request.register, key), request.acting["today"]
    organisations = list(organisations_in(request.register))
    held = list(roles_on(request.register, today).exclude(person=one).select_related("person", "organisation"))
    form = RoleForm(request.POST or None, organisations=organisations, roles=held, initial={"valid_from": today})
    if form.is_valid():
        with form.speaking():
            _give(request, one, form, {str(role.pk): role for role in held})
            messages.success(request, _("The role is given."))
            return redirect("person", slug=request.register.slug, key=key)
    back = reverse("person", kwargs={"slug": request.register.slug, "key": key})
    title = _("Give %(name)s a role") % {"name": one.name}
    told = {"title": title, "button": _("Give the role"), "back": back, "where": one.name}
    return render(request, "desk/form.html", {"section": "work", "form": form, **told}, status=form.status)


def _give(request: Asked, person: Person, form: RoleForm, held: dict[str, Role]) -> None:
    typed = form.cleaned_data
    organisation = organisations_in(request.register).filter(pk=typed["organisation"] or 0).first()
    give_role(
        register=request.register,
        person=person,
        code=RoleCode(typed["code"]),
        organisation=organisation,
        valid_from=typed["valid_from"],
        valid_to=typed["valid_to"],
        deputy_for=held.get(typed["deputy_for"]),
        **request.acting,
    )


@page(Permission.MANAGE_PEOPLE, Permission.READ_ALL)
def hand_over(request: Asked, key: int) -> HttpResponse:
    """How a role ends: what waits in its holder's hands, who takes over, and the last day."""
    role, today = role_in(request.register, key), request.acting["today"]
    choices = [one for one in people_of(request.register, today) if one.pk != role.person_id]
    initial = {"version": role.version, "last_day": role.valid_to or today, "successor": role.successor_id or ""}
    form = EndForm(request.POST or None, people=choices, initial=initial)
    if form.is_valid():
        with form.speaking():
            successor = next((one for one in choices if str(one.pk) == form.cleaned_data["successor"]), None)
            last_day, version = form.cleaned_data["last_day"], form.cleaned_data["version"]
            end_role(
                register=request.register,
                role=role,
                last_day=last_day,
                successor=successor,
                version=version or 0,
                **request.acting,
            )
            messages.success(request, _("The role ends then. What still arrives goes to whoever takes over."))
            return redirect("person", slug=request.register.slug, key=role.person_id)
    context = {
        "section": "work",
        "role": role,
        "form": form,
        "hands": in_hands_of(role),
        "deputies": role.deputies.select_related("person"),
        "is_over": bool(role.valid_to and role.valid_to < today),
        "may_manage": request.may(Permission.MANAGE_PEOPLE),
    }
    return render(request, "desk/hand_over.html", context, status=form.status)
