"""What both the measuring processes and whoever starts them know of the programme that is measured."""

SLUG, PREFIX = "bench-mikkeli", "BE"
PRESENT = "2020-11-16T09:00:00+02:00"
"""When the pages are asked for; the programme runs then."""
MARK = "talkoot_bench_"
"""What the folder of the SQLite file, or the name of the PostgreSQL database, begins with: no other is written to."""
CSRF = "a" * 32
"""The mark against forged forms, which the visitor brings along as a cookie and in the form."""
