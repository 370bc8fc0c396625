"""A measuring process of its own: python -m scripts.bench.inside MODULE WORDS…, with Django ready. Says one line."""

import json
import os
import sys
from importlib import import_module


def main() -> None:
    """Call the module's `measure` with the words, and say what it found as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scripts.bench.settings")
    import django

    django.setup()
    module = import_module(f"scripts.bench.{sys.argv[1]}")
    print(json.dumps(module.measure(*sys.argv[2:])), flush=True)


if __name__ == "__main__":
    main()
