#!/usr/bin/env bash
# When twice as many notes come back that were not there, looking for those that have moved costs about twice as much.
source "$(dirname "$0")/growth.sh"
grows_with_notes moved_notes come_back_costs
