#include "app/chrome_sheet.hpp"

#include "sessions/clean_text.hpp"
#include "sessions/facing.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

/// Notes, moments, stages, lanes, curves, pictures and connectors in the sheet.
namespace waymark {
namespace {

constexpr std::array kind_icons{Icon::note, Icon::pain,   Icon::gain,     Icon::idea, Icon::question,
                                Icon::need, Icon::action, Icon::decision, Icon::quote};
constexpr std::array evidence_icons{Icon::evidence_assumption, Icon::evidence_hearsay,
                                    Icon::evidence_observed, Icon::evidence_measured,
                                    Icon::evidence_confirmed};

void commit(PanelFrame& frame, Edit edit) { frame.ask.intend(Commit{std::move(edit), std::nullopt}); }

/// What fields hold: committed when one of them was left, a draft while somebody writes in one.
template <class Make> void put(PanelFrame& frame, bool is_left, Make edit) {
    const bool is_draft = frame.kit.take_draft();
    if (is_left)
        commit(frame, edit());
    else if (is_draft)
        frame.drafts.push_back(edit());
}

void label(PanelFrame& frame, std::string_view words) { frame.kit.quiet_text(words, type_size::small); }

void next_in_row(const ChromeKit& kit, std::size_t index, std::size_t columns) {
    if ((index + 1) % columns != 0) ImGui::SameLine(0, kit.px(2));
}

/// Grids of choices for all chosen notes; a choice is marked when all of them have it.
void show_note_choices(PanelFrame& frame, const ChosenNotes& chosen_notes) {
    ChromeKit& kit = frame.kit;
    const std::vector<Id>& notes = chosen_notes.notes;
    label(frame, "Colour");
    // All seven in the row, also beside the bar of a sheet that is scrolled.
    const float room = ImGui::GetContentRegionAvail().x / kit.scale() - 6 * 2;
    const float side = std::min(39.0f, room / 7);
    for (std::size_t i = 0; i < 7; ++i) {
        const auto colour = static_cast<NoteColour>(i);
        const bool chosen = chosen_notes.colour == colour;
        if (kit.swatch(name(colour), kit.colours().notes[i], name(colour), chosen, side)) {
            commit(frame, SetColour{notes, colour});
            frame.ask.intend(ChooseColour{colour});
        }
        if (i < 6) ImGui::SameLine(0, kit.px(2));
    }
    kit.gap(4);
    label(frame, "Kind");
    for (std::size_t i = 0; i < kind_icons.size(); ++i) {
        const auto kind = static_cast<NoteKind>(i);
        const bool chosen = chosen_notes.kind == kind;
        if (kit.icon_button(name(kind), kind_icons[i], name(kind), chosen, true, 48))
            commit(frame, SetKind{notes, kind});
        if (i + 1 < kind_icons.size()) next_in_row(kit, i, 5);
    }
    kit.gap(4);
    label(frame, "What it rests on");
    for (std::size_t i = 0; i < evidence_icons.size(); ++i) {
        const auto state = static_cast<EvidenceState>(i);
        const bool chosen = chosen_notes.evidence == state;
        if (kit.icon_button(name(state), evidence_icons[i], name(state), chosen, true, 48))
            commit(frame, SetEvidence{notes, state});
        if (i + 1 < evidence_icons.size()) next_in_row(kit, i, 5);
    }
}

/// Copies what the sheet is about, which may be only what the keyboard stands on.
void duplicate_things(PanelFrame& frame, const Selection& things) {
    if (frame.app.selection != things) frame.ask.intend(Select{things});
    frame.ask.intend(Duplicate{});
}

void show_note_acts(PanelFrame& frame, const std::vector<Id>& notes) {
    ChromeKit& kit = frame.kit;
    kit.gap(4);
    if (notes.size() == 1 && kit.row("write", Icon::text, "Write", "F2"))
        frame.ask.intend(Write{notes.front(), false});
    if (kit.row("duplicate", Icon::duplicate, "Duplicate", "Ctrl+D"))
        duplicate_things(frame, frame.states.sheet.notes.things);
    if (frame.app.settings.lies_flat && kit.row("turn", Icon::turn, "Turn to the next side", "Shift+R")) {
        TurnNotes turns;
        for (const Id id : notes)
            if (const Note* note = find_note(frame.app.board_journey(), id))
                turns.turns.push_back({id, turned_on(note->facing), note->angle});
        commit(frame, std::move(turns));
    }
    if (kit.row("park", Icon::clock, "Move to the parking lot", "")) {
        MoveNotes moves;
        for (const Id id : notes) moves.moves.push_back({id, Parked{}});
        commit(frame, std::move(moves));
    }
}

/// Whose note it is, where that is known and they have a name.
void show_author(PanelFrame& frame, const std::vector<Id>& notes) {
    if (notes.size() != 1) return;
    const Note* note = find_note(frame.app.board_journey(), notes.front());
    const Participant* author = note ? find_participant(frame.app.session(), note->author) : nullptr;
    if (author && !author->name.empty()) frame.kit.quiet_text("by " + author->name);
}

void show_notes(PanelFrame& frame, const ChosenNotes& chosen) {
    const std::vector<Id>& notes = chosen.notes;
    if (notes.size() == 1)
        frame.kit.text("Note", type_size::large, Weight::semibold);
    else
        frame.kit.text(std::to_string(notes.size()) + " notes", type_size::large, Weight::semibold);
    show_author(frame, notes);
    frame.kit.gap(2);
    show_note_choices(frame, chosen);
    show_note_acts(frame, notes);
}

MagicMoment cleaned(MagicMoment moment) {
    for (std::string* line : {&moment.title, &moment.process, &moment.owner}) *line = clean_line(*line).text;
    moment.potential = clean_text(moment.potential).text;
    return moment;
}

void show_moment(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    MagicMoment& moment = frame.states.sheet.moment;
    kit.text("Magic moment", type_size::large, Weight::semibold);
    kit.gap(2);
    bool changed = kit.field("title", "What happens", moment.title);
    changed |= kit.field("process", "The process behind it", moment.process);
    changed |= kit.field("owner", "Who owns that process", moment.owner);
    changed |= kit.field("potential", "What it could become", moment.potential, 3);
    if (changed) moment = cleaned(moment);
    put(frame, changed, [&] { return PutMoment{cleaned(moment)}; });
}

/// "-3", "−3", "+1.5": a score as people write it; nothing when it is none.
std::optional<float> score_from(std::string words) {
    for (std::size_t at = 0; (at = words.find("−")) != std::string::npos;)
        words.replace(at, std::string_view{"−"}.size(), "-");
    std::ranges::replace(words, ',', '.');
    std::erase_if(words, [](char c) { return c == ' ' || c == '+'; });
    float score = 0;
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), score);
    if (error != std::errc{} || end != words.data() + words.size() || !std::isfinite(score))
        return std::nullopt;
    return std::clamp(score, lowest_score, highest_score);
}

