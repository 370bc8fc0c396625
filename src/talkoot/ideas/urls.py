"""Addresses of ideas, under `/<language>/<slug>/`."""

from django.urls import path

from talkoot.ideas import staff_views, views

urlpatterns = [
    path("ideas/", views.ideas, name="ideas"),
    path("tell/", views.tell, name="tell"),
    path("tell/paper/", views.paper_idea, name="paper_idea"),
    path("told/<matter:code>/", views.told, name="told"),
    path("work/ideas/", staff_views.staff_ideas, name="staff_ideas"),
    path("work/ideas/type/", staff_views.type_idea, name="type_idea"),
    path("<matter:code>/idea/", staff_views.handle, name="idea"),
]
