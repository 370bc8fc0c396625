"""Addresses of ideas, under `/<language>/<slug>/`."""

from django.urls import path

from talkoot.ideas import views

urlpatterns = [
    path("ideas/", views.ideas, name="ideas"),
    path("<matter:code>/idea/", views.handle, name="idea"),
]
