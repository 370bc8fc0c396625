"""Addresses of the public shell, under `/<language>/<slug>/`."""

from django.urls import path

from talkoot.site import views

urlpatterns = [
    path("", views.front, name="front"),
    path("invoices/", views.invoicing, name="invoicing"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("<matter:code>/", views.matter, name="matter"),
]
