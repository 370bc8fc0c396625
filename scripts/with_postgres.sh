#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own, told by TALKOOT_TEST_POSTGRES, and takes it away afterwards:
#   scripts/with_postgres.sh make test
set -euo pipefail

stop() {
    echo "with_postgres: $1" >&2
    exit 1
}

[ $# -gt 0 ] || stop "name a command, like: scripts/with_postgres.sh make test"

bin=$(dirname "$(command -v initdb || printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)")
[ -x "$bin/initdb" ] || stop "PostgreSQL is missing. On Debian: apt-get install postgresql"

folder=$(mktemp -d)
as_owner=()
if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root
    owner=$(id -un postgres 2>/dev/null || echo nobody)
    as_owner=(runuser -u "$owner" --)
    chown "$owner" "$folder"
fi

end() {
    ${as_owner[@]+"${as_owner[@]}"} "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
printf '%s\n' "$password" >"$folder/password"
chmod 644 "$folder/password" # inside a folder that only its owner may enter

cd "$folder" # the owner may not be able to read the current folder
${as_owner[@]+"${as_owner[@]}"} "$bin/initdb" --pgdata data --username talkoot --pwfile password \
    --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 --no-sync >initdb.log ||
    stop "initdb failed: $(cat initdb.log)"
# Nothing in here outlives the command, so no write waits for the disk.
${as_owner[@]+"${as_owner[@]}"} "$bin/pg_ctl" -D data -l "$folder/data/server.log" -w start >/dev/null -o \
    "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='$folder' \
     -c fsync=off -c synchronous_commit=off -c full_page_writes=off" ||
    stop "the server did not start: $(cat data/server.log)"
cd "$OLDPWD"

export TALKOOT_TEST_POSTGRES="postgresql://talkoot:$password@127.0.0.1:$port/talkoot"
"$@"
