"""Addresses: always `/<language>/<programme>/…`."""

from django.urls import include, path

urlpatterns = [path("", include("talkoot.site.urls"))]
