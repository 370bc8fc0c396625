"""Addresses of the public shell."""

from django.urls import path

from talkoot.site import views

urlpatterns = [
    path("", views.root, name="root"),
    path("<str:lang>/<slug:slug>/", views.front, name="front"),
]
