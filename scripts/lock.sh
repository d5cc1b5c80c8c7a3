#!/usr/bin/env bash
# Resolves the versions anew and writes them, with hashes and without addresses, to the lock files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
uv=.venv/bin/uv

export_to() {
  local file=$1
  shift
  "$uv" export --quiet --python .venv/bin/python --format requirements.txt \
    --no-emit-project --no-annotate --no-header "$@" > "$file"
}

# uv.lock records where packages came from, so it is not kept; the two files below are.
"$uv" lock --quiet --upgrade --python .venv/bin/python
export_to requirements.lock --no-dev
export_to requirements-dev.lock --group dev
git --no-pager diff --stat -- requirements.lock requirements-dev.lock
