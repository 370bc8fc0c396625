"""Addresses: always `/<language>/<programme>/…`; signing in and the demo stand before the programmes."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView

from talkoot.records import addresses  # noqa: F401  (makes <matter:code> known to every route below)
from talkoot.site.views import root

PAGES = [
    "site",
    "desk",
    "ideas",
    "activities",
    "decisions",
    "applications",
    "assessment",
    "agreements",
    "claims",
    "costs",
]
"""The stages that have pages under a programme's address."""

urlpatterns = [
    path("", root, name="root"),
    path("tour", RedirectView.as_view(pattern_name="tour"), name="tour_short"),
    *i18n_patterns(
        path("", include("talkoot.people.urls")),
        path("", include("talkoot.demo.urls")),
        *[path("<slug:slug>/", include(f"talkoot.{stage}.urls")) for stage in PAGES],
    ),
]
