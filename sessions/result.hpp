#pragma once
#include <string>
#include <utility>
#include <variant>

namespace waymark {

/// What kind of thing went wrong; decides what the board offers to do about it.
enum class ErrorKind {
    not_found,    ///< no such file or folder
    not_allowed,  ///< permissions, read-only medium
    disk_full,    ///< no space (or quota) left
    foreign,      ///< not a file of ours at all (also: empty)
    newer,        ///< made by a newer Waymark
    damaged,      ///< ours, but truncated or corrupted
    too_large,    ///< beyond a stated limit
    invalid,      ///< an argument or text that cannot be used
    in_use,       ///< another program holds it
    input_output, ///< any other failure of the system below
};

/// An error as a value: the kind, what it is about (a path, or empty) and one clear sentence
/// that says what happened, where, and what to do.
struct Error {
    ErrorKind kind = ErrorKind::input_output;
    std::string path;
    std::string sentence;
};

/// A path or name as it stands in a sentence.
inline std::string quoted(const std::string& path) { return "“" + path + "”"; }

/// Either a value or an Error. Nothing throws across a layer's border.
template <class T> class [[nodiscard]] Result {
public:
    Result(T value) : either_{std::in_place_index<0>, std::move(value)} {}
    Result(Error error) : either_{std::in_place_index<1>, std::move(error)} {}

    explicit operator bool() const { return either_.index() == 0; }
    const T& value() const& { return std::get<0>(either_); }
    T& value() & { return std::get<0>(either_); }
    T&& value() && { return std::get<0>(std::move(either_)); }
    const T& operator*() const { return value(); }
    const T* operator->() const { return &value(); }
    const Error& error() const { return std::get<1>(either_); }

private:
    std::variant<T, Error> either_;
};

/// For functions that only succeed or fail.
struct Done {
    bool operator==(const Done&) const = default;
};

} // namespace waymark
