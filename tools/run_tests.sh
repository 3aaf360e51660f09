#!/bin/sh
# All checks in order, each with its time. A failing step does not hide the next one; any failure fails the whole.
set -u
cd "$(dirname "$0")/.."
bin=$1
failed=""
report=""

step() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    began=$(date +%s)
    "$@" || failed="$failed $name;"
    report="$report$(printf '%6s s  %s' $(($(date +%s) - began)) "$name")
"
}

step "lint" "$bin/ruff" check --quiet
step "format" "$bin/ruff" format --check --quiet
step "templates" "$bin/djangofmt" --check --quiet anyelir/templates
step "types" "$bin/mypy"
step "tests in the browser" "$bin/pytest" -q tests/browser
step "tests on PostgreSQL" "$bin/pytest" -q -n 2 --dist worksteal --database postgresql \
    tests/apps tests/reports tests/exchange tests/tooling/test_people.py tests/tooling/test_worker.py \
    tests/backup/test_drill.py tests/core/test_sealed.py tests/core/test_key_rotation.py tests/core/test_budget.py \
    tests/tooling/test_keyfiles.py tests/parallel
printf '\n%s\n== %s\n' "$report" "tests on SQLite, rules, architecture, tooling"
"$bin/pytest" -q -n 2 --dist worksteal tests --ignore tests/browser || failed="$failed tests on SQLite;"

# The summary line of the widest run closes the output, unless something above it failed.
[ -z "$failed" ] || { printf 'FAILED:%s\n' "$failed"; exit 1; }
