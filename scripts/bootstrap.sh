#!/usr/bin/env bash
# Makes .venv with all that the project needs. Usage: scripts/bootstrap.sh run|dev
#   run  what an installation needs (requirements.lock); keeps a good development .venv as it is
#   dev  that, and what development needs (requirements-dev.lock)
# Does nothing when nothing changed. Works on a machine that has only some Python >= 3.12 and pip.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mode=${1:-dev}
case $mode in
  run) lock=requirements.lock ;;
  dev) lock=requirements-dev.lock ;;
  *) echo "Usage: scripts/bootstrap.sh run|dev" >&2; exit 2 ;;
esac
venv=.venv
python=$venv/bin/python

say() { printf '%s\n' "$*" >&2; }

die() {
  say ""
  for line in "$@"; do say "$line"; done
  exit 1
}

# Trust what the machine trusts, as pip does: some networks bring a certificate of their own.
if [[ -s /etc/ssl/certs/ca-certificates.crt ]]; then export UV_SYSTEM_CERTS=${UV_SYSTEM_CERTS:-1}; fi

# --- is there anything to do? -------------------------------------------------------------------

fingerprint() { cat "$1" pyproject.toml scripts/bootstrap.sh | sha256sum | cut -d' ' -f1; }

is_ready() {
  [[ -f $venv/.ready-$1 && -x $python ]] &&
    [[ $(cat "$venv/.ready-$1") == "$(fingerprint "$2")" ]] &&
    "$python" -c 'import ecotone' 2>/dev/null
}

compile_messages() { "$python" scripts/messages.py compile; }

if is_ready dev requirements-dev.lock || { [[ $mode == run ]] && is_ready run requirements.lock; }; then
  compile_messages
  exit 0
fi

# --- a Python -----------------------------------------------------------------------------------

# A candidate counts only when it runs: the shims of pyenv exist for versions that are not active.
is_new_enough() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

# 3.13 and 3.12 are what the lock was tried with, so they come before anything newer.
candidates() {
  [[ -n ${PYTHON:-} ]] && echo "$PYTHON"
  local version
  for version in 3.13 3.12 3.14 3.15; do
    echo "python$version"
    ls -d "$HOME"/.pyenv/versions/"$version"*/bin/python 2>/dev/null | sort -rV || true
    ls -d "$HOME"/.local/share/uv/python/cpython-"$version"*/bin/python3 2>/dev/null | sort -rV || true
    ls -d /usr/local/bin/python"$version" /opt/python*/bin/python"$version" 2>/dev/null || true
  done
  echo python3
  echo python
}

find_python() {
  local candidate
  while read -r candidate; do
    if is_new_enough "$candidate"; then
      echo "$candidate"
      return 0
    fi
  done < <(candidates)
  return 1
}

# Without any Python >= 3.12, uv can bring one; any older Python with pip can bring uv.
python_from_uv() {
  local tools uv
  say "No Python >= 3.12 found; asking uv to install one …"
  uv=$(command -v uv || true)
  if [[ -z $uv ]]; then
    tools=$(mktemp -d)
    python3 -m pip install --quiet --target "$tools" uv >&2 2>/dev/null || return 1
    uv=$tools/bin/uv
  fi
  "$uv" python install 3.13 >&2 && "$uv" python find 3.13
}

base=$(find_python || python_from_uv) || die \
  "Ecotone needs Python 3.12 or newer, and none was found or could be installed." \
  "On Debian 13 or Ubuntu 24.04:  apt install python3 python3-venv" \
  "Anywhere:  install uv (https://docs.astral.sh/uv/), then:  uv python install 3.13" \
  "A Python in an unusual place:  make PYTHON=/path/to/python demo"

# --- the virtual environment, with uv in it -----------------------------------------------------

# Debian ships venv without its pip unless python3-venv is installed: then pip comes from outside.
make_venv() {
  rm -rf "$venv"
  if "$base" -m venv "$venv" >/dev/null 2>&1; then return 0; fi
  rm -rf "$venv"
  "$base" -m venv --without-pip "$venv" >/dev/null 2>&1
}

install_uv() {
  "$python" -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1' 2>/dev/null ||
    "$base" -m pip --python "$python" install --quiet 'uv>=0.9,<1' 2>/dev/null ||
    pip3 --python "$python" install --quiet 'uv>=0.9,<1'
}

if ! { [[ -x $python ]] && is_new_enough "$python"; }; then
  say "Making $venv with $("$base" --version) …"
  make_venv || die \
    "$base cannot make virtual environments." \
    "On Debian or Ubuntu:  apt install python3-venv"
fi
if [[ ! -x $venv/bin/uv ]]; then
  install_uv || die \
    "uv could not be installed into $venv (see above)." \
    "Without a pip:  apt install python3-venv python3-pip" \
    "Without a network: a package index must be reachable once, to install."
fi

# --- what the lock says, and the project itself -------------------------------------------------

say "Installing from $lock …"
rm -f "$venv"/.ready-*
# --python is given each time: UV_PYTHON in the environment would win over an active environment.
"$venv/bin/uv" pip sync --quiet --require-hashes --python "$python" "$lock"
"$venv/bin/uv" pip install --quiet --no-deps --python "$python" --editable .
compile_messages
fingerprint "$lock" > "$venv/.ready-$mode"
