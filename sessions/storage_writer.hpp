#pragma once
#include "sessions/storage_fields.hpp"
#include "sessions/storage_frames.hpp"
#include "sessions/storage_records.hpp"

#include <algorithm>
#include <map>
#include <ostream>
#include <streambuf>
#include <utility>

/// Objects of the model as framed records: in a session's file and in its journal.
namespace waymark {

/// cereal writes to a stream; this one is a string, which can neither be full nor fail silently.
class StringBuffer : public std::streambuf {
public:
    explicit StringBuffer(std::string& out) : out_{out} {}

private:
    std::streamsize xsputn(const char* bytes, std::streamsize size) override {
        out_.append(bytes, static_cast<std::size_t>(size));
        return size;
    }
    int_type overflow(int_type byte) override {
        out_.push_back(traits_type::to_char_type(byte));
        return byte;
    }
    std::string& out_;
};

/// Appends framed records to a string.
class RecordWriter {
public:
    /// Unread tails of objects that `session` keeps are written back with their objects.
    RecordWriter(std::string& out, const Session& session) : out_{out}, buffer_{out}, stream_{&buffer_} {
        for (const KeptBytes& kept : session.kept)
            if (find_kind(kept.type)) tails_.emplace(std::pair{kept.type, kept.id}, &kept);
    }

    /// `number` is the object's own, for its tail; `fields` are what the record holds.
    template <class... Fields> void add(RecordType type, std::uint64_t number, const Fields&... fields) {
        const std::size_t frame = open_frame(out_);
        write(fields...);
        std::uint32_t version = kind_of(type).version;
        if (const auto tail = tails_.find({static_cast<std::uint32_t>(type), number}); tail != tails_.end()) {
            out_ += tail->second->bytes;
            version = std::max(version, tail->second->version);
        }
        close_frame(out_, frame, static_cast<std::uint32_t>(type), version);
        ++count_;
    }

    /// Each object of a list of shared ones; `journey` is the one they belong to, or nothing.
    template <class... Journey> void add_list(const auto& list, const Journey&... journey) {
        for (const auto& object : list)
            add(record_type<std::decay_t<decltype(*object)>>, number_of(*object), journey..., *object);
    }

    /// A record that only journals have.
    template <class... Fields> void add_journal(JournalRecord type, const Fields&... fields) {
        const std::size_t frame = open_frame(out_);
        write(fields...);
        close_frame(out_, frame, static_cast<std::uint32_t>(type), journal_record_version);
        ++count_;
    }

    void add_unknown(const KeptBytes& kept) {
        const std::size_t frame = open_frame(out_);
        out_ += kept.bytes;
        close_frame(out_, frame, kept.type, kept.version);
        ++count_;
    }

    std::uint64_t count() const { return count_; }

private:
    template <class... Fields> void write(const Fields&... fields) {
        using Archive = cereal::PortableBinaryOutputArchive;
        Archive archive{stream_, Archive::Options::LittleEndian()};
        archive(fields...);
    }

    std::string& out_;
    StringBuffer buffer_;
    std::ostream stream_;
    std::map<std::pair<std::uint32_t, std::uint64_t>, const KeptBytes*> tails_;
    std::uint64_t count_ = 0;
};

} // namespace waymark
