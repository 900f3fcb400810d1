#!/bin/sh
# Make .venv and whatever it needs. Called by the Makefile; quick when nothing is to do.
#
#   tools/setup.sh run      what the program itself needs
#   tools/setup.sh dev      and the tests' and linters' Python packages
#   tools/setup.sh test     and what the tests drive: browser, Java, strace, ssh-keygen, and the
#                           checkers of the public pages (tools/npm)
#   tools/setup.sh bench    and the programs that the benchmarks compare with
#   tools/setup.sh constraints      the newest versions of all this, pinned in constraints.txt
#
# PYTHON=/path/to/python3.12 chooses the interpreter of a new .venv.
set -eu
cd "$(dirname "$0")/.."

# pip learned to install a dependency group in 25.1; Debian 12 brings 23.0.
PIP="pip>=25.1"

say() { printf '%s\n' "$*" >&2; }

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

main() {
    python=$(find_python)
    case "${1:-}" in
        run) ensure_packages run ;;
        dev) ensure_packages dev --group dev ;;
        test)
            # shellcheck disable=SC2046  # lists of words
            install_packages $(missing_for_venv) $(missing_for_tests)
            ensure_packages dev --group dev
            ensure_browser_driver
            ensure_checkers
            ;;
        bench) ensure_packages bench --group bench ;;
        constraints) renew_constraints ;;
        *) fail "usage: tools/setup.sh run|dev|test|bench|constraints" ;;
    esac
    compile_translations
}

# --- Python ---

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    fail "socialreg needs Python 3.11 or later: ${PYTHON:-python3} is older or not there." \
        "Install one, or name it: make PYTHON=/path/to/python3.12 …"
}

ensure_venv() {
    # A .venv that was moved, or whose Python is gone, cannot be mended: its scripts do not start.
    .venv/bin/pip --version >/dev/null 2>&1 && return
    # shellcheck disable=SC2046  # a list of words
    install_packages $(missing_for_venv)
    say "Making .venv with $("$python" --version) …"
    rm -rf .venv
    "$python" -m venv .venv
}

# Debian keeps what venv needs in a package of its own, one for each Python.
missing_for_venv() {
    [ -x .venv/bin/python ] || "$python" -c '
import importlib.util, sys
if not importlib.util.find_spec("ensurepip"):
    print("python{}.{}-venv".format(*sys.version_info))'
}

# What was asked for last time is kept and compared, so that a checkout which changes only the
# files' times installs nothing.
ensure_packages() {
    kept=.venv/installed-for-$1
    shift
    if wanted | cmp -s - "$kept" && [ -x .venv/bin/python ]; then
        return
    fi
    ensure_venv
    say "Installing Python packages into .venv …"
    .venv/bin/python -m pip install -qq "$PIP"
    .venv/bin/python -m pip install -qq --constraint tools/constraints.txt --editable . "$@" ||
        fail "pip could not install the Python packages; its message is above." \
            "Without a network, point pip at a local index (PIP_INDEX_URL) and run this again."
    wanted >"$kept"
    wanted >.venv/installed-for-run # every group comes with the program itself
}

wanted() {
    cat pyproject.toml tools/constraints.txt
    pwd
}

renew_constraints() {
    ensure_venv
    .venv/bin/python -m pip install -qq --upgrade "$PIP"
    .venv/bin/python -m pip install -qq --upgrade --upgrade-strategy eager \
        --editable . --group bench
    {
        echo "# What we work with and test with, pinned: made by 'make constraints'."
        .venv/bin/python -m pip freeze --exclude-editable
    } >tools/constraints.txt
    .venv/bin/npm install --prefix tools/npm --package-lock-only --ignore-scripts --save-exact \
        --omit-lockfile-registry-resolved --silent axe-core@latest vnu-jar@latest
}

compile_translations() {
    for po in socialreg/locale/*/LC_MESSAGES/socialreg.po; do
        mo=${po%.po}.mo
        if [ ! -e "$mo" ] || [ "$po" -nt "$mo" ]; then
            .venv/bin/pybabel --quiet compile --input-file "$po" --output-file "$mo"
        fi
    done
}

# --- Programs ---

# Nothing is skipped for want of a program: it is installed, or its absence ends the run.
missing_for_tests() {
    has chromium || echo chromium libatomic1
    has ssh-keygen || echo openssh-client
    has strace || echo strace
    has java || echo default-jre-headless
}

# playwright brings a node of its own, which takes this one library from the system.
ensure_browser_driver() {
    .venv/bin/playwright --version >/dev/null 2>&1 || install_packages libatomic1
}

# npm comes from PyPI, too: Debian's is three hundred packages. No package's own script runs: the
# one of vnu-jar would download a Java.
ensure_checkers() {
    folder=.venv/npm
    cmp -s tools/npm/package-lock.json "$folder/installed" && return
    say "Installing the checkers of the public pages into $folder …"
    mkdir -p "$folder"
    cp tools/npm/package.json tools/npm/package-lock.json "$folder"
    .venv/bin/npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --silent ||
        fail "npm could not install the checkers: .venv/bin/npm ci --prefix $folder says why." \
            "Without a network, point npm at a local registry (npm_config_registry) and run this again."
    cp "$folder/package-lock.json" "$folder/installed"
}

has() { command -v "$1" >/dev/null; }

install_packages() {
    [ $# -gt 0 ] || return 0
    has apt-get || fail "Missing, by the names that Debian has for them: $*." \
        "There is no apt-get here: install them in your system's own way, then run this again."
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif has sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
        as_root=sudo
    else
        fail "Missing: $*. Only root can install them." \
            "Run 'apt-get install $*' as root, then this again."
    fi
    say "Installing with apt-get: $* …"
    $as_root apt-get update -qq || say "The package lists could not be renewed: trying with the old."
    printed=$($as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends -qq "$@" 2>&1 </dev/null) ||
        fail "$printed" "apt-get could not install $*; its message is above."
}

main "$@"
