#pragma once

namespace waymark {

/// The whole program: reads the arguments and runs the board or a headless command. The process's exit
/// status: 0 done, 1 could not, 2 wrong usage. Results go to stdout, messages to stderr.
int command_line(int argc, const char* const* argv);

} // namespace waymark
