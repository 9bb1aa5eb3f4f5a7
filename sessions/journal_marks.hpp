#pragma once
#include "sessions/storage_writer.hpp"

#include <chrono>
#include <cstdint>

/// What the parts of the journal that write have in common.
namespace waymark {

/// A write for which the board has had to wait visibly: three frames.
inline constexpr auto slow_write = std::chrono::milliseconds{50};

/// Ends what was done in one frame. `durable`: the last commit that the disk has for sure.
inline void add_commit(RecordWriter& records, std::uint64_t number, std::uint64_t sequence,
                       std::int64_t time_ms, std::uint64_t durable) {
    records.add_journal(JournalRecord::commit, number, sequence, time_ms, durable);
}

} // namespace waymark
