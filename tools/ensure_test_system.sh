#!/bin/sh
# Chromium and PostgreSQL for the tests: installs Debian's packages when root, otherwise says which to install.
set -eu

has_chromium() { [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || command -v chromium > /dev/null; }
has_postgresql() { command -v initdb > /dev/null || ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1; }

missing=""
has_chromium || missing="$missing chromium fonts-liberation"
has_postgresql || missing="$missing postgresql"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
    echo "The tests need these Debian packages:$missing"
    echo "Install them with: sudo apt-get install$missing"
    exit 1
fi
echo "Installing Debian packages:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $missing > /dev/null
