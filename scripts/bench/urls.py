"""Our addresses and the ceilings'."""

from django.urls import path

from scripts.bench.ceiling import bare
from talkoot.config.urls import urlpatterns as ours

urlpatterns = [path("bench/bare/", bare, name="bench_bare"), *ours]
