# A real window on a display of its own, and a person at it. Sourced by the tests beside it, which get from ctest
# $WAYMARK, the program, and $WAYMARK_BUILD, where the tools `where`, `ask_to_close`, `name_keys`, `pixels` and `fingers` lie. Nothing waits for a
# fixed time: what must come about is asked for again and again, at most for as long as $patience tenths of a second.
# A script that sets real_hands=yes before it sources this file gets a display with fingers and a pen (hands.sh).

size=${size:-1280x800} # of the window, and of the screen unless that is told
patience=300

# skip SENTENCE: this machine cannot run the test.
skip() { printf '%s\n' "$1"; exit 77; }

fail() {
    printf '%s:%s: %s\n' "$(basename "$0")" "${BASH_LINENO[${2:-0}]}" "$1" >&2
    [[ ! -s ${log:-} ]] || { echo "The last the program said:"; tail -n 5 "$log"; } >&2
    exit 1
}

# until_so SENTENCE COMMAND…: waits until the command succeeds.
until_so() {
    local sentence=$1 i
    shift
    for ((i = 0; i < patience; ++i)); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.1
    done
    fail "It did not come about that $sentence." 1
}

# expect SENTENCE COMMAND…: is so now.
expect() {
    local sentence=$1
    shift
    "$@" >/dev/null || fail "It is not so that $sentence." 1
}

real_hands=${real_hands:-no}
[[ $real_hands == no ]] && server_needs=Xvfb || server_needs=
for tool in $server_needs xdotool "$@"; do
    command -v "$tool" >/dev/null || skip "$tool is not installed, so nothing was tried in a window."
done

folder=$(mktemp -d)
server= program= log=$folder/log

# end PROCESS: asks it to end and waits until it has.
end() {
    [[ -n $1 ]] || return 0
    kill "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
}
tidy() {
    end "$program"
    [[ $real_hands == no ]] || hands_off
    end "$server"
    rm -rf "$folder"
}
trap tidy EXIT

mkdir -p "$folder"/{home,config,cache,state,run}
chmod 700 "$folder/run"
export HOME=$folder/home XDG_CONFIG_HOME=$folder/config XDG_CACHE_HOME=$folder/cache XDG_RUNTIME_DIR=$folder/run
export XDG_STATE_HOME=$folder/state
export LC_ALL=C.UTF-8 LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY XAUTHORITY XMODIFIERS
: >"$folder/display"
if [[ $real_hands == no ]]; then
    Xvfb -displayfd 3 -screen 0 ${screen:-$size}x24 -nolisten tcp -noreset 3>"$folder/display" >"$folder/server.log" 2>&1 &
    server=$!
else
    source "$(dirname "${BASH_SOURCE[0]}")/hands.sh"
    start_server
fi
has_display() { [[ $(tail -c 1 "$folder/display" | od -An -c) == *'\n'* ]]; }
until_so "the X server answers" has_display
export DISPLAY=:$(<"$folder/display")
[[ $real_hands == no ]] || hands_on

# start ARGUMENTS…: the program with its window open and drawn. Every frame is a line in $log.
start() {
    : >"$log"
    WAYMARK_LOG=debug "$WAYMARK" --windowed "$size" "$@" >"$log" 2>&1 &
    program=$!
    until_so "a frame is drawn" is_gone_or_drawn
    is_running || fail "The program ended before it had drawn anything." 1
    window=$(xdotool search --pid "$program" --class waymark | tail -n 1)
    settle
}
is_gone_or_drawn() { is_gone || (($(frames) > 0)); }
frames() { grep -c ' frame [0-9]*: ' "$log" || true; }
is_running() { kill -0 "$program" 2>/dev/null; }
is_gone() { ! is_running; }

# settle: waits until everything sent has been taken in and all movement has ended: frames cease, but for a blinking caret's one
# in half a second. On a busy machine a look takes long, so a single frame between two looks says nothing.
settle() {
    local before now=-9 still=0 i
    for ((i = 0; i < patience; ++i)); do
        before=$now now=$(frames)
        still=$((now - before <= 1 ? still + 1 : 0))
        ((still < 3)) || return 0
        sleep 0.2
    done
    fail "The board goes on drawing though nobody does anything." 1
}

title() { xdotool getwindowname "$window"; }
title_is() { [[ $(title) == "$1" ]]; }

# --- hands
# place THING…: the X and Y of a line of `where` about the session last looked at (look).
look() { "$WAYMARK_BUILD/where" "$size" "$@" >"$folder/places"; }
place() {
    local at
    at=$(sed -n "s/^$* \(-\?[0-9]* -\?[0-9]*\)\$/\1/p" "$folder/places")
    [[ -n $at ]] || fail "There is no $* on the board." 1
    printf '%s' "$at"
}
point() { xdotool mousemove $1 $2; }
click() { xdotool mousemove $1 $2 click 1; }
# stroke X Y X Y …: presses at the first place, goes through all of them in small steps, lets go at the last.
stroke() {
    local x=$1 y=$2 i steps=8
    local -a way=(mousemove "$x" "$y" mousedown 1)
    shift 2
    while (($#)); do
        for ((i = 1; i <= steps; ++i)); do way+=(mousemove $((x + ($1 - x) * i / steps)) $((y + ($2 - y) * i / steps))); done
        x=$1 y=$2
        shift 2
    done
    xdotool "${way[@]}" mouseup 1
}
keys() { xdotool key "$@"; }
type_text() {
    "$WAYMARK_BUILD/name_keys" "$1"
    settle # the program has heard of the new keys
    xdotool type --delay 5 -- "$1"
    settle
}

# picture NAME: of the whole display into $WAYMARK_PICTURES, when a person wants to look.
picture() {
    [[ -z ${WAYMARK_PICTURES:-} ]] || import -window root "$WAYMARK_PICTURES/$(basename "$0" .sh)-$1.png"
}
