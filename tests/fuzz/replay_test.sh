#!/usr/bin/env bash
# Every fuzz target with its seeds and made-up changes of them. SEEDS and REPLAY: the two programs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$1" "$folder"
"$2" "$folder" 60
