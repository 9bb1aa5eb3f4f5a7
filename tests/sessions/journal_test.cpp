#include "sessions/flaws.hpp"
#include "sessions/journal.hpp"
#include "sessions/journal_changes.hpp"
#include "sessions/journal_names.hpp"
#include "sessions/templates.hpp"
#include "tests/sessions/faulty_files.hpp"
#include "tests/sessions/random_edits.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <random>

namespace waymark {
namespace {

/// What comes of applying the records of `changes(before, after)` to `before`.
Session applied(const Session& before, const std::string& records) {
    SessionDraft draft = draft_of(before);
    ChangeReader reader{draft};
    FrameReader frames{records};
    while (const std::optional<Frame> frame = frames.next()) EXPECT_TRUE(reader.apply(*frame));
    Mendings mendings;
    mend(draft, mendings);
    EXPECT_EQ(sentences(mendings), std::vector<std::string>{});
    return built(std::move(draft));
}

Session template_session(const char* name) { return *session_from_template(name, SessionId{1}); }

std::size_t notes_of(const Session& session) { return session.journeys.front()->notes.size(); }

Edit text_edit(const Session& session, const std::string& text) {
    return SetText{(*session.journeys.front()->notes.begin())->id, text};
}

std::unique_ptr<Journal> begun(Files& files, const std::string& folder, JournalStart start) {
    Result<std::unique_ptr<FileLock>> lock = lock_journal(files, folder);
    if (!lock) return nullptr;
    Result<std::unique_ptr<Journal>> journal =
        Journal::begin(files, folder, std::move(lock).value(), std::move(start));
    return journal ? std::move(journal).value() : nullptr;
}

// --- changes

TEST(changes, from_nothing_give_the_whole_session) {
    const Session rich = rich_session();
    Session nothing;
    nothing.id = rich.id;
    EXPECT_EQ(applied(nothing, changes(nothing, rich)), rich);
}

TEST(changes, to_nothing_take_everything_away) {
    const Session rich = rich_session();
    Session nothing;
    nothing.id = rich.id;
    nothing.kept = rich.kept;
    Session back = applied(rich, changes(rich, nothing));
    back.kept = nothing.kept;
    EXPECT_EQ(back, nothing);
}

TEST(changes, of_equal_sessions_are_none) { EXPECT_EQ(changes(rich_session(), rich_session()), ""); }

TEST(changes, between_the_states_of_random_edits_give_the_later_state) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        test::RandomEdits edits{seed};
        std::vector<Session> states{rich_session()};
        for (int i = 0; i < 100; ++i) {
            const Session& now = states.back();
            const Id journey = edits.journey(now);
            states.push_back(edited(now, journey, edits.next(now, journey)));
            const Session& before = states[states.size() - 2];
            ASSERT_EQ(applied(before, changes(before, states.back())), states.back()) << seed << ", " << i;
        }
        const Session &first = states.front(), &last = states.back();
        ASSERT_EQ(applied(first, changes(first, last)), last) << "all at once";
        ASSERT_EQ(applied(last, changes(last, first)), first) << "all back";
    }
}

/// Notes that come, go, change and change places, here and there in a list of many chunks.
void stir(List<Note>& notes, std::mt19937& random, std::uint64_t& next_id) {
    for (std::size_t times = 1 + random() % 4; times > 0; --times) {
        const std::size_t at = random() % notes.size();
        const Shared<Note> one = notes[at];
        switch (random() % 4) {
        case 0: {
            Note changed = *one;
            changed.text += "!";
            notes.replace(at, std::move(changed));
            break;
        }
        case 1: {
            Note fresh;
            fresh.id = Id{next_id++};
            fresh.place = Free{{static_cast<float>(random() % 1000), 0}};
            notes.insert(random() % 3 == 0 ? notes.size() : at, std::move(fresh));
            break;
        }
        case 2: notes.erase(at); break;
        default: // to a place far or near, itself unchanged
            notes.erase(at);
            notes.insert(random() % 2 == 0 ? random() % (notes.size() + 1) : std::min(at + 1, notes.size()),
                         one);
        }
    }
}

TEST(changes, within_lists_of_many_chunks_give_the_later_order) {
    std::mt19937 random{11};
    Session before = template_session("blank");
    std::uint64_t next_id = before.next_id;
    Journey journey = *before.journeys.front();
    for (int i = 0; i < 700; ++i) {
        Note note;
        note.id = Id{next_id++};
        note.place = Free{{static_cast<float>(i), 0}};
        journey.notes.push_back(std::move(note));
    }
    for (int round = 0; round < 400; ++round) {
        before.journeys.front() = journey;
        before.next_id = next_id;
        Session after = before;
        stir(journey.notes, random, next_id);
        if (round % 20 == 0) // whole chunks change places
            for (int i = 0; i < 100; ++i) {
                const Shared<Note> first = journey.notes[0];
                journey.notes.erase(0);
                journey.notes.push_back(first);
            }
        after.journeys.front() = journey;
        after.next_id = next_id;
        ASSERT_EQ(applied(before, changes(before, after)), after) << round;
    }
}

