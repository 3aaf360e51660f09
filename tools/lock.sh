#!/bin/sh
# Writes requirements/*.txt from pyproject.toml: every version and the hash of every file of it, no host.
# run.txt is what the site needs, test.txt and bench.txt are run.txt and what comes on top, same versions.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
tool=var/lock
[ -x $tool/bin/uv ] || { "$python" -m venv $tool && $tool/bin/pip install --quiet uv; }

compile() {
    output=requirements/$1.txt
    shift
    $tool/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
        "$@" pyproject.toml requirements/build.in --output-file "$output"
    echo "$output: $(grep -c == "$output") packages"
}

compile run "${UPGRADE:---no-upgrade}"
compile test "${UPGRADE:---no-upgrade}" --extra test --constraints requirements/run.txt
compile bench "${UPGRADE:---no-upgrade}" --extra bench --constraints requirements/test.txt
