"""Addresses of the public shell, under `/<language>/<slug>/`."""

from django.urls import path

from talkoot.site import feedback_views, views

urlpatterns = [
    path("", views.front, name="front"),
    path("invoices/", views.invoicing, name="invoicing"),
    path("accessibility/", feedback_views.accessibility, name="accessibility"),
    path("work/feedback/", feedback_views.feedback, name="feedback"),
    path("privacy/", views.privacy, name="privacy"),
    path("<matter:code>/", views.matter, name="matter"),
]
