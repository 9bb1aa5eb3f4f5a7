#include "app/command.hpp"

#include <algorithm>
#include <array>

/// Which command a key means, and what the one for another journey asks for.
namespace waymark {
namespace {

constexpr Modifiers with_control{.control = true}, with_control_shift{.shift = true, .control = true};

/// Second ways to the same command; the palette shows the first.
struct OtherKey {
    Shortcut shortcut;
    const char* command;
};
const std::array<OtherKey, 6> other_keys{{
    {{Key::slash, {}}, "Search commands"},
    {{Key::y, with_control}, "Redo"},
    {{Key::backspace, {}}, "Delete"},
    {{Key::digit_0, with_control_shift}, "Fit the board"},
    {{Key::plus, with_control_shift}, "Zoom in"},
    {{Key::f, with_control}, "Search commands"},
}};

} // namespace

const Command* command_for(const KeyPress& press, const App& app) {
    const Shortcut pressed{press.key, press.with};
    const auto other =
        std::ranges::find_if(other_keys, [&](const OtherKey& one) { return one.shortcut == pressed; });
    for (const Command& command : commands()) {
        const bool fits = command.shortcut == pressed ||
                          (other != other_keys.end() && std::string_view{other->command} == command.name);
        if (fits && command.possible(app)) return &command;
    }
    return nullptr;
}

std::vector<Intent> intents_for_new_journey(const App& app) {
    const Journey& like = app.board_journey();
    std::uint64_t next = app.session().next_id;
    Journey journey;
    journey.id = Id{next++};
    journey.title = "New journey";
    journey.personas = like.personas;
    for (const Shared<Stage>& one : like.stages) {
        Stage stage;
        stage.id = Id{next++};
        stage.title = one->title;
        stage.phase = one->phase;
        stage.width = one->width;
        journey.stages.push_back(Shared<Stage>{std::move(stage)});
    }
    for (const Shared<Lane>& one : like.lanes) {
        Lane lane = *one;
        lane.id = Id{next++};
        journey.lanes.push_back(Shared<Lane>{std::move(lane)});
    }
    const Id id = journey.id;
    return {Commit{AddJourney{std::move(journey)}, std::nullopt}, ShowJourney{id},
            ShowPanel{Panel::journey_facts}};
}

} // namespace waymark
