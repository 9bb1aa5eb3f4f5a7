#pragma once
#include "sessions/edit.hpp"
#include "sessions/journal.hpp"
#include "sessions/templates.hpp"
#include "tests/sessions/faulty_files.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>
#include <utility>

namespace waymark {

/// A drive that takes its time for each write while `is_slow`, and during whose operations something else
/// happens once: what another thread would do just then.
class InterruptedFiles : public FaultyFiles {
public:
    using FaultyFiles::FaultyFiles;
    std::atomic<bool> is_slow = false;
    std::function<void()> while_creating, while_appending;
    Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override {
        if (const auto act = std::exchange(while_creating, nullptr)) act();
        Result<std::unique_ptr<WritableFile>> file = FaultyFiles::create(path, mode);
        if (!file) return file;
        return std::unique_ptr<WritableFile>{std::make_unique<Interrupted>(*this, std::move(file).value())};
    }

private:
    struct Interrupted : PassingFile {
        Interrupted(InterruptedFiles& o, std::unique_ptr<WritableFile> f)
            : PassingFile{std::move(f)}, owner{o} {}
        InterruptedFiles& owner;
        Result<Done> append(std::string_view bytes) override {
            if (owner.is_slow) std::this_thread::sleep_for(std::chrono::milliseconds{60});
            if (const auto act = std::exchange(owner.while_appending, nullptr)) act();
            return file->append(bytes);
        }
    };
};

struct KeptSession {
    MemoryFiles disk;
    std::string spare, place;
    InterruptedFiles files;
    Session session = *session_from_template("winter-jacket", SessionId{1});
    std::unique_ptr<Journal> journal;
    std::uint64_t edits = 0;
    std::string text = "Text "; ///< of each edit, with its number behind

    /// In memory, or in this folder.
    explicit KeptSession(std::size_t waiting_limit = 32u << 20, const std::string& folder = {},
                         std::string spare_path = {})
        : spare{std::move(spare_path)},
          place{folder.empty() ? "/state/session" : folder},
          files{folder.empty() ? static_cast<Files&>(disk) : system_files()} {
        disk.in_memory = files.spared = "/run/";
        JournalStart start;
        start.session = session;
        start.waiting_limit = waiting_limit;
        start.spare = spare;
        Result<std::unique_ptr<FileLock>> lock = lock_journal(files, place);
        journal = std::move(Journal::begin(files, place, std::move(lock).value(), start)).value();
    }
    /// Every operation fails from now on.
    void fill_drive() {
        files.kind = ErrorKind::disk_full;
        files.fail_at = files.operations + 1, files.for_ever = true;
    }
    void edit() {
        const Journey& first = *session.journeys.front();
        const SetText set{(*first.notes.begin())->id, text + std::to_string(++edits)};
        session = edited(session, first.id, set);
        journal->write(session, edits, static_cast<std::int64_t>(edits));
    }
    /// As another program finds it.
    Session found() {
        const Result<RecoveredSession> back = recover_session(files, place, spare);
        EXPECT_TRUE(back) << back.error().sentence;
        if (!back) return {};
        EXPECT_EQ(back->damage, std::vector<std::string>{});
        return back->session;
    }
};

} // namespace waymark
