"""Addresses of meetings and decisions, under `/<language>/<slug>/`."""

from django.urls import path

from talkoot.decisions import views

urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.call, name="call_meeting"),
    path("meetings/<int:number>/", views.meeting, name="meeting"),
    path("meetings/<int:number>/minutes/", views.minutes, name="minutes"),
    path("meetings/<int:number>/<matter:code>/", views.propose, name="propose"),
    path("meetings/<int:number>/<matter:code>/step-aside/", views.step_aside, name="step_aside"),
    path("decisions/", views.decisions, name="decisions"),
    path("<matter:code>/decide/", views.decide, name="decide"),
    path("<matter:code>/decision/", views.decision, name="decision"),
    path("<matter:code>/decision/serve/", views.serve, name="serve_decision"),
    path("<matter:code>/funder-approval/", views.funder_approval, name="funder_approval"),
]
