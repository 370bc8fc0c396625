"""Addresses: always `/<language>/<programme>/…`."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
