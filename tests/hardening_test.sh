#!/usr/bin/env bash
# hardening_test.sh PROGRAM: whether the program that was built has all the hardening that CMakeLists.txt wants, and every
# one of our files was compiled with it. First shows that a program without is refused.
set -euo pipefail
program=$1

# lacks PROGRAM: one line for each thing that is missing.
lacks() {
    local head segments dynamic symbols
    head=$(readelf -hW "$1") segments=$(readelf -lW "$1") dynamic=$(readelf -dW "$1")
    symbols=$(readelf --dyn-syms -W "$1")
    [[ $head =~ Type:\ +DYN ]] || echo "its place in memory is fixed (no PIE)"
    [[ $segments == *GNU_RELRO* ]] || echo "its tables stay writable (no RELRO)"
    [[ $dynamic =~ FLAGS.*(BIND_)?NOW ]] || echo "its tables are filled late (no -z now)"
    [[ $segments =~ GNU_STACK.*\ RW\ + ]] || echo "its stack can be run"
    [[ $symbols == *__stack_chk_fail* ]] || echo "its stack is not guarded"
    [[ $symbols =~ __[a-z]+_chk@ ]] || echo "calls to the C library are not checked (no FORTIFY)"
}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo 'int main(void) { return 0; }' >"$folder/bare.c"
cc -no-pie -fno-stack-protector -fcf-protection=none -U_FORTIFY_SOURCE -Wl,-z,norelro,-z,lazy,-z,execstack \
    "$folder/bare.c" -o "$folder/bare"
wanted=6
found=$(lacks "$folder/bare" | wc -l)
((found == wanted)) || { echo "Of a program without any hardening only $found of $wanted things were noticed."; exit 1; }

missing=$(lacks "$program")
[[ ! $missing ]] || { printf '%s: %s\n' "$program" "$missing"; exit 1; }

# What cannot be seen in the program: flags that every file of ours must have had. (Debian's own start files come without
# -fcf-protection, so that the program as a whole cannot say that it has it.)
flags='_GLIBCXX_ASSERTIONS _FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection -fcf-protection'
python3 - "$WAYMARK_BUILD/compile_commands.json" $flags <<'PYTHON'
import json, re, sys
with open(sys.argv[1], encoding="utf-8") as file:
    commands = json.load(file)
ours = [one for one in commands if re.search(r"CMakeFiles/(waymark_(sessions|render|app|assets)|waymark|imgui)\.dir", one["command"])]
assert len(ours) > 100, f"only {len(ours)} of our files are known"
for one in ours:
    for flag in sys.argv[2:]:
        assert flag in one["command"], f"{one['file']} was compiled without {flag}"
print(f"The program and {len(ours)} files of it have all the hardening there is.")
PYTHON
