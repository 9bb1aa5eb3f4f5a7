#include "app/keeper.hpp"
#include "sessions/templates.hpp"
#include "tests/sessions/faulty_files.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

/// One slow write, which a busy machine brings as well as a slow drive: from then on another thread writes.
namespace waymark::testing {
namespace {

class HiccupFiles : public FaultyFiles {
public:
    HiccupFiles() : FaultyFiles{system_files()} {}
    std::atomic<bool> hiccup = false; ///< the next write takes its time
    std::atomic<int> syncs = 0;
    Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override {
        Result<std::unique_ptr<WritableFile>> file = FaultyFiles::create(path, mode);
        if (!file) return file;
        return std::unique_ptr<WritableFile>{std::make_unique<Hiccuping>(*this, std::move(file).value())};
    }

private:
    struct Hiccuping : PassingFile {
        Hiccuping(HiccupFiles& o, std::unique_ptr<WritableFile> f) : PassingFile{std::move(f)}, owner{o} {}
        HiccupFiles& owner;
        Result<Done> append(std::string_view bytes) override {
            if (owner.hiccup.exchange(false)) std::this_thread::sleep_for(std::chrono::milliseconds{60});
            return file->append(bytes);
        }
        Result<Done> sync() override {
            ++owner.syncs;
            return file->sync();
        }
    };
};

/// Renames the session and waits until that would outlive the program: how many syncs it took.
int syncs_until_kept(HiccupFiles& files, Keeper& keeper, Session& session, int number) {
    const int before = files.syncs;
    session.title = "Winter " + std::to_string(number);
    keeper.write(session, static_cast<std::uint64_t>(number));
    while (keeper.written_number() != keeper.number()) std::this_thread::yield();
    return files.syncs - before;
}

} // namespace

/// Were it written with the next sync only, a program that is killed would lose all frames until then.
TEST(keeper_hiccup, what_the_board_does_not_write_itself_is_written_without_waiting_for_the_next_sync) {
    const ScratchFolder folder;
    HiccupFiles files;
    Keeper keeper{files, folder / "state"};
    JournalStart start;
    start.session = *session_from_template("winter-jacket", SessionId{1});
    Session session = start.session;
    keeper.begin(std::move(start), {});
    ASSERT_TRUE(keeper.is_keeping());
    int fewest = 1000;
    for (int round = 0; round < 20 && fewest > 0; ++round) { // a sync may be due just then, but not always
        files.hiccup = true;
        syncs_until_kept(files, keeper, session, 10 * round + 1);
        const int first = syncs_until_kept(files, keeper, session, 10 * round + 2);
        fewest = std::min(fewest, first + syncs_until_kept(files, keeper, session, 10 * round + 3));
        for (int i = 4; i < 8; ++i)
            syncs_until_kept(files, keeper, session, 10 * round + i); // it is trusted again
    }
    EXPECT_EQ(fewest, 0);
}

} // namespace waymark::testing
