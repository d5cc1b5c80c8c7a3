#!/usr/bin/env bash
# Measures what must be fast; see benchmarks/README.md. Goes on after a benchmark that is too slow,
# and says so at the end. Usage: REGISTER=schools.csv SCALE=20 LARGE=var/large scripts/bench.sh
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unset DATABASE_URL
bin=.venv/bin
large=${LARGE:-var/large}
register=${REGISTER:-../shared/data/nl-schools-2024.csv}
slow=()

bench() {
  echo "── $1"
  shift
  "$@" || slow+=("$2")
}

bench "Ranking" "$bin/python" benchmarks/ranking.py
if [[ -f $register ]]; then
  bench "Import of a register" "$bin/python" benchmarks/school_import.py "$register"
else
  echo "── Import of a register: left out, there is no $register (REGISTER=file names one)."
fi
if [[ ! -f $large/is_demo ]]; then
  "$bin/ecotone" demo --home "$large" --no-serve --scale "${SCALE:-20}" || exit 1
fi
bench "Pages" env ECOTONE_HOME="$large" "$bin/python" benchmarks/pages.py

if ((${#slow[@]})); then
  echo "Too slow or failed: ${slow[*]}"
  exit 1
fi
