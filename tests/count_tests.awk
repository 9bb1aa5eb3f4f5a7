# What ctest's JUnit file says, in our words: each skipped test with its sentence, and as the last line the count.
# A process may run one test or many: where GoogleTest gave its verdicts they are what is counted, else the process is.
# A process that ended badly without a failed test (a crash, a leak, a time limit) counts as a failed one; one that
# could not be run at all (no program, no such file) too. Set `status` to ctest's own exit status.

function text(line) {
    gsub(/<[^>]*>|^[ \t]+|[ \t]+$/, "", line)
    gsub(/&lt;/, "<", line); gsub(/&gt;/, ">", line); gsub(/&quot;/, "\"", line); gsub(/&amp;/, "\\&", line)
    return line
}

function skip(name) {
    skipped++
    print "skipped: " name
    for (i = 1; i <= said; i++) print "    " words[i]
    said = 0
}

/<testcase / {
    process = $0; sub(/.*<testcase name="/, "", process); sub(/".*/, "", process)
    ran = /status="run"/; broke = /status="fail"/; excused = googletest = 0
    verdicts = failures = said = 0
    running = ""
}
/<skipped message="SKIP_/ { excused = 1 }
/\[==========\] Running / { googletest = 1; next }
/\[ RUN      \]/ { said = 0; running = text($0); sub(/^\[ RUN      \] /, "", running); next }
/\[ .* \] .* ms\)/ { running = "" }
/\[       OK \] .* ms\)/ { passed++; verdicts++; next }
/\[  FAILED  \] .* ms\)/ { failed++; verdicts++; failures++; next }
/\[  SKIPPED \] .* ms\)/ {
    name = text($0); sub(/^\[  SKIPPED \] /, "", name); sub(/ \([0-9]+ ms\)$/, "", name)
    verdicts++
    skip(name)
    next
}
/<\/testcase>/ {
    if (broke && !failures) {
        failed++
        print "ended badly: " process (running == "" ? "" : ", in " running)
    } else if (verdicts || (googletest && ran)) { # all said (GTEST_FILTER can leave a process without a test)
    } else if (ran) passed++
    else if (excused) skip(process)
    else if (!broke) failed++
    next
}
{
    line = text($0)
    if (line != "" && line !~ /^(Running main|Note: |\[|[^ ]*\.cpp:[0-9]+: Skipped)/) words[++said] = line
}
END {
    if (!passed && !failed && !skipped) print "No test was run."
    if ((status || !(passed + skipped)) && !failed) failed = 1
    printf "%d passed, %d failed", passed, failed
    if (skipped) printf ", %d skipped", skipped
    print ""
    exit failed ? 1 : 0
}