TEST(changes, of_one_moved_note_are_small) {
    const Session before = template_session("winter-jacket");
    const Journey& journey = *before.journeys.front();
    MoveNotes move;
    move.moves.push_back({(*journey.notes.begin())->id, InCell{journey.stages[3]->id, journey.lanes[0]->id}});
    const Session after = edited(before, journey.id, move);
    const std::string bytes = changes(before, after);
    EXPECT_LT(bytes.size(), 300u);
    EXPECT_EQ(applied(before, bytes), after);
}

TEST(changes, of_a_kind_that_only_a_newer_journal_has_are_told_and_become_no_object) {
    std::string bytes;
    const std::size_t frame = open_frame(bytes);
    bytes += "something";
    close_frame(bytes, frame, 0x4A7F, 1);
    SessionDraft draft = draft_of(template_session("blank"));
    const std::size_t unknown = draft.unknown.size();
    FrameReader frames{bytes};
    EXPECT_FALSE(ChangeReader{draft}.apply(*frames.next()));
    EXPECT_EQ(draft.unknown.size(), unknown);
}

TEST(changes, twice_are_as_once) {
    const Session before = template_session("winter-jacket");
    const Session after = edited(before, before.journeys.front()->id, text_edit(before, "Other words"));
    const std::string bytes = changes(before, after);
    EXPECT_EQ(applied(applied(before, bytes), bytes), after);
}

// --- the journal on the real file system

TEST(journal, a_session_comes_back_as_it_was_when_the_program_ended) {
    const ScratchFolder folder;
    const std::string place = folder / "session";
    Session session = template_session("winter-jacket");
    {
        const std::unique_ptr<Journal> journal =
            begun(system_files(), place, {.session = session, .sequence = 7});
        ASSERT_TRUE(journal);
        journal->set_file(
            {"/somewhere/winter.waymark", {.device = 1, .inode = 2, .size = 3, .modified_ns = 4}});
        for (int i = 0; i < 10; ++i) {
            session = edited(session, session.journeys.front()->id,
                             text_edit(session, "Text " + std::to_string(i)));
            journal->write(session, 8, 1'000 + i);
        }
        EXPECT_EQ(journal->kept(), Kept::written);
        journal->sync();
        EXPECT_EQ(journal->kept(), Kept::durable);
        EXPECT_EQ(journal->problem(), "");
    }
    const Result<RecoveredSession> back = recover_session(system_files(), place);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->session, session);
    EXPECT_EQ(back->sequence, 8u);
    EXPECT_EQ(back->time_ms, 1'009);
    EXPECT_EQ(back->file.path, "/somewhere/winter.waymark");
    EXPECT_EQ(back->file.stamp.modified_ns, 4);
    EXPECT_EQ(back->damage, std::vector<std::string>{});
    struct stat status {};
    ASSERT_EQ(::stat(place.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0700u) << "nobody else looks into it";
}

TEST(journal, is_held_by_one_program) {
    const ScratchFolder folder;
    const std::unique_ptr<Journal> journal =
        begun(system_files(), folder / "session", {.session = template_session("blank")});
    ASSERT_TRUE(journal);
    const Result<std::unique_ptr<FileLock>> again = lock_journal(system_files(), folder / "session");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::in_use);
}

TEST(journal, checkpoints_forget_what_two_snapshots_hold) {
    const ScratchFolder folder;
    const std::string place = folder / "session";
    Session session = template_session("winter-jacket");
    {
        const std::unique_ptr<Journal> journal = begun(system_files(), place, {.session = session});
        for (int i = 0; i < 5; ++i) {
            session = edited(session, session.journeys.front()->id,
                             text_edit(session, "Text " + std::to_string(i)));
            journal->write(session, 1, 0);
            journal->checkpoint();
        }
        journal->write(edited(session, session.journeys.front()->id, text_edit(session, "Last")), 1, 0);
    }
    const std::vector<std::string> names = system_files().names(place).value();
    const auto segments =
        std::ranges::count_if(names, [](const auto& name) { return segment_of(name).has_value(); });
    EXPECT_LE(segments, 3);
    EXPECT_TRUE(std::ranges::find(names, snapshot_name) != names.end());
    const Result<RecoveredSession> back = recover_session(system_files(), place);
    ASSERT_TRUE(back);
    EXPECT_EQ((*back->session.journeys.front()->notes.begin())->text, "Last");
    EXPECT_EQ(back->damage, std::vector<std::string>{});
}

TEST(journal, discarding_leaves_nothing) {
    const ScratchFolder folder;
    const std::unique_ptr<Journal> journal =
        begun(system_files(), folder / "session", {.session = template_session("blank")});
    journal->discard();
    EXPECT_EQ(system_files().names(folder.path()).value(), std::vector<std::string>{});
}

TEST(journal, a_half_written_end_does_not_count) {
    const ScratchFolder folder;
    const std::string place = folder / "session";
    const Session session = template_session("winter-jacket");
    const Session after = edited(session, session.journeys.front()->id, text_edit(session, "Other words"));
    begun(system_files(), place, {.session = session})->write(after, 1, 0);
    const std::string segment = "session/" + segment_name(1), all = folder.read(segment);
    for (std::size_t cut = 1; cut < 150; ++cut) {
        folder.write(segment, all.substr(0, all.size() - cut));
        const Result<RecoveredSession> back = recover_session(system_files(), place);
        ASSERT_TRUE(back);
        ASSERT_EQ(back->session, session) << cut;
        ASSERT_EQ(back->damage, std::vector<std::string>{}) << cut;
    }
}

TEST(journal, a_damaged_middle_loses_only_itself_and_is_said) {
    const ScratchFolder folder;
    const std::string place = folder / "session";
    Session session = template_session("winter-jacket");
    {
        const std::unique_ptr<Journal> journal = begun(system_files(), place, {.session = session});
        const List<Note> notes = session.journeys.front()->notes;
        for (std::size_t i = 0; i < 20; ++i) {
            session = edited(session, session.journeys.front()->id,
                             SetText{notes[i]->id, "Words number " + std::to_string(i)});
            journal->write(session, i, 0);
        }
        journal->sync();
        session = edited(session, session.journeys.front()->id, SetText{notes[20]->id, "Behind it"});
        journal->write(session, 21, 0); // says what the disk has
    }
    const std::string segment = "session/" + segment_name(1);
    std::string bytes = folder.read(segment);
    const std::size_t at = bytes.find("Words number 7");
    ASSERT_NE(at, std::string::npos);
    bytes[at] = 'w';
    folder.write(segment, bytes);
    const Result<RecoveredSession> back = recover_session(system_files(), place);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->damage,
              std::vector<std::string>{"1 change in “" + segment_name(1) + "” could not be read."});
    EXPECT_EQ(back->damaged_files, std::vector<std::string>{segment_name(1)});
    EXPECT_EQ(notes_of(back->session), notes_of(session));
    std::size_t different = 0;
    for (std::size_t i = 0; i < notes_of(session); ++i)
        different +=
            back->session.journeys.front()->notes[i]->text != session.journeys.front()->notes[i]->text;
    EXPECT_EQ(different, 1u);
    EXPECT_TRUE(flaws(back->session).empty());

    // What goes on in the same folder leaves the damaged file as it is.
    const std::unique_ptr<Journal> journal = begun(system_files(), place, back->start());
    ASSERT_TRUE(journal);
    for (int i = 0; i < 4; ++i) {
        session = edited(back->session, session.journeys.front()->id, text_edit(session, std::to_string(i)));
        journal->write(session, 30, 0);
        journal->checkpoint();
    }
    EXPECT_TRUE(folder.read(segment + ".damaged") == bytes);
    const Result<RecoveredSession> again = recover_session(system_files(), place);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->session, session);
    EXPECT_EQ(again->damage, std::vector<std::string>{});
}

