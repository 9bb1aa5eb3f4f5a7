#include "sessions/timeline.hpp"

#include "sessions/edit.hpp"
#include "sessions/flaws.hpp"
#include "sessions/image_hash.hpp"
#include "tests/sessions/faulty_files.hpp"
#include "tests/sessions/random_edits.hpp"
#include "tests/sessions/rich_session.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <set>

namespace waymark {
namespace {

constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms, day_ms = 24 * hour_ms;
constexpr std::int64_t noon = 1'800'000'000'000;

Moment at(std::int64_t time_ms, MomentKind kind = MomentKind::minute, std::string name = {}) {
    return {time_ms, kind, std::move(name), {}, 0};
}

Session with_title(Session session, const std::string& title) {
    session.title = title;
    return session;
}

Session without_pictures() {
    Session session = rich_session();
    session.images.clear();
    for (Shared<Journey>& shared : session.journeys) {
        Journey journey = *shared;
        journey.pictures.clear(), journey.connectors.clear();
        shared = std::move(journey);
    }
    for (Shared<Persona>& shared : session.personas) {
        Persona persona = *shared;
        persona.picture = {};
        shared = std::move(persona);
    }
    return session;
}

void write_all(Files& files, const std::string& folder,
               const std::vector<std::pair<Moment, Session>>& moments) {
    TimelineWriter writer{files, folder};
    for (const auto& [moment, session] : moments) ASSERT_TRUE(writer.add(moment, session));
}

std::vector<std::string> titles(Files& files, const std::string& folder, const SessionId& id) {
    std::vector<std::string> found;
    for (const Moment& moment : moments_in(files, folder)) {
        const Result<PastSession> session = session_at(files, folder, moment, id);
        found.push_back(session ? session->session.title : "(" + session.error().sentence + ")");
    }
    return found;
}

TEST(timeline, gives_back_each_moment_as_it_was) {
    const ScratchFolder folder;
    test::RandomEdits edits{20261125};
    Session session = rich_session();
    std::vector<Session> were;
    {
        TimelineWriter writer{system_files(), folder.path()};
        for (int i = 0; i < 200; ++i) { // over several whole ones
            const Id journey = edits.journey(session);
            session = edited(std::move(session), journey, edits.next(session, journey));
            ASSERT_TRUE(writer.add(at(noon + i * minute_ms, MomentKind::saved), session));
            were.push_back(session);
        }
    }
    const std::vector<Moment> moments = moments_in(system_files(), folder.path());
    ASSERT_EQ(moments.size(), were.size());
    for (std::size_t i = 0; i < moments.size(); i += 7) {
        const Result<PastSession> then = session_at(system_files(), folder.path(), moments[i], session.id);
        ASSERT_TRUE(then) << then.error().sentence;
        EXPECT_EQ(flaws(then->session), std::vector<std::string>{});
        EXPECT_TRUE(then->session == were[i]) << "moment " << i;
    }
}

TEST(timeline, leaves_out_minutes_in_which_nothing_changed) {
    const ScratchFolder folder;
    const Session session = rich_session();
    write_all(system_files(), folder.path(),
              {{at(noon), session}, {at(noon + 1), session}, {at(noon + 2, MomentKind::saved), session}});
    EXPECT_EQ(moments_in(system_files(), folder.path()).size(), 2u);
}

TEST(timeline, keeps_the_bytes_of_a_picture_once) {
    const ScratchFolder folder;
    const Session session = rich_session();
    ASSERT_FALSE(session.images.empty());
    write_all(system_files(), folder.path(),
              {{at(noon), session},
               {at(noon + 1), with_title(session, "a")},
               {at(noon + 2), with_title(session, "b")}});
    std::size_t images = 0;
    const std::vector<std::string> names = *system_files().names(folder.path());
    for (const std::string& name : names) images += name.ends_with(".image");
    EXPECT_EQ(images, session.images.size());
    const Moment last = moments_in(system_files(), folder.path()).back();
    EXPECT_TRUE(session_at(system_files(), folder.path(), last, session.id)->session ==
                with_title(session, "b"));
}

TEST(timeline, is_empty_where_there_is_nothing) {
    const ScratchFolder folder;
    EXPECT_TRUE(moments_in(system_files(), folder / "nowhere").empty());
    EXPECT_FALSE(session_at(system_files(), folder.path(), at(noon), SessionId{}));
}

/// A bit flipped anywhere: what is listed can be read and is exactly as it was.
TEST(timeline, never_shows_a_moment_that_is_damaged) {
    const ScratchFolder folder;
    const Session session = without_pictures();
    std::vector<std::string> expected{"a", "b", "c"};
    write_all(system_files(), folder.path(),
              {{at(noon), with_title(session, "a")},
               {at(noon + 1), with_title(session, "b")},
               {at(noon + 2), with_title(session, "c")}});
    const std::string file = folder / moments_in(system_files(), folder.path()).front().file;
    const std::string bytes = *system_files().read(file, 1 << 30);
    std::size_t shown = 0;
    for (std::size_t i = 0; i < bytes.size(); i += 13) {
        std::string damaged = bytes;
        damaged[i] = static_cast<char>(damaged[i] ^ (1 << (i % 8)));
        ASSERT_TRUE(system_files().remove(file));
        Result<std::unique_ptr<WritableFile>> out = system_files().create(file, 0600);
        ASSERT_TRUE(out && (*out)->append(damaged) && (*out)->close());
        for (const Moment& moment : moments_in(system_files(), folder.path())) {
            const Result<PastSession> then = session_at(system_files(), folder.path(), moment, session.id);
            ASSERT_TRUE(then);
            ASSERT_EQ(then->session.title, expected.at(static_cast<std::size_t>(moment.time_ms - noon)))
                << "byte " << i;
            ++shown;
        }
    }
    EXPECT_GT(shown, 0u) << "what lies before the damage is not lost";
}

TEST(timeline, after_an_error_goes_on_in_another_file) {
    const ScratchFolder folder;
    const Session session = rich_session();
    for (std::size_t fail_at = 1; fail_at < 60; ++fail_at) {
        const std::string below = folder / std::to_string(fail_at);
        ASSERT_TRUE(system_files().make_folder(below, 0700));
        FaultyFiles files{system_files()};
        files.fail_at = fail_at;
        std::vector<std::string> written;
        {
            TimelineWriter writer{files, below};
            for (int i = 0; i < 8; ++i) {
                const std::string title = std::to_string(i);
                if (writer.add(at(noon + i), with_title(session, title))) written.push_back(title);
            }
        }
        files.fail_at = 0;
        EXPECT_GE(written.size(), 7u);
        EXPECT_EQ(titles(files, below, session.id), written) << "operation " << fail_at;
    }
}

TEST(worth_keeping, thins_out_by_age_and_keeps_what_has_a_name_or_was_saved_of_late) {
    std::vector<Moment> moments;
    const std::int64_t now = noon;
    moments.push_back(at(now - 900 * day_ms, MomentKind::named, "long ago"));
    moments.push_back(at(now - 800 * day_ms));
    for (int i = 0; i < 10; ++i) moments.push_back(at(now - 300 * day_ms + i * hour_ms));
    for (int i = 0; i < 5; ++i) moments.push_back(at(now - 20 * day_ms + i, MomentKind::saved));
    for (int i = 0; i < 180; ++i) moments.push_back(at(now - 30 * hour_ms + i * minute_ms));
    for (int i = 0; i < 240; ++i) moments.push_back(at(now - 4 * hour_ms + i * minute_ms));
    const std::vector<std::size_t> kept = worth_keeping(moments, now);
    std::map<std::string, int> counts;
    for (const std::size_t i : kept) {
        const std::int64_t age = now - moments[i].time_ms;
        ++counts[moments[i].kind == MomentKind::named   ? "named"
                 : moments[i].kind == MomentKind::saved ? "saved"
                 : age > 365 * day_ms                   ? "older"
                 : age > 7 * day_ms                     ? "daily"
                 : age > 8 * hour_ms                    ? "hourly"
                                                        : "minutes"];
    }
    EXPECT_EQ(counts["named"], 1);
    EXPECT_EQ(counts["saved"], 3);
    EXPECT_EQ(counts["older"], 0);
    EXPECT_GE(counts["daily"], 1);
    EXPECT_LE(counts["daily"], 2);
    EXPECT_GE(counts["hourly"], 3);
    EXPECT_LE(counts["hourly"], 4);
    EXPECT_EQ(counts["minutes"], 240);
    EXPECT_TRUE(std::ranges::is_sorted(kept));
}

TEST(thin_out, leaves_what_is_worth_keeping_as_it_was) {
    const ScratchFolder folder;
    const Session session = rich_session();
    std::vector<std::pair<Moment, Session>> old;
    for (int i = 0; i < 150; ++i)
        old.emplace_back(at(noon + i * minute_ms, i == 70 ? MomentKind::named : MomentKind::minute,
                            i == 70 ? "lunch" : ""),
                         with_title(session, std::to_string(i)));
    write_all(system_files(), folder.path(), old);
    const std::int64_t now = noon + 3 * day_ms;
    const std::vector<Moment> before = moments_in(system_files(), folder.path());
    std::vector<std::string> expected;
    for (const std::size_t i : worth_keeping(before, now)) expected.push_back(std::to_string(i));
    thin_out(system_files(), folder.path(), session.id, now);
    EXPECT_EQ(titles(system_files(), folder.path(), session.id), expected);
    const Moment last = moments_in(system_files(), folder.path()).back();
    EXPECT_TRUE(session_at(system_files(), folder.path(), last, session.id)->session == old.back().second);
    const std::vector<std::string> names = *system_files().names(folder.path());
    thin_out(system_files(), folder.path(), session.id, now);
    EXPECT_EQ(*system_files().names(folder.path()), names) << "a second time there is nothing left to do";
}

TEST(thin_out, leaves_alone_what_cannot_be_read_just_now) {
    const ScratchFolder folder;
    const Session session = rich_session();
    std::vector<std::pair<Moment, Session>> old;
    for (int i = 0; i < 100; ++i)
        old.emplace_back(at(noon + i * minute_ms), with_title(session, std::to_string(i)));
    write_all(system_files(), folder.path(), old);
    const std::vector<std::string> before = titles(system_files(), folder.path(), session.id);
    for (std::size_t fail_at = 1; fail_at < 14; ++fail_at) {
        FaultyFiles files{system_files()};
        files.fail_at = fail_at, files.for_ever = true;
        thin_out(files, folder.path(), session.id, noon + 3 * day_ms);
        const std::vector<std::string> after = titles(system_files(), folder.path(), session.id);
        ASSERT_GE(after.size(), 2u) << "operation " << fail_at;
        ASSERT_EQ(after.back(), before.back()) << "operation " << fail_at;
        for (const Moment& moment : moments_in(system_files(), folder.path())) {
            const Result<PastSession> then = session_at(system_files(), folder.path(), moment, session.id);
            ASSERT_TRUE(then && then->session.images == session.images) << "operation " << fail_at;
        }
    }
}

TEST(thin_out, is_bounded_in_size_by_giving_up_the_oldest) {
    const ScratchFolder folder;
    Session session = without_pictures();
    for (int run = 0; run < 6; ++run)
        write_all(system_files(), folder.path(),
                  {{at(noon + run * minute_ms, run == 0 ? MomentKind::named : MomentKind::minute, "first"),
                    with_title(session, std::to_string(run))}});
    std::uint64_t size = 0;
    for (const Moment& moment : moments_in(system_files(), folder.path()))
        size = std::max(size, system_files().stamp(folder / moment.file)->size);
    thin_out(system_files(), folder.path(), session.id, noon + hour_ms, 2 * size + size / 2);
    EXPECT_EQ(titles(system_files(), folder.path(), session.id), (std::vector<std::string>{"0", "4", "5"}));
}

Image picture(std::size_t bytes, char seed) {
    Image image;
    image.bytes = std::string(bytes, seed);
    image.hash = hash_of(*image.bytes);
    image.width = image.height = 1;
    return image;
}

std::size_t pictures_in(const ScratchFolder& folder) {
    std::size_t count = 0;
    const std::vector<std::string> names = *system_files().names(folder.path());
    for (const std::string& name : names) count += name.ends_with(".image");
    return count;
}

TEST(thin_out, pictures_take_room_once_however_many_moments_have_them) {
    constexpr std::size_t large = 1 << 20;
    const ScratchFolder folder;
    Session session = without_pictures();
    for (int run = 0; run < 6; ++run) { // each has a picture of its own, and one that all have
        session.images = {picture(large, 'z'), picture(large, static_cast<char>('a' + run))};
        write_all(system_files(), folder.path(),
                  {{at(noon + run * minute_ms), with_title(session, std::to_string(run))}});
    }
    ASSERT_EQ(pictures_in(folder), 7u);
    thin_out(system_files(), folder.path(), session.id, noon + hour_ms, 2 * large + large / 2);
    EXPECT_EQ(titles(system_files(), folder.path(), session.id), (std::vector<std::string>{"3", "4", "5"}));
    EXPECT_EQ(pictures_in(folder), 4u);
}

TEST(timeline, a_picture_that_was_thinned_out_and_comes_back_is_kept_again) {
    const ScratchFolder folder;
    Session session = without_pictures();
    const Session with_picture = [&] {
        Session with = session;
        with.images = {picture(100, 'a')};
        return with;
    }();
    TimelineWriter writer{system_files(), folder.path()};
    ASSERT_TRUE(writer.add(at(noon), with_picture));
    ASSERT_TRUE(writer.add(at(noon + minute_ms), with_title(session, "without")));
    writer.begin_anew();
    thin_out(system_files(), folder.path(), session.id, noon + 400 * day_ms); // only the last moment stays
    ASSERT_EQ(pictures_in(folder), 0u);
    ASSERT_TRUE(writer.add(at(noon + 400 * day_ms, MomentKind::named, "again"), with_picture));
    const Moment last = moments_in(system_files(), folder.path()).back();
    const Result<PastSession> then = session_at(system_files(), folder.path(), last, session.id);
    ASSERT_TRUE(then);
    EXPECT_EQ(then->lost_pictures, 0u);
    EXPECT_TRUE(then->session == with_picture);
}

TEST(thin_out, a_session_of_large_pictures_keeps_its_past) {
    constexpr std::size_t large = 1 << 20;
    const ScratchFolder folder;
    Session session = without_pictures();
    session.images = {picture(large, 'a'), picture(large, 'b'), picture(large, 'c')};
    for (int run = 0; run < 4; ++run)
        write_all(system_files(), folder.path(),
                  {{at(noon + run * minute_ms), with_title(session, std::to_string(run))}});
    thin_out(system_files(), folder.path(), session.id, noon + hour_ms, large);
    EXPECT_EQ(titles(system_files(), folder.path(), session.id),
              (std::vector<std::string>{"0", "1", "2", "3"}))
        << "nothing would be gained: its pictures are those of the session";
}

TEST(timeline, begins_a_new_file_when_new_pictures_have_filled_one) {
    const ScratchFolder folder;
    Session session = without_pictures();
    std::vector<std::pair<Moment, Session>> moments;
    for (int i = 0; i < 6; ++i) {
        session.images = {picture(timeline_file_limit / 3, static_cast<char>('a' + i))};
        moments.emplace_back(at(noon + i * minute_ms), with_title(session, std::to_string(i)));
    }
    write_all(system_files(), folder.path(), moments);
    std::set<std::string> files;
    for (const Moment& moment : moments_in(system_files(), folder.path())) files.insert(moment.file);
    EXPECT_GE(files.size(), 2u) << "or all of it would have to be given up together";
}

TEST(timeline, says_how_many_pictures_are_lost_but_for_those_at_hand) {
    const ScratchFolder folder;
    const Session session = rich_session();
    write_all(system_files(), folder.path(), {{at(noon), session}});
    const std::vector<std::string> names = *system_files().names(folder.path());
    for (const std::string& name : names) {
        if (!name.ends_with(".image")) continue;
        ASSERT_TRUE(system_files().remove(folder / name));
    }
    const Moment moment = moments_in(system_files(), folder.path()).front();
    const Result<PastSession> lost = session_at(system_files(), folder.path(), moment, session.id);
    ASSERT_TRUE(lost);
    EXPECT_EQ(lost->lost_pictures, session.images.size());
    EXPECT_EQ(flaws(lost->session), std::vector<std::string>{});
    const Result<PastSession> whole =
        session_at(system_files(), folder.path(), moment, session.id, session.images);
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->lost_pictures, 0u);
    EXPECT_TRUE(whole->session == session);
}

/// Whatever has failed the first time, and left half a file.
TEST(timeline, a_moment_that_found_no_room_is_written_when_there_is_some) {
    for (std::size_t operation = 1; operation <= 6; ++operation) {
        MemoryFiles disk;
        FaultyFiles files{disk};
        TimelineWriter writer{files, "past"};
        const Session session = rich_session();
        const Moment moment{5, MomentKind::named, "As agreed", {}, 0};
        files.kind = ErrorKind::disk_full;
        files.fail_at = operation;
        const bool written = static_cast<bool>(writer.add(moment, session));
        files.fail_at = 0;
        EXPECT_TRUE(written || writer.add(moment, session)) << operation;
        const std::vector<Moment> moments = moments_in(files, "past");
        ASSERT_EQ(moments.size(), 1u) << operation;
        EXPECT_EQ(moments[0].name, "As agreed");
    }
}

} // namespace
} // namespace waymark
