"""Addresses of projects and agreements, under `/<language>/<slug>/`."""

from django.urls import path

from talkoot.agreements import views

urlpatterns = [
    path("projects/", views.projects, name="projects"),
    path("projects/granted/", views.granted, name="granted"),
    path("<matter:code>/open-project/", views.open_one, name="open_project"),
    path("<matter:code>/project/", views.project, name="project"),
    path("<matter:code>/agreement/", views.agreement, name="agreement"),
    path("<matter:code>/budget/", views.budget, name="budget"),
    path("<matter:code>/worker/", views.worker, name="worker"),
]
