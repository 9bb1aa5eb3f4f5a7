#include "app/app.hpp"
#include "sessions/flaws.hpp"
#include "sessions/storage.hpp"
#include "tests/child_program.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <random>

/// A made-up workshop: twelve hands at one wall, each busy with notes of its own, recorded while it happens
/// and replayed by the program. `WAYMARK_MINUTES` makes it as long as one likes.
namespace waymark::testing {
namespace {

using test::TemporaryFolder;

constexpr std::size_t hands_at_work = 12;
constexpr double workshop_frame_s = 0.05; // as often as they are seen to move
constexpr Vec2 wall_px{3840, 2160};

/// A frame as a line that `replay` reads.
std::string line_of(const Input& input) {
    static constexpr const char* phases[] = {"begin", "move", "end", "cancel"};
    static constexpr const char* tips[] = {"plain", "eraser", "note", "star"};
    nlohmann::json line{{"t", input.time_s}};
    if (input.time_s == 0) line["size"] = {input.size_px.x, input.size_px.y};
    for (const Event& event : input.events) {
        if (std::holds_alternative<KeyPress>(event)) { // the only one there is: fits the board
            line["mods"] = {"shift"};
            line["keys"] = {"1"};
            break;
        }
        const auto& contact = std::get<Contact>(event);
        line["contacts"].push_back({{"id", contact.id},
                                    {"source", "touch"},
                                    {"phase", phases[static_cast<std::size_t>(contact.phase)]},
                                    {"tip", tips[static_cast<std::size_t>(contact.tip)]},
                                    {"x", contact.at_px.x},
                                    {"y", contact.at_px.y}});
    }
    return line.dump() + "\n";
}

/// One person: waits a while, then carries a note to a cell, or stamps a new one there.
struct Participant {
    std::vector<Id> notes; ///< nobody else's
    double idle_until_s = 0;
    int step = -1; ///< of the act under way; negative = none
    Id carried = Id::none;
    InCell to;
    Vec2 from_px, at_px;
};

class Workshop {
public:
    Workshop(const std::string& file, std::uint32_t seed) : random_{seed} {
        app.patience_s = 60;
        perform(app, OpenFile{file, OpenAs::copy});
        send({});
        for (const Shared<Note>& note : app.board_journey().notes) {
            people_[where_.size() % hands_at_work].notes.push_back(note->id);
            where_[note->id] = note->place;
        }
        for (Participant& one : people_) one.idle_until_s = some_seconds(5);
    }

    void go_on_for(double seconds) {
        while (time_s_ < seconds) {
            if (time_s_ >= next_fit_s_) fit();
            std::vector<Event> events;
            one_has_ended_ = false;
            for (std::size_t i = 0; i < people_.size(); ++i)
                act(people_[i], static_cast<std::uint32_t>(i + 1), events);
            send(std::move(events));
        }
        for (int i = 0; i < 2000 && !app.hands.hands.empty(); ++i) { // whoever is at it comes to an end
            std::vector<Event> events;
            one_has_ended_ = false;
            for (std::size_t k = 0; k < people_.size(); ++k)
                if (people_[k].step >= 0) act(people_[k], static_cast<std::uint32_t>(k + 1), events);
            send(std::move(events));
        }
    }

    App app{system_files()};
    std::string recording;
    std::size_t acts = 0;
    const std::map<Id, Place>& expected() const { return where_; }

private:
    static constexpr int way_steps = 12, rest_steps = 4;

    std::uint32_t up_to(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }
    double some_seconds(double most) { return static_cast<double>(up_to(1000)) / 1000 * most; }

