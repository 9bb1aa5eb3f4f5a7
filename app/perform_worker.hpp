#pragma once
#include "sessions/result.hpp"

#include <exception>
#include <string>

namespace waymark {

/// What a worker does that writes a file: a failure becomes a sentence; nothing is thrown into a frame.
template <class T, class Work> Result<T> without_throwing(const std::string& path, Work work) {
    try {
        return work();
    } catch (const std::exception& problem) {
        return Error{ErrorKind::input_output, path,
                     "Writing " + path + " failed (" + problem.what() +
                         "); your work is still on the board, try again."};
    }
}

} // namespace waymark
