#include "app/chrome.hpp"
#include "app/command.hpp"
#include "app/keeping.hpp"
#include "tests/app/scripted_hand.hpp"
#include "tests/app/waiting.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <chrono>
#include <thread>

#include <functional>

/// What stands in the field of a panel is kept while it is being written, though the session changes only
/// when the field is left.
namespace waymark::testing {
namespace {

const std::string sixty_letters = "Сервис в магазине и в сети: что видит покупатель, 客户看到什么";

void take_frames(ScriptedHand& hand, int count) {
    for (int i = 0; i < count; ++i) hand.send({});
}

/// The keyboard goes into the first field of the sheet about this thing.
void enter_sheet_of(ScriptedHand& hand, Id thing) {
    perform(hand.app, Select{{thing}});
    take_frames(hand, 3);
    perform(hand.app, WriteDetails{});
    take_frames(hand, 3);
    ASSERT_TRUE(hand.app.chrome->field());
}

/// Tab after Tab, until the keyboard is in the field of several lines with this number.
void walk_to_tall_field(ScriptedHand& hand, int number) {
    for (int keys = 0; keys < 40; ++keys) {
        hand.key(Key::tab);
        take_frames(hand, 3);
        if (hand.app.chrome->field() && hand.app.chrome->field()->many_lines && --number == 0) return;
    }
    ADD_FAILURE() << "no such field";
}

void replace_words(ScriptedHand& hand, std::string_view words) {
    hand.control(Key::a);
    take_frames(hand, 2);
    hand.type(words);
    take_frames(hand, 3);
}

void open_facts(ScriptedHand& hand) {
    perform(hand.app, ShowPanel{Panel::journey_facts});
    take_frames(hand, 4);
}

struct Field {
    const char* name;
    std::function<void(ScriptedHand&)> enter;
    std::function<std::string(const App&)> text;
};

/// One of each panel and of each sort of thing.
std::vector<Field> fields() {
    const auto journey = [](const App& app) -> const Journey& { return app.board_journey(); };
    return {
        {"session's title", open_facts, [](const App& app) { return app.present().title; }},
        {"journey's scenario",
         [](ScriptedHand& hand) {
             open_facts(hand);
             walk_to_tall_field(hand, static_cast<int>(hand.journey().personas.size()) + 1);
         },
         [=](const App& app) { return journey(app).scenario; }},
        {"what a persona is like",
         [](ScriptedHand& hand) {
             open_facts(hand);
             walk_to_tall_field(hand, 1);
         },
         [=](const App& app) {
             return find_persona(app.present(), journey(app).personas.front())->description;
         }},
        {"what a moment could become",
         [](ScriptedHand& hand) {
             enter_sheet_of(hand, hand.journey().moments.front()->id);
             walk_to_tall_field(hand, 1);
         },
         [=](const App& app) { return journey(app).moments.front()->potential; }},
        {"stage's name", [](ScriptedHand& hand) { enter_sheet_of(hand, hand.journey().stages.front()->id); },
         [=](const App& app) { return journey(app).stages.front()->title; }},
        {"lane's name", [](ScriptedHand& hand) { enter_sheet_of(hand, hand.journey().lanes.front()->id); },
         [=](const App& app) { return journey(app).lanes.front()->title; }},
        {"connector's words",
         [](ScriptedHand& hand) {
             Connector connector;
             connector.id = Id{hand.app.present().next_id};
             connector.from = hand.note("Search engine");
             connector.to = hand.note("Care guide");
             perform(hand.app, Commit{PutConnector{connector}, std::nullopt});
             enter_sheet_of(hand, connector.id);
         },
         [=](const App& app) { return journey(app).connectors.back()->text; }},
    };
}

struct BroughtBack : ScriptedHand {
    explicit BroughtBack(const ScratchFolder& folder) : ScriptedHand{"", kept_in(folder)} {
        bring_back_newest(app);
        send({});
    }
};

} // namespace

TEST(keeping, what_stands_in_a_panels_field_comes_back) {
    for (const Field& field : fields()) {
        SCOPED_TRACE(field.name);
        const ScratchFolder folder;
        {
            ScriptedHand hand{"winter-jacket", kept_in(folder)};
            field.enter(hand);
            const Session before = hand.app.session();
            const bool could_undo = hand.app.history.can_undo();
            replace_words(hand, sixty_letters);
            EXPECT_EQ(hand.app.session(), before) << "the session changes when the field is left";
            EXPECT_EQ(hand.app.history.can_undo(), could_undo);
        } // ends as if it were killed
        BroughtBack again{folder};
        ASSERT_EQ(again.app.screen, Screen::board);
        EXPECT_EQ(field.text(again.app), sixty_letters);
    }
}

TEST(keeping, a_panels_field_is_kept_though_others_change_the_session_meanwhile) {
    const ScratchFolder folder;
    {
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        enter_sheet_of(hand, hand.journey().stages.front()->id);
        replace_words(hand, "Ours");
        change_something(hand);
        take_frames(hand, 3);
        ASSERT_TRUE(hand.app.chrome->field());
    }
    BroughtBack again{folder};
    EXPECT_EQ(again.journey().stages.front()->title, "Ours");
    (void)again.note("Поиск 搜索");
}

TEST(keeping, a_field_that_was_left_is_a_step_and_no_draft) {
    const ScratchFolder folder;
    ScriptedHand hand{"winter-jacket", kept_in(folder)};
    enter_sheet_of(hand, hand.journey().stages.front()->id);
    take_frames(hand, 3);
    EXPECT_TRUE(hand.app.chrome->drafts().empty()) << "nothing was written yet";
    replace_words(hand, "Ours");
    EXPECT_EQ(hand.app.chrome->drafts().size(), 1u);
    hand.key(Key::escape);
    take_frames(hand, 3);
    EXPECT_TRUE(hand.app.chrome->drafts().empty());
    EXPECT_EQ(hand.journey().stages.front()->title, "Ours");
    hand.control(Key::z);
    take_frames(hand, 3);
    EXPECT_EQ(hand.app.session(), hand.start);
    EXPECT_EQ(hand.app.last_kept.drafts, std::vector<Edit>{});
}

TEST(keeping, what_stands_in_a_field_is_not_written_into_the_past) {
    const ScratchFolder folder;
    Session before;
    {
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        change_something(hand);
        name_version(hand.app, "Now");
        while (hand.app.keeper.is_remembering()) std::this_thread::sleep_for(std::chrono::milliseconds{1});
        before = hand.app.present();
        look_into_the_past(hand.app);
        for (int i = 0; i < 400 && hand.app.past->is_busy(); ++i) hand.wait(0.01);
        open_facts(hand);
        replace_words(hand, "Of the past");
        ASSERT_FALSE(hand.app.chrome->drafts().empty()) << "the field is there to be written in";
    }
    EXPECT_EQ(BroughtBack{folder}.app.present(), before);
}

} // namespace waymark::testing
