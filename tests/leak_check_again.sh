#!/usr/bin/env bash
# leak_check_again.sh PROGRAM [ARGUMENTS]: a test program under AddressSanitizer.
# LeakSanitizer stops all threads at exit and reads their stacks; now and then its own tracer dies of a thread of the
# graphics driver that is just leaving. Only then, with all tests of the program passed, is the program run again.
for _ in 1 2 3; do
    output=$("$@" 2>&1)
    status=$?
    [[ $output == *"LeakSanitizer has encountered a fatal error"* && $output != *"[  FAILED  ]"* &&
        $output != *"SUMMARY: "* ]] || break
done
printf '%s\n' "$output"
exit "$status"