void show_stage(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    SheetState& sheet = frame.states.sheet;
    kit.text("Stage", type_size::large, Weight::semibold);
    kit.gap(2);
    const bool named = kit.field("title", "Name", sheet.stage.title);
    put(frame, named, [&] { return RenameStage{sheet.thing, clean_line(sheet.stage.title).text}; });
    label(frame, "Phase");
    int phase = static_cast<int>(sheet.stage.phase);
    if (kit.segmented("phase", {"Before", "During", "After"}, phase))
        commit(frame, SetPhase{sheet.thing, static_cast<Phase>(phase)});
    kit.gap(2);
    bool changed = kit.field("score", "Tolerance: leaves under (−5 … +5, empty = none)", sheet.score);
    changed |= kit.field("reason", "Tolerance in words", sheet.stage.tolerance_reason);
    put(frame, changed, [&] {
        return SetTolerance{sheet.thing, score_from(sheet.score),
                            clean_line(sheet.stage.tolerance_reason).text};
    });
    changed = kit.field("leap", "What leads over to the next stage", sheet.stage.leap);
    put(frame, changed, [&] {
        return SetLeap{sheet.thing, clean_line(sheet.stage.leap).text, sheet.stage.branches};
    });
    kit.gap(4);
    if (kit.row("delete stage", Icon::trash, "Delete stage", "notes are parked"))
        commit(frame, RemoveStage{sheet.thing});
}

