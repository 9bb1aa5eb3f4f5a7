#include "app/chrome_panels.hpp"

#include "sessions/clean_text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

/// The sheet of what a journey is about: session, journey, scenario, goal, personas, language.
namespace waymark {
namespace {

struct Language {
    const char* tag; ///< BCP 47
    const char* name;
};
constexpr std::array languages{
    Language{"", "Auto"},      Language{"en", "English"},       Language{"de", "Deutsch"},
    Language{"ru", "Русский"}, Language{"zh-Hans", "简体中文"}, Language{"zh-Hant", "繁體中文"}};
constexpr float dialog_width = 640, row_gap = 6;

SetSessionFacts facts_of(const Session& session) {
    return {session.title, session.language, session.sponsor, session.facilitator};
}

SetJourneyFacts facts_of(const Journey& journey) {
    return {journey.title, journey.scenario, journey.goal,     journey.purpose,
            journey.state, journey.pair,     journey.personas, journey.tags};
}

auto tie(const SetSessionFacts& facts) {
    return std::tie(facts.title, facts.language, facts.sponsor, facts.facilitator);
}
auto tie(const SetJourneyFacts& facts) {
    return std::tie(facts.title, facts.scenario, facts.goal, facts.purpose, facts.state, facts.pair,
                    facts.personas, facts.tags);
}

void fill_facts(FactsState& facts, const App& app) {
    if (!std::exchange(facts.fresh, false) && facts.sequence == app.sequence) return;
    facts.sequence = app.sequence;
    facts.session = facts_of(app.session());
    facts.journey = facts_of(app.board_journey());
    facts.personas.clear();
    for (const Id id : facts.journey.personas)
        if (const Persona* persona = find_persona(app.session(), id)) facts.personas.push_back(*persona);
}

void clean_titles(SetSessionFacts& session, SetJourneyFacts& journey) {
    for (std::string* line : {&session.title, &journey.title}) *line = clean_line(*line).text;
}

/// Everything that differs from the session, as one step; nothing where nothing does.
std::optional<Edit> changed_facts(const App& app, const FactsState& facts) {
    SetSessionFacts session = facts.session;
    SetJourneyFacts journey = facts.journey;
    clean_titles(session, journey);
    Several edit{{}, "Change session and journey"};
    if (tie(session) != tie(facts_of(app.session()))) edit.edits.emplace_back(std::move(session));
    for (const Persona& persona : facts.personas) {
        const Persona* const before = find_persona(app.session(), persona.id);
        if (!before || !(*before == persona)) edit.edits.emplace_back(PutPersona{persona});
    }
    if (tie(journey) != tie(facts_of(app.board_journey()))) edit.edits.emplace_back(std::move(journey));
    if (edit.edits.empty()) return std::nullopt;
    return edit;
}

/// What the fields hold: committed when one of them was left, a draft while somebody writes in one.
void put_facts(PanelFrame& frame, bool is_left) {
    FactsState& facts = frame.states.facts;
    const bool is_draft = frame.kit.take_draft();
    if (!is_left && !is_draft) return;
    if (is_left) clean_titles(facts.session, facts.journey);
    std::optional<Edit> edit = changed_facts(frame.app, facts);
    if (!edit) return;
    if (is_left)
        frame.ask.intend(Commit{std::move(*edit), std::nullopt});
    else
        frame.drafts.push_back(std::move(*edit));
}

void add_persona(PanelFrame& frame) {
    FactsState& facts = frame.states.facts;
    Persona persona;
    persona.id = Id{frame.app.session().next_id};
    persona.name = "New persona";
    facts.journey.personas.push_back(persona.id);
    facts.personas.push_back(std::move(persona));
}

bool show_personas(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    FactsState& facts = frame.states.facts;
    bool changed = false;
    for (Persona& persona : facts.personas) {
        ImGui::PushID(static_cast<int>(static_cast<std::uint64_t>(persona.id)));
        const bool only = facts.personas.size() == 1;
        changed |= kit.field("name", only ? "Persona: who takes the journey" : "Persona", persona.name);
        changed |= kit.field("description", "About this persona", persona.description, 2);
        ImGui::PopID();
    }
    if (kit.row("add persona", Icon::plus,
                facts.personas.empty() ? "Add a persona: who takes the journey" : "Add a persona", "")) {
        add_persona(frame);
        changed = true;
    }
    return changed;
}

bool show_language(PanelFrame& frame) {
    FactsState& facts = frame.states.facts;
    frame.kit.quiet_text("Language of the board: decides how Chinese characters are drawn", type_size::small);
    const auto found = std::ranges::find(languages, facts.session.language, &Language::tag);
    int chosen = found == languages.end() ? -1 : static_cast<int>(found - languages.begin());
    std::vector<std::string> names;
    for (const Language& language : languages) names.emplace_back(language.name);
    if (!frame.kit.segmented("language", names, chosen)) return false;
    facts.session.language = languages[static_cast<std::size_t>(chosen)].tag;
    return true;
}

bool show_fields(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    FactsState& facts = frame.states.facts;
    bool changed = kit.field("session", "Session", facts.session.title);
    changed |= kit.field("journey", "Journey", facts.journey.title);
    int state = static_cast<int>(facts.journey.state);
    if (kit.segmented("state", {"As it is today", "As it is to be"}, state))
        facts.journey.state = static_cast<JourneyState>(state), changed = true;
    kit.gap(2);
    changed |= show_personas(frame);
    changed |= kit.field("scenario", "Scenario: what happens", facts.journey.scenario, 2);
    changed |= kit.field("goal", "Goal: what the customer wants to reach", facts.journey.goal, 2);
    changed |= kit.field("purpose", "Purpose: what this map is for", facts.journey.purpose, 2);
    return show_language(frame) || changed;
}

} // namespace

void show_journey_facts(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    FactsState& facts = frame.states.facts;
    const bool opening = facts.fresh;
    fill_facts(facts, frame.app);
    kit.begin_modal("journey facts",
                    kit.centred({dialog_width, std::max(320.0f, facts.height / kit.scale())}));
    show_panel_title(frame, "About this journey");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{kit.px(8), kit.px(row_gap)});
    const float above = ImGui::GetCursorPosY();
    begin_scroll("facts", {0, 0});
    kit.walk_buttons(true);
    if (opening) kit.keys_to_next();
    put_facts(frame, show_fields(frame));
    kit.gap(2);
    if (kit.row("journeys", Icon::journey, "All journeys of this session",
                std::to_string(frame.app.session().journeys.size())))
        frame.ask.intend(ShowPanel{Panel::journeys});
    kit.walk_buttons(false);
    facts.height = above + ImGui::GetCursorPosY() + kit.px(16);
    ImGui::EndChild();
    ImGui::PopStyleVar();
    kit.end_modal();
}

} // namespace waymark
