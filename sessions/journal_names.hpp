#pragma once
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

/// What the files in a journal's folder are called.
namespace waymark {

inline constexpr const char* lock_name = "lock";
inline constexpr const char* snapshot_name = "snapshot.waymark";
inline constexpr const char* older_snapshot_name = "snapshot.waymark.bak";
inline constexpr const char* damaged_snapshot_name = "snapshot.damaged";
inline constexpr const char* new_snapshot_name = "snapshot.new";
inline constexpr const char* closed_ending = ".closed"; ///< of a folder that is being removed

/// Whether a file was put aside because parts of it cannot be read.
inline bool is_put_aside(std::string_view name) { return name.find(".damaged") != std::string_view::npos; }

inline std::string segment_name(std::uint64_t number) {
    char name[40];
    std::snprintf(name, sizeof name, "journal-%08llu.wal", static_cast<unsigned long long>(number));
    return name;
}

/// The number of a segment by its file's name; nothing when it is not one.
inline std::optional<std::uint64_t> segment_of(std::string_view name) {
    constexpr std::string_view begin = "journal-", end = ".wal";
    if (!name.starts_with(begin) || !name.ends_with(end) || name.size() <= begin.size() + end.size())
        return std::nullopt;
    name.remove_prefix(begin.size());
    name.remove_suffix(end.size());
    std::uint64_t number = 0;
    const auto [rest, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error != std::errc{} || rest != name.data() + name.size()) return std::nullopt;
    return number;
}

} // namespace waymark
