#include "app/bench_board.hpp"
#include "sessions/storage.hpp"

#include <cstdio>
#include <cstdlib>

/// `big_board FILE NOTES`: the made board of `waymark bench` as a file, for measuring in a window.
int main(int count, char** words) {
    if (count != 3) return std::fputs("big_board FILE NOTES\n", stderr), 2;
    const auto saved = waymark::save_session(waymark::system_files(), words[1],
                                             waymark::made_board(std::atoi(words[2])), 0, nullptr);
    if (saved) return 0;
    std::fprintf(stderr, "%s\n", saved.error().sentence.c_str());
    return 1;
}
