"""Who steps aside from which matter, and why."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from talkoot.core.errors import NotFound
from talkoot.desk.forms import InterestForm
from talkoot.desk.queries.people import interests_of, people_of
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.models import Person
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.records.queries import matter_of
from talkoot.ui.paging import page_of
from talkoot.ui.speech import say


@page(any_role=True)
def interests(request: Asked) -> HttpResponse:
    """Declared interests: everybody's for who may read everything or prepares meetings, else one's own."""
    me = request.acting["actor"].human_id
    prepares = request.may(Permission.PREPARE_MEETING)
    sees_all = prepares or request.may(Permission.READ_ALL)
    people = people_of(request.register, request.acting["today"]) if prepares else []
    form = InterestForm(request.POST or None, people=people, initial={"code": request.GET.get("code", "")})
    if form.is_valid():
        with form.speaking():
            if _declare(request, form, {str(one.pk): one for one in people}):
                messages.success(request, _("The interest is written down: the person steps aside from the matter."))
                return redirect("interests", slug=request.register.slug)
    rows = page_of(interests_of(request.register, None if sees_all else me), request, ("-declared_at", "-pk"))
    context = {"section": "work", "form": form, "page": rows, "sees_all": sees_all}
    return render(request, "desk/interests.html", context, status=form.status)


def _declare(request: Asked, form: InterestForm, people: dict[str, Person]) -> bool:
    """False when there is no such matter here: said at the field."""
    try:
        matter = matter_of(request.register, form.cleaned_data["code"].strip())
    except NotFound as error:
        form.add_error("code", say(error))
        return False
    whose = people.get(form.cleaned_data.get("person", ""))
    person = whose or Person.objects.get(pk=request.acting["actor"].human_id)
    declare_interest(
        register=request.register, person=person, matter=matter, ground=form.cleaned_data["ground"], **request.acting
    )
    return True
