"""A whole invented programme, played through the actions in time order; its e-invoices are in `samples`."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where what the demo brings along lies. Its programme file is a link to the one in `programmes/`."""
