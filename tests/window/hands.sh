# A display with real fingers and a real pen: an X server whose screen is made up (`dummy`) and whose devices do what a
# test says (`inputtest`). Sourced by window.sh for the scripts that set real_hands=yes. Each device takes one connection
# in its life, so a program (`fingers`) stays with it and takes commands.

devices=(touch0 touch1 pen eraser mouse)

start_server() {
    local xorg modules= place device
    for xorg in /usr/lib/xorg/Xorg /usr/libexec/Xorg /usr/lib64/xorg/Xorg none; do [[ ! -x $xorg ]] || break; done
    [[ $xorg != none ]] || skip "Xorg is not installed (package xserver-xorg-core), so nothing was tried with real fingers."
    for place in /usr/lib/xorg/modules /usr/lib64/xorg/modules; do [[ ! -d $place ]] || modules=$place; done
    [[ -e $modules/input/inputtest_drv.so ]] ||
        skip "The X server's driver inputtest is not installed (package xserver-xorg-core), so nothing was tried with real fingers."
    [[ -e $modules/drivers/dummy_drv.so ]] ||
        skip "The X server's driver dummy is not installed (package xserver-xorg-video-dummy), so nothing was tried with real fingers."
    mkdir "$folder/no-more-configuration"
    server_configuration >"$folder/xorg.conf"
    # -noreset: a server that begins anew with each client hangs when it is to end.
    "$xorg" -displayfd 3 -config "$folder/xorg.conf" -configdir "$folder/no-more-configuration" -logfile "$folder/xorg.log" \
        -noreset -novtswitch -sharevts -nolisten tcp 3>"$folder/display" >"$folder/server.log" 2>&1 &
    server=$!
}

# input NAME TYPE: a device, with a socket of the name's first word.
input() {
    printf 'Section "InputDevice"\n Identifier "%s"\n Driver "inputtest"\n Option "SocketPath" "%s"\n' "$1" "$folder/${3:-${1%% *}}.socket"
    printf ' Option "DeviceType" "%s"\n Option "TouchCount" "20"\nEndSection\n' "$2"
}

# The mode's numbers make no difference, but the driver must think that a monitor would show it: a wide blank, a clock it can do.
server_configuration() {
    local width=${size%x*} height=${size#*x}
    printf 'Section "ServerFlags"\n Option "AutoAddDevices" "off"\n Option "AutoAddGPU" "off"\n Option "BlankTime" "0"\nEndSection\n'
    input touch0 Touch
    input touch1 Touch
    input "pen stylus" PointerAbsoluteProximity
    input "pen eraser" PointerAbsoluteProximity eraser # its other end: both are one pen
    input keyboard Keyboard
    input mouse PointerAbsolute
    printf 'Section "Device"\n Identifier "card"\n Driver "dummy"\n VideoRam 262144\nEndSection\n'
    printf 'Section "Monitor"\n Identifier "monitor"\n HorizSync 5.0 - 1000.0\n VertRefresh 5.0 - 200.0\n'
    printf ' ModeLine "mode" 150 %d %d %d %d %d %d %d %d\nEndSection\n' \
        "$width" $((width + 100)) $((width + 260)) $((width + 400)) "$height" $((height + 3)) $((height + 8)) $((height + 30))
    printf 'Section "Screen"\n Identifier "screen"\n Device "card"\n Monitor "monitor"\n DefaultDepth 24\n'
    printf ' SubSection "Display"\n  Depth 24\n  Modes "mode"\n  Virtual %d %d\n EndSubSection\nEndSection\n' "$width" "$height"
    printf 'Section "ServerLayout"\n Identifier "layout"\n Screen "screen"\n InputDevice "keyboard" "CoreKeyboard"\n InputDevice "mouse" "CorePointer"\n'
    printf ' InputDevice "%s"\n' touch0 touch1 "pen stylus" "pen eraser"
    printf 'EndSection\n'
}

declare -A to from hand_programs
hands_on() {
    local device
    for device in "${devices[@]}"; do hand_on "$device"; done
}
# hand_on DEVICE: begins to lead it, or begins again.
hand_on() {
    local kind=pen write read
    [[ $1 != touch* ]] || kind=touch
    end "${hand_programs[$1]:-}"
    rm -f "$folder/$1".{to,from}
    mkfifo "$folder/$1".{to,from}
    "$WAYMARK_BUILD/fingers" "$folder/$1.socket" "$kind" "$size" <"$folder/$1.to" >"$folder/$1.from" &
    hand_programs[$1]=$!
    exec {write}>"$folder/$1.to" {read}<"$folder/$1.from"
    to[$1]=$write from[$1]=$read
    answered "$1" || fail "The device $1 does not answer."
}
# The server first: it would go on reading from a device that nobody leads any more.
hands_off() {
    local i
    kill "$server" 2>/dev/null || true
    for ((i = 0; i < 50; ++i)); do
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    kill -KILL "$server" 2>/dev/null || true # it has been seen to hang at its end
    end "$server"
    server=
    local program
    for program in "${hand_programs[@]}"; do end "$program"; done
}
answered() {
    local answer
    read -r -t 30 answer <&"${from[$1]}"
}

# by DEVICE COMMAND…: as `fingers` knows it; when it returns the X server has done it.
by() {
    local device=$1
    shift
    printf '%s\n' "$*" >&"${to[$device]}"
    answered "$device" || fail "The device $device did not do: $*" 2
}
fingers() { by touch0 "$@"; }
pen() { by pen "$@"; }
eraser() { by eraser "$@"; }
mouse() { by mouse "$@"; }
# lift ID…: as who aims lets go: after a rest, or what is held would fly on.
lift() {
    sleep 0.2
    fingers up "$@"
}
# tap ID X Y
tap() {
    fingers down "$@"
    fingers up "$1"
}
