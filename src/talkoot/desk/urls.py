"""Addresses of the staff shell, under `/<language>/<slug>/`."""

from django.urls import path

from talkoot.desk import views

urlpatterns = [
    path("work/", views.work, name="work"),
]