    void send(std::vector<Event> events) {
        Input input;
        input.time_s = time_s_;
        input.size_px = wall_px;
        input.events = std::move(events);
        recording += line_of(input);
        (void)frame(app, input);
        time_s_ += workshop_frame_s;
    }
    /// The facilitator brings all of the board into sight, once a minute.
    void fit() {
        send({KeyPress{Key::digit_1, true, false, {.shift = true}},
              KeyPress{Key::digit_1, false, false, {.shift = true}}});
        next_fit_s_ = time_s_ + 60;
    }
    Vec2 middle_px(InCell in) {
        for (const CellBox& cell : committed_layout(app).cells)
            if (cell.stage == in.stage && cell.lane == in.lane) return app.view.to_screen(cell.rect.center());
        ADD_FAILURE() << "no such cell";
        return {};
    }
    /// Clear of the bars and of the sheet for what is chosen: what grows out of sight is not reached for.
    static bool is_in_reach(Vec2 at_px) { return Rect{{20, 80}, wall_px - Vec2{520, 260}}.contains(at_px); }
    /// A cell in reach, if a few looks find one.
    bool aim(Participant& one) {
        const auto& cells = committed_layout(app).cells;
        for (int look = 0; look < 50; ++look) {
            const CellBox& cell = cells[up_to(static_cast<std::uint32_t>(cells.size()))];
            one.to = {cell.stage, cell.lane};
            if (is_in_reach(middle_px(one.to))) return true;
        }
        return false;
    }
    void begin(Participant& one, std::uint32_t contact, std::vector<Event>& events) {
        one.idle_until_s = time_s_ + 1; // unless something is found
        if (!aim(one)) return;
        const bool stamps = up_to(20) == 0;
        one.carried = stamps ? Id::none : one.notes[up_to(static_cast<std::uint32_t>(one.notes.size()))];
        one.from_px = stamps
                          ? middle_px(one.to)
                          : app.view.to_screen(find_box(committed_layout(app), one.carried)->rect.center());
        if (!is_in_reach(one.from_px)) return;
        one.step = 0;
        say(one, contact, ContactPhase::begin, one.from_px, events);
    }
    void say(Participant& one, std::uint32_t contact, ContactPhase phase, Vec2 at_px,
             std::vector<Event>& events) {
        one.at_px = at_px;
        Contact said{contact, Source::touch, phase, at_px, 1, Button::left};
        if (one.carried == Id::none) said.tip = Tip::note;
        events.emplace_back(said);
    }
    void act(Participant& one, std::uint32_t contact, std::vector<Event>& events) {
        if (one.step < 0) {
            // Not in the very frame in which a note lands: what is reached for may just have moved.
            if (time_s_ >= one.idle_until_s && !one_has_ended_) begin(one, contact, events);
            return;
        }
        if (!is_in_reach(middle_px(one.to)) && aim(one)) one.step = 0, one.from_px = one.at_px;
        ++one.step;
        const float part = std::min(1.0f, static_cast<float>(one.step) / way_steps);
        // People aim at what they see: the cell may have moved meanwhile.
        const Vec2 goal = middle_px(one.to), at = one.from_px + (goal - one.from_px) * part;
        // Whose goal has jumped goes after it and then rests anew: in full swing the note would fly on.
        if (one.step > way_steps && distance(at, one.at_px) > 10) one.step = way_steps;
        if (one.step < way_steps + rest_steps || one_has_ended_) {
            say(one, contact, ContactPhase::move, at, events);
            return;
        }
        // One after the other, so that each aims at what is there when it lets go.
        one_has_ended_ = true;
        if (one.carried != Id::none)
            where_[one.carried] = one.to;
        else
            where_[Id{app.session().next_id}] = one.to;
        say(one, contact, ContactPhase::end, at, events);
        one.step = -1;
        one.idle_until_s = time_s_ + 4 + some_seconds(20);
        ++acts;
    }

    std::mt19937 random_;
    double time_s_ = 0;
    std::array<Participant, hands_at_work> people_;
    std::map<Id, Place> where_; ///< as it must be when all have let go
    bool one_has_ended_ = false;
    double next_fit_s_ = 60;
};

double minutes_wished() {
    const char* const wish = std::getenv("WAYMARK_MINUTES");
    return wish ? std::atof(wish) : 2;
}

TEST(workshop, of_twelve_hands_is_replayed_to_the_sum_of_what_they_did) {
    const TemporaryFolder folder;
    const std::string file = folder / "wall.waymark";
    ASSERT_EQ(test::waymark({"new", file, "--template", "winter-jacket"}).status, 0);
    Workshop workshop{file, 20261125};
    workshop.go_on_for(minutes_wished() * 60);
    ASSERT_TRUE(workshop.app.hands.hands.empty());
    EXPECT_GT(workshop.acts, static_cast<std::size_t>(minutes_wished() * 20));
    const Journey& done = workshop.app.board_journey();
    EXPECT_EQ(done.notes.size(), workshop.expected().size());
    for (const Shared<Note>& note : done.notes)
        EXPECT_EQ(note->place, workshop.expected().at(note->id)) << static_cast<std::uint64_t>(note->id);
    EXPECT_TRUE(flaws(workshop.app.session()).empty());

    test::put_contents(folder / "hands.jsonl", workshop.recording);
    const auto began = std::chrono::steady_clock::now();
    const test::Answer answer =
        test::waymark({"replay", file, folder / "hands.jsonl", "-o", folder / "after.waymark"});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    ASSERT_EQ(answer.status, 0) << answer.err;
    RecordProperty("acts", static_cast<int>(workshop.acts));
    RecordProperty("replayed_in_ms", static_cast<int>(took.count() * 1000));
    const Result<OpenedSession> after = open_session(system_files(), folder / "after.waymark");
    ASSERT_TRUE(after) << after.error().sentence;
    EXPECT_TRUE(after->session.journeys == workshop.app.session().journeys);
}

} // namespace
} // namespace waymark::testing
