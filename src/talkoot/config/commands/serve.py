"""talkoot serve: the site."""

import argparse
import os
import sys
import webbrowser

from talkoot.config.setup import database_ready


def add(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its place on the command line."""
    parser = subcommands.add_parser("serve", help="serve the site")
    add_address(parser)
    parser.set_defaults(run=run)


def add_address(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on (default %(default)s)")


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped."""
    with database_ready():  # which asks its first question: a database without tables is said here
        pass
    serve(arguments.host, arguments.port)
    return 0


def serve(host: str, port: int, *, first_page: str = "") -> None:
    """Gunicorn with threads, which suit short requests on a small machine.

    `first_page` (like "tour") is named to whoever started it, and opened where they sit at a screen.
    """
    from django.db import connections
    from gunicorn.app.base import BaseApplication

    connections.close_all()  # a worker must not inherit one

    class Site(BaseApplication):  # type: ignore[misc]
        """The site as gunicorn wants it."""

        def load_config(self) -> None:
            """Few workers, several threads each."""
            for name, value in {
                "bind": f"{host}:{port}",
                "worker_class": "gthread",
                "workers": 2,
                "threads": 4,
                "loglevel": "warning",
                "when_ready": lambda server: _welcome(host, port, first_page),
            }.items():
                self.cfg.set(name, value)

        def load(self) -> object:
            """The application each worker runs."""
            from talkoot.config.wsgi import application

            return application

    Site().run()


def _welcome(host: str, port: int, first_page: str) -> None:
    address = f"http://{host}:{port}/"
    print(f"Talkoot answers at {address}  (stop with Ctrl-C)", flush=True)
    if first_page:
        print(f"Begin here:        {address}{first_page}", flush=True)
        if _has_screen():
            webbrowser.open(address + first_page)


def _has_screen() -> bool:
    """Whether somebody sits there with a window system: nothing opens in a test, in a pipe or on a server."""
    windows = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(windows) and sys.stdout.isatty()
