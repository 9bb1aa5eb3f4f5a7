#pragma once
#include "app/perform.hpp"
#include "tests/app/scripted_hand.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <chrono>
#include <string>
#include <thread>

/// A board whose sessions are kept, and waiting for what goes on beside it.
namespace waymark::testing {

/// Settings of somebody whose sessions are kept in this folder.
inline Settings kept_in(const ScratchFolder& folder) {
    Settings settings;
    settings.state_folder = folder / "state";
    return settings;
}

inline bool is_said(const App& app, std::string_view part) {
    return std::ranges::any_of(app.messages,
                               [&](const Message& m) { return m.sentence.find(part) != std::string::npos; });
}

/// Frames until the workers that save, export or read pictures have answered.
inline void wait_for_workers(ScriptedHand& hand) {
    for (int i = 0; i < 6000 && (hand.app.saving || hand.app.exporting || !hand.app.reading.empty()); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
        hand.send({});
    }
    ASSERT_FALSE(hand.app.saving || hand.app.exporting || !hand.app.reading.empty());
}

/// Frames until nothing asks for another; how many it took.
inline int settle(ScriptedHand& hand, int at_most = 200) {
    hand.app.thumbnails
        .finish(); // the start screen was shown first; its worker keeps real time, not the script's
    int count = 0;
    while (hand.last.effects.next_frame_s >= 0 && hand.last.effects.next_frame_s < 1 && count < at_most) {
        hand.wait(hand.last.effects.next_frame_s);
        ++count;
    }
    return count;
}

inline std::string message(const ScriptedHand& hand) {
    return hand.app.messages.empty() ? "" : hand.app.messages.back().sentence;
}

inline void change_something(ScriptedHand& hand) {
    perform(hand.app, Commit{SetText{hand.note("Search engine"), "Поиск 搜索"}, std::nullopt});
    hand.send({});
}

} // namespace waymark::testing
