"""Addresses of activities, under `/<language>/<slug>/`."""

from django.urls import path

from talkoot.activities import run_views, views

urlpatterns = [
    path("events/", views.activities, name="activities"),
    path("events/calendar.ics", views.calendar, name="calendar"),
    path("events/<int:key>/", views.activity, name="activity"),
    path("events/<int:key>.ics", views.activity_calendar, name="activity_calendar"),
    path("events/<int:key>/count/", run_views.count, name="count_visits"),
    path("events/<int:key>/held/", run_views.hold, name="hold_activity"),
    path("events/<int:key>/cancel/", run_views.cancel, name="cancel_activity"),
    path("trials/", views.trials, name="trials"),
    path("<matter:code>/activities/", run_views.run, name="run"),
    path("<matter:code>/activities/plan/", run_views.plan, name="plan_activity"),
    path("<matter:code>/trial-card/", run_views.trial_card, name="trial_card"),
]
