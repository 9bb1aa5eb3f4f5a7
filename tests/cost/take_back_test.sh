#!/usr/bin/env bash
# To take back a step on twice as many notes costs about twice as much.
source "$(dirname "$0")/growth.sh"
for step in remove move; do grows_with_notes History::take_back take_back_costs "$step"; done
