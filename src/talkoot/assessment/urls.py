"""Addresses of assessments, under `/<language>/<slug>/`."""

from django.urls import path

from talkoot.assessment import views

urlpatterns = [path("<matter:code>/assess/", views.assess, name="assess")]
