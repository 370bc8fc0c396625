"""Addresses of the staff shell, under `/<language>/<slug>/`."""

from django.urls import path

from talkoot.desk.views import chain, interests, organisations, people, work

urlpatterns = [
    path("work/", work.work, name="work"),
    path("work/search/", work.search, name="search"),
    path("people/", people.people, name="people"),
    path("people/new/", people.add, name="add_person"),
    path("people/<int:key>/", people.person, name="person"),
    path("people/<int:key>/role/", people.give, name="give_role"),
    path("roles/<int:key>/end/", people.hand_over, name="hand_over"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new/", organisations.add, name="add_organisation"),
    path("organisations/<int:key>/", organisations.organisation, name="organisation"),
    path("interests/", interests.interests, name="interests"),
    path("chain/", chain.chain, name="chain"),
    path("<matter:code>/entries/", chain.entries, name="entries"),
]
