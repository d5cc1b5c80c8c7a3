#!/usr/bin/env bash
# Runs every check and says at the end which ones failed, so that one look shows all.
# Usage: BIN=.venv/bin scripts/check.sh FOLDER...
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bin=${BIN:-.venv/bin}
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
failed=()

check() {
  local name=$1
  shift
  echo "── $name"
  "$@" || failed+=("$name")
}

manage() { env -u DATABASE_URL ECOTONE_HOME="$home" "$bin/python" -m ecotone manage "$@"; }

check format "$bin/ruff" format --check --quiet "$@"
check lint "$bin/ruff" check --quiet "$@"
check types "$bin/mypy"
check layers "$bin/lint-imports"
# Only the rules: its formatter breaks lines where white space is content.
check templates "$bin/djlint" src --lint --quiet
check messages "$bin/python" scripts/messages.py check
check migrations manage makemigrations --check --dry-run
check settings manage check --fail-level WARNING

if ((${#failed[@]})); then
  echo "Failed: ${failed[*]}"
  exit 1
fi
echo "All checks passed."
