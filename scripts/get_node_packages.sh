#!/bin/sh
# Puts the pinned packages into node_modules. What the machine lacks is said in one line that tells what to install.
set -eu

stop() {
    echo "make setup: $1" >&2
    exit 1
}

command -v node >/dev/null 2>&1 ||
    stop "node is missing: Node 18 or newer builds the style sheets. On Debian: apt-get install nodejs npm"
command -v npm >/dev/null 2>&1 ||
    stop "npm is missing. On Debian: apt-get install npm"
node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' ||
    stop "node is too old: Node 18 or newer is needed, this is $(node --version)"
echo "Installing packages into node_modules ..."
npm ci --loglevel=error --no-progress >/dev/null
