#include "app/command_line_json.hpp"
#include "app/commands.hpp"

#include "sessions/analysis.hpp"
#include "sessions/storage_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace waymark {
namespace {

constexpr std::array evidence_states{EvidenceState::assumption, EvidenceState::hearsay,
                                     EvidenceState::observed, EvidenceState::measured,
                                     EvidenceState::confirmed};

/// "under_way" as people read it.
std::string spaced(std::string_view word) {
    std::string text{word};
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

/// What an action is about, by its title or text.
std::string thing_title(const Journey& journey, Id id) {
    if (const Stage* const stage = find_stage(journey, id)) return stage->title;
    if (const MagicMoment* const moment = find_moment(journey, id)) return moment->title;
    if (const Note* const note = find_note(journey, id)) return note->text;
    return "";
}

// --- as JSON

Json place_json(const Journey& journey, StagePlace place) {
    Json json{{"stage", stage_title(journey, place.stage)}};
    if (const auto index = stage_index(journey, place.stage)) json["stage_number"] = *index + 1;
    json["along"] = json_number(place.along);
    return json;
}

Json mark_json(const Journey& journey, const std::optional<Mark>& mark) {
    if (!mark) return nullptr;
    Json json{{"score", json_number(mark->score)}};
    json.update(place_json(journey, mark->place));
    return json;
}

Json crossing_json(const Journey& journey, const Crossing& crossing) {
    Json stages = Json::array();
    for (const Id stage : crossing.stages) stages.push_back(stage_title(journey, stage));
    return {{"from", place_json(journey, crossing.from)},
            {"to", place_json(journey, crossing.to)},
            {"lowest", mark_json(journey, crossing.lowest)},
            {"stages", stages}};
}

Json curve_json(const Session& session, const Journey& journey, const CurveAnalysis& curve) {
    Json json{{"persona", persona_name(session, curve.persona)},
              {"positive_peak", mark_json(journey, curve.positive_peak)},
              {"negative_peak", mark_json(journey, curve.negative_peak)},
              {"end", mark_json(journey, curve.end)},
              {"remembered", curve.remembered ? json_number(*curve.remembered) : Json(nullptr)},
              {"crossings", Json::array()},
              {"gaps", Json::array()}};
    for (const Crossing& crossing : curve.crossings)
        json["crossings"].push_back(crossing_json(journey, crossing));
    for (const StageGap& gap : curve.gaps)
        json["gaps"].push_back({{"stage", stage_title(journey, gap.stage)},
                                {"exceeded", json_number(gap.exceeded)},
                                {"disappointed", json_number(gap.disappointed)},
                                {"net", json_number(gap.net())}});
    return json;
}

Json evidence_json(const EvidenceShares& evidence) {
    Json json{{"total", evidence.total()}};
    for (const EvidenceState state : evidence_states)
        json[std::string(word_of(state))] = {{"count", evidence.counts[static_cast<std::size_t>(state)]},
                                             {"share", json_number(evidence.share(state))}};
    return json;
}

Json moments_json(const Journey& journey) {
    Json json = Json::array();
    for (const Shared<MagicMoment>& moment : journey.moments)
        json.push_back({{"title", moment->title},
                        {"stage", stage_title(journey, moment->stage)},
                        {"process", moment->process},
                        {"owner", moment->owner},
                        {"potential", moment->potential}});
    return json;
}

Json actions_json(const Journey& journey) {
    Json json = Json::array();
    for (const Shared<Action>& action : journey.actions)
        json.push_back({{"title", action->title},
                        {"about", thing_title(journey, action->about)},
                        {"owner", action->owner},
                        {"horizon", word_of(action->horizon)},
                        {"status", word_of(action->status)},
                        {"effort", action->effort},
                        {"effect", action->effect},
                        {"effect_size", action->effect_size}});
    return json;
}

Json journey_json(const Session& session, const Journey& journey, std::size_t number) {
    const Analysis analysis = analysed(journey);
    Json json{{"number", number}, {"title", journey.title}, {"state", word_of(journey.state)}};
    json["curves"] = Json::array();
    for (const CurveAnalysis& curve : analysis.curves)
        json["curves"].push_back(curve_json(session, journey, curve));
    json["evidence"] = evidence_json(analysis.evidence);
    json["notes_per_stage"] = Json::array();
    for (std::size_t i = 0; i < journey.stages.size() && i < analysis.notes_per_stage.size(); ++i)
        json["notes_per_stage"].push_back(
            {{"stage", journey.stages[i]->title}, {"notes", analysis.notes_per_stage[i]}});
    json["notes_parked"] = analysis.parked;
    json["notes_free"] = analysis.free;
    json["moments"] = moments_json(journey);
    json["actions"] = actions_json(journey);
    return json;
}

// --- for people: the scores stand in one column, what belongs to them follows

std::string row(const std::string& label, const std::string& score, const std::string& rest) {
    // The minus sign takes three bytes and one column.
    const std::size_t score_columns = score.size() - (score.find("\u2212") != std::string::npos ? 2 : 0);
    const auto spaces = [](std::size_t wanted, std::size_t used) {
        return std::string(wanted > used ? wanted - used : 1, ' ');
    };
    std::string text = "  " + label + spaces(23, label.size()) + spaces(5, score_columns) + score;
    if (!rest.empty()) text += "  " + rest;
    return text + "\n";
}

std::string mark_row(const Journey& journey, const std::string& label, const std::optional<Mark>& mark) {
    return mark ? row(label, score_text(mark->score), stage_title(journey, mark->place.stage))
                : row(label, "none", "");
}

std::string crossings_text(const Journey& journey, const CurveAnalysis& curve) {
    std::string text;
    for (const Crossing& crossing : curve.crossings) {
        std::string stages;
        for (const Id stage : crossing.stages)
            stages += (stages.empty() ? "" : ", ") + stage_title(journey, stage);
        text += row("Leaves", score_text(crossing.lowest.score), "under the tolerance line in " + stages);
    }
    return text;
}

std::string gaps_text(const Journey& journey, const CurveAnalysis& curve) {
    std::string text;
    for (const StageGap& gap : curve.gaps) {
        if (std::abs(gap.net()) < 0.05f) continue;
        text += row("Gap", score_text(gap.net()),
                    stage_title(journey, gap.stage) +
                        (gap.net() > 0 ? ": better than expected" : ": worse than expected"));
    }
    return text;
}

std::string curve_text(const Session& session, const Journey& journey, const CurveAnalysis& curve) {
    const std::string persona = persona_name(session, curve.persona);
    return "\nEmotion" + (persona.empty() ? "" : " of " + persona) + "\n" +
           mark_row(journey, "Positive peak", curve.positive_peak) +
           mark_row(journey, "Negative peak", curve.negative_peak) + mark_row(journey, "End", curve.end) +
           row("Remembered", curve.remembered ? score_text(*curve.remembered) : "none", "") +
           crossings_text(journey, curve) + gaps_text(journey, curve);
}

std::string evidence_text(const EvidenceShares& evidence) {
    if (evidence.total() == 0) return "";
    std::string text = "\nEvidence for " + std::to_string(evidence.total()) + " notes and curve points\n";
    for (const EvidenceState state : evidence_states) {
        const auto percent = static_cast<int>(std::lround(evidence.share(state) * 100));
        if (evidence.counts[static_cast<std::size_t>(state)] == 0) continue;
        text += row(name(state), std::to_string(percent) + " %",
                    std::to_string(evidence.counts[static_cast<std::size_t>(state)]));
    }
    return text;
}

std::string moments_text(const Journey& journey) {
    if (journey.moments.empty()) return "";
    std::string text = "\nMagic moments\n";
    for (const Shared<MagicMoment>& moment : journey.moments) {
        text += "  " + moment->title + " (" + stage_title(journey, moment->stage) + ")\n";
        if (!moment->process.empty()) text += "    Process    " + moment->process + "\n";
        if (!moment->owner.empty()) text += "    Owner      " + moment->owner + "\n";
        if (!moment->potential.empty()) text += "    Potential  " + moment->potential + "\n";
    }
    return text;
}

std::string actions_text(const Journey& journey) {
    if (journey.actions.empty()) return "";
    std::string text = "\nActions\n";
    for (const Shared<Action>& action : journey.actions) {
        text += "  " + action->title + " (" + spaced(word_of(action->horizon)) + ", " +
                spaced(word_of(action->status));
        if (!action->owner.empty()) text += ", " + action->owner;
        text += ")\n";
    }
    return text;
}

std::string journey_text(const Session& session, const Journey& journey) {
    const Analysis analysis = analysed(journey);
    std::string text = journey.title + "\n";
    text += std::string(name(journey.state)) + ", " + std::to_string(journey.stages.size()) + " stages, " +
            std::to_string(journey.notes.size()) + " notes";
    if (analysis.parked) text += ", " + std::to_string(analysis.parked) + " of them in the parking lot";
    text += "\n";
    if (analysis.curves.empty()) text += "\nNo emotion curve is drawn yet.\n";
    for (const CurveAnalysis& curve : analysis.curves) text += curve_text(session, journey, curve);
    return text + evidence_text(analysis.evidence) + moments_text(journey) + actions_text(journey);
}

} // namespace

int run(const AnalyseCommand& command) {
    const std::optional<OpenedSession> opened = opened_or_said(command.file);
    if (!opened) return exit_could_not;
    const Session& session = opened->session;
    if (command.journey && !journey_or_said(session, *command.journey, command.file)) return exit_could_not;
    for (const std::string& sentence : opened->damage) say(sentence);

    Json journeys = Json::array();
    std::string text;
    for (std::size_t i = 0; i < session.journeys.size(); ++i) {
        if (command.journey && i + 1 != static_cast<std::size_t>(*command.journey)) continue;
        if (command.json)
            journeys.push_back(journey_json(session, *session.journeys[i], i + 1));
        else
            text += (text.empty() ? "" : "\n\n") + journey_text(session, *session.journeys[i]);
    }
    if (session.journeys.empty()) text = "There is no journey in this session yet.\n";
    print(command.json ? json_lines({{"title", session.title}, {"journeys", journeys}}) : text);
    return exit_done;
}

} // namespace waymark
