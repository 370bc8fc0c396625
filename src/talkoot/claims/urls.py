"""Addresses of claims and of the books, under `/<language>/<slug>/`."""

from django.urls import path

from talkoot.claims.views import books, claims, funder, lines

urlpatterns = [
    path("claims/", claims.claims, name="claims"),
    path("claims/<int:number>/", claims.claim, name="claim"),
    path("claims/<int:number>/freeze/", claims.freeze, name="freeze"),
    path("claims/<int:number>/decision/", funder.funder_decision, name="funder_decision"),
    path("claims/<int:number>/received/", funder.receive, name="receive"),
    path("claims/<int:number>/index/", lines.claim_index, name="claim_index"),
    path("claims/<int:number>/index.csv", lines.claim_index_csv, name="claim_index_csv"),
    path("claims/<int:number>/lines/<int:key>/", lines.claim_line, name="claim_line"),
    path("books/", books.books, name="books"),
    path("books/<slug:source>/", books.source_books, name="source_books"),
    path("<matter:code>/books/", books.project_books, name="project_books"),
    path("<matter:code>/settle/", books.settle, name="settle"),
]