void show_lane(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    SheetState& sheet = frame.states.sheet;
    kit.text("Lane", type_size::large, Weight::semibold);
    kit.gap(2);
    const bool named = kit.field("title", "Name", sheet.lane.title);
    put(frame, named, [&] { return RenameLane{sheet.thing, clean_line(sheet.lane.title).text}; });
    kit.gap(4);
    const auto& lanes = frame.app.board_journey().lanes;
    const auto found = std::ranges::find_if(lanes, [&](const auto& lane) { return lane->id == sheet.thing; });
    const auto index = static_cast<std::size_t>(found - lanes.begin());
    if (kit.row("up", Icon::arrow_up, "Move up", "Alt+Up", false, index > 0))
        commit(frame, MoveLane{sheet.thing, index - 1});
    if (kit.row("down", Icon::arrow_down, "Move down", "Alt+Down", false, index + 1 < lanes.size()))
        commit(frame, MoveLane{sheet.thing, index + 1});
    if (kit.row("delete lane", Icon::trash, "Delete lane", "notes are parked"))
        commit(frame, RemoveLane{sheet.thing});
}

void show_words(PanelFrame& frame, const SheetChosen& chosen) {
    ChromeKit& kit = frame.kit;
    SheetState& sheet = frame.states.sheet;
    kit.text(chosen.picture ? "Picture" : "Connector", type_size::large, Weight::semibold);
    kit.gap(2);
    const bool changed =
        kit.field("words", chosen.picture ? "What it shows" : "Words on it", sheet.description);
    put(frame, changed, [&]() -> Edit {
        const std::string words = clean_line(sheet.description).text;
        if (chosen.picture) {
            Picture picture = *chosen.picture;
            picture.description = words;
            return PutPicture{std::move(picture)};
        }
        Connector connector = *chosen.connector;
        connector.text = words;
        return PutConnector{std::move(connector)};
    });
}

/// How the curve is remembered, in words.
void show_curve(PanelFrame& frame, const Curve& curve) {
    ChromeKit& kit = frame.kit;
    const Persona* persona = find_persona(frame.app.session(), curve.persona);
    const bool feels = curve.kind == CurveKind::emotion;
    kit.text(persona ? persona->name.substr(0, persona->name.find(',')) + (feels ? " feels" : " expects")
             : feels ? "Emotion curve"
                     : "Expectation curve",
             type_size::large, Weight::semibold);
    kit.gap(2);
    kit.quiet_text(std::to_string(curve.points.size()) + " points");
    if (!feels) return;
    const CurveAnalysis analysis = analysed(curve, frame.app.board_journey());
    const auto line = [&](const char* words, const std::optional<Mark>& mark) {
        if (!mark) return;
        const Stage* stage = find_stage(frame.app.board_journey(), mark->place.stage);
        (void)kit.row(words, Icon::curve, std::string{words} + " " + score_text(mark->score),
                      stage ? stage->title : "");
    };
    line("Best", analysis.positive_peak);
    line("Worst", analysis.negative_peak);
    line("End", analysis.end);
    if (analysis.remembered)
        kit.text("Remembered as " + score_text(*analysis.remembered), type_size::body, Weight::semibold);
    for (const Crossing& crossing : analysis.crossings) {
        const Stage* stage = find_stage(frame.app.board_journey(), crossing.lowest.place.stage);
        kit.paragraph("The customer may leave at " + (stage ? stage->title : "a stage") + " (" +
                      score_text(crossing.lowest.score) + ").");
    }
}

} // namespace

void show_subject(PanelFrame& frame, const SheetChosen& chosen) {
    if (chosen.with_notes()) return show_notes(frame, *chosen.notes);
    if (chosen.moment) return show_moment(frame);
    if (chosen.stage) return show_stage(frame);
    if (chosen.lane) return show_lane(frame);
    if (chosen.curve) return show_curve(frame, *chosen.curve);
    if (chosen.picture || chosen.connector) return show_words(frame, chosen);
    frame.kit.text(std::to_string(chosen.others) + " things", type_size::large, Weight::semibold);
}

} // namespace waymark
