#!/bin/sh
# Makes .venv. What the machine lacks is said in one line that tells what to install.
set -eu
python=${PYTHON:-python3}

stop() {
    echo "make setup: $1" >&2
    exit 1
}

command -v "$python" >/dev/null 2>&1 ||
    stop "$python is missing. On Debian: apt-get install python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "$python is too old: Python 3.11 or newer is needed. Name one with: make setup PYTHON=python3.12"
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    stop "the venv module of $python is missing. On Debian: apt-get install python3-venv"
[ -x .venv/bin/python ] || "$python" -m venv .venv
