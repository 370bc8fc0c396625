"""Addresses of the demo; they answer only in a database that is one."""

from django.urls import path

from talkoot.demo import views

urlpatterns = [
    path("demo/", views.sign_in, name="demo_sign_in"),
    path("tour/", views.tour, name="tour"),
    path("tour/<int:number>/", views.tour, name="tour_stop"),
]
