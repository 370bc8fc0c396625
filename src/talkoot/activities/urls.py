"""Addresses of activities, under `/<language>/<slug>/`."""

from django.urls import path

from talkoot.activities import views

urlpatterns = [
    path("events/", views.activities, name="activities"),
]
