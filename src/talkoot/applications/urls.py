"""Addresses of applications, under `/<language>/<slug>/`."""

from django.urls import path

from talkoot.applications import views

urlpatterns = [
    path("apply/", views.apply, name="apply"),
    path("applications/", views.applications, name="applications"),
    path("<matter:code>/application/", views.application, name="application"),
    path("<matter:code>/application/sent/", views.application_sent, name="application_sent"),
    path("<matter:code>/application/handle/", views.handle_application, name="handle_application"),
]
