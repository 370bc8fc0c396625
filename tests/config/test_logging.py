"""A page that fails leaves a trace for whoever runs the site."""

import subprocess
import sys
from pathlib import Path

from scripts.processes import surroundings

ASK = """
from talkoot.config.setup import django_ready
django_ready()
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "localhost"})
print(client.get("/").status_code, client.get("/none.html").status_code)
"""


def test_a_page_that_fails_says_why_on_stderr_and_a_missing_one_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()

    asked = subprocess.run(
        [sys.executable, "-c", ASK], env=surroundings(tmp_path), capture_output=True, text=True, check=False
    )

    assert asked.stdout == "500 404\n"
    assert "Internal Server Error: /" in asked.stderr
    assert "no such table" in asked.stderr
    assert "none.html" not in asked.stderr
