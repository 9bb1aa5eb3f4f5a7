#!/usr/bin/env bash
# Monitors that come and go while people work: an X server with outputs that are switched on and off. The audience's window fills the
# second one, comes back when that goes, and returns to it; the facilitator's window is never out of reach; nothing is lost.
set -euo pipefail
real_hands=yes size=1280x800
source "$(dirname "$0")/window.sh" xrandr xwininfo

plug() {
    xrandr --addmode DUMMY1 small 2>/dev/null || xrandr --newmode small 63.5 1024 1072 1176 1328 768 771 775 798 &&
        xrandr --addmode DUMMY1 small && xrandr --output DUMMY1 --mode small --right-of DUMMY0
}
unplug() { xrandr --output DUMMY1 --off; }
second_is_there() { xrandr | grep -q '^DUMMY1 .*1024x768+1280+0'; }
plug >/dev/null 2>&1 && second_is_there ||
    skip "This X server's dummy driver has no second output, so nothing was tried with several monitors."

file=$HOME/board.waymark
"$WAYMARK" new "$file" --template winter-jacket >/dev/null
look "$file"
start "$file" --audience DUMMY1

audience_there() { audience=$(xdotool search --all --pid "$program" --name '^Waymark – audience$') && [[ -n $audience ]]; }
# lies WINDOW WIDTHxHEIGHT+X+Y
lies() {
    place=$(xwininfo -id "$1" | awk '/Absolute upper-left X/ { x = $NF } /Absolute upper-left Y/ { y = $NF }
        /^ *Width:/ { w = $NF } /^ *Height:/ { h = $NF } END { printf "%dx%d+%d+%d", w, h, x, y }')
    [[ $place == $2 ]]
}
# within WINDOW: all of it on the first monitor.
within() {
    lies "$1" '*' || return 1
    local numbers=(${place//[x+]/ })
    ((numbers[2] >= 0 && numbers[3] >= 0 && numbers[0] + numbers[2] <= 1280 && numbers[1] + numbers[3] <= 800))
}
says() { grep -qF "$1" "$log"; }

until_so "there is a window for the audience" audience_there
window=$(xdotool search --pid "$program" --class waymark | grep -vx "$audience")
until_so "it fills the second monitor" lies "$audience" 1024x768+1280+0
picture filled

# Two fingers on the audience's window zoom its view, and edit nothing. A touch screen lies over all monitors.
over() { printf '%d %d' $(($1 * 1280 / 2304)) "$2"; }
yellow=$("$WAYMARK_BUILD/pixels" "$audience" FFE27A)
has_more() { (($("$WAYMARK_BUILD/pixels" "$audience" FFE27A) > yellow * 3 / 2)); }
fingers down 1 $(over 1400 150)
fingers down 2 $(over 1560 150)
fingers glide 10 8 1 $(over 1320 150) 2 $(over 1640 150)
fingers up 1 2
settle
picture pinched
expect "its notes are larger" has_more
expect "nothing is edited" title_is "Winter jacket – Waymark"

# The cable is pulled while a note is dragged.
note=($(place note 42)) cell=($(place cell 79 14))
xdotool mousemove "${note[@]}" mousedown 1 mousemove $((note[0] + 40)) $((note[1] + 20)) mousemove $((note[0] + 90)) $((note[1] + 40))
unplug
until_so "it is said" says "The monitor DUMMY1 has gone"
until_so "the audience's window is within reach" within "$audience"
expect "the facilitator's window is where it was" lies "$window" '1280x800+0+0'
xdotool mousemove $(((note[0] + cell[0]) / 2)) $(((note[1] + cell[1]) / 2)) mousemove "${cell[@]}" mousemove "${cell[@]}"
sleep 0.2
xdotool mouseup 1
until_so "the drag ended in an edit" title_is "• Winter jacket – Waymark"
picture unplugged

# Plugged in again: the audience's window goes back to it.
plug >/dev/null 2>&1
until_so "it is said" says "The monitor DUMMY1 is there."
until_so "it fills the second monitor again" lies "$audience" 1024x768+1280+0
settle

# The facilitator's own window is on the monitor that goes; once as a window, once filling it.
xdotool windowfocus "$window"
keys shift+F11
xdotool windowmove "$window" 1300 0
until_so "it has been moved" lies "$window" '1280x800+1300+0'
unplug
until_so "it has come back" within "$window"
plug >/dev/null 2>&1
until_so "the monitor is back" second_is_there
xdotool windowmove "$window" 1300 0
until_so "it has been moved" lies "$window" '*+1300+0'
settle
keys F11
until_so "it fills the second monitor" lies "$window" 1024x768+1280+0
unplug
until_so "it fills the one that is left" lies "$window" 1280x800+0+0
settle
keys F11
until_so "and is a window again" within "$window"
settle
keys ctrl+s
until_so "the session is in its file" title_is "Winter jacket – Waymark"
keys ctrl+q
until_so "it closes" is_gone
expect "it ended well" wait "$program"
"$WAYMARK" json "$file" >"$folder/session.json"
stage_of_note() { grep -A6 '"id": 42,' "$folder/session.json" | sed -n 's/.*"stage": \([0-9]*\).*/\1/p'; }
expect "the note is where it was moved to" test "$(stage_of_note)" = 79