TEST(journal, a_damaged_record_of_the_whole_costs_that_record) {
    const ScratchFolder folder;
    const std::string place_of_session = folder / "session";
    Session session = template_session("winter-jacket");
    {
        const std::unique_ptr<Journal> journal =
            begun(system_files(), place_of_session, {.session = session});
        journal->sync();
        session = edited(session, session.journeys.front()->id, text_edit(session, "Other words"));
        journal->write(session, 1, 0);
        journal->sync();
        journal->set_file({"/somewhere", {}});
        journal->write(session, 1, 0);
    }
    const std::string segment = "session/" + segment_name(1);
    std::string bytes = folder.read(segment);
    const std::size_t at = bytes.find("Search engine");
    ASSERT_NE(at, std::string::npos);
    bytes[at] = 's';
    folder.write(segment, bytes);
    const Result<RecoveredSession> back = recover_session(system_files(), place_of_session);
    ASSERT_TRUE(back);
    EXPECT_EQ(notes_of(back->session) + 1, notes_of(session));
    EXPECT_EQ((*back->session.journeys.front()->notes.begin())->text, "Other words");
    EXPECT_FALSE(back->damage.empty());
    EXPECT_TRUE(flaws(back->session).empty());
}

TEST(journal, is_not_begun_over_work_that_nobody_has_read) {
    const ScratchFolder folder;
    { EXPECT_TRUE(begun(system_files(), folder / "session", {.session = template_session("blank")})); }
    EXPECT_FALSE(begun(system_files(), folder / "session", {.session = template_session("blank")}));
    EXPECT_TRUE(recover_session(system_files(), folder / "session"));
}

TEST(journal, an_empty_folder_says_that_nothing_is_in_it) {
    const ScratchFolder folder;
    const Result<RecoveredSession> back = recover_session(system_files(), folder.path());
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().kind, ErrorKind::damaged);
}

} // namespace
} // namespace waymark
