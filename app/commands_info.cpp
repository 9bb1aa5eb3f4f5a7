#include "app/command_line_json.hpp"
#include "app/commands.hpp"

#include "sessions/flaws.hpp"
#include "sessions/ids.hpp"
#include "sessions/storage_words.hpp"
#include "sessions/templates.hpp"

#include <algorithm>

namespace waymark {
namespace {

struct NoteCounts {
    std::size_t placed = 0, free = 0, parked = 0;
};

NoteCounts note_counts(const Journey& journey) {
    NoteCounts counts;
    for (const Shared<Note>& note : journey.notes)
        match(
            note->place, [&](const InCell&) { ++counts.placed; }, [&](const Free&) { ++counts.free; },
            [&](const Parked&) { ++counts.parked; });
    return counts;
}

// --- as JSON

Json note_json(const Journey& journey, const Note& note) {
    Json json{{"id", number(note.id)}, {"text", note.text}};
    match(
        note.place,
        [&](const InCell& cell) {
            const Lane* const lane = find_lane(journey, cell.lane);
            json["stage"] = stage_title(journey, cell.stage);
            json["lane"] = lane ? title(*lane) : "";
        },
        [&](const Free& free) {
            json["free"] = {json_number(free.at.x), json_number(free.at.y)};
        },
        [&](const Parked&) { json["parked"] = true; });
    json["kind"] = word_of(note.kind);
    json["colour"] = word_of(note.colour);
    json["evidence"] = word_of(note.evidence);
    return json;
}

Json curve_json(const Session& session, const Journey& journey, const Curve& curve) {
    Json points = Json::array();
    for (const CurvePoint& point : curve.points)
        points.push_back({{"stage", stage_title(journey, point.stage)},
                          {"along", json_number(point.along)},
                          {"score", json_number(point.score)}});
    return {
        {"kind", word_of(curve.kind)}, {"persona", persona_name(session, curve.persona)}, {"points", points}};
}

Json moment_json(const Journey& journey, const MagicMoment& moment) {
    return {{"title", moment.title},
            {"stage", stage_title(journey, moment.stage)},
            {"process", moment.process},
            {"owner", moment.owner},
            {"potential", moment.potential}};
}

Json counts_json(const Journey& journey) {
    const NoteCounts notes = note_counts(journey);
    return {{"stages", journey.stages.size()},
            {"lanes", journey.lanes.size()},
            {"notes", journey.notes.size()},
            {"notes_in_cells", notes.placed},
            {"notes_free", notes.free},
            {"notes_parked", notes.parked},
            {"curves", journey.curves.size()},
            {"moments", journey.moments.size()},
            {"touchpoints", journey.touchpoints.size()},
            {"pictures", journey.pictures.size()},
            {"connectors", journey.connectors.size()},
            {"ink", journey.ink.size()},
            {"actions", journey.actions.size()},
            {"metrics", journey.metrics.size()}};
}

Json journey_json(const Session& session, const Journey& journey) {
    Json json{{"id", number(journey.id)},     {"title", journey.title}, {"state", word_of(journey.state)},
              {"scenario", journey.scenario}, {"goal", journey.goal},   {"purpose", journey.purpose}};
    json["personas"] = Json::array();
    for (const Id id : journey.personas) json["personas"].push_back(persona_name(session, id));
    json["counts"] = counts_json(journey);
    json["stages"] = Json::array();
    for (const Shared<Stage>& stage : journey.stages) {
        Json entry{{"title", stage->title}, {"phase", word_of(stage->phase)}};
        if (stage->tolerance) entry["tolerance"] = json_number(*stage->tolerance);
        json["stages"].push_back(std::move(entry));
    }
    json["lanes"] = Json::array();
    for (const Shared<Lane>& lane : journey.lanes)
        json["lanes"].push_back({{"title", title(*lane)}, {"kind", word_of(lane->kind)}});
    json["notes"] = Json::array();
    for (const Shared<Note>& note : journey.notes) json["notes"].push_back(note_json(journey, *note));
    json["curves"] = Json::array();
    for (const Shared<Curve>& curve : journey.curves)
        json["curves"].push_back(curve_json(session, journey, *curve));
    json["moments"] = Json::array();
    for (const Shared<MagicMoment>& moment : journey.moments)
        json["moments"].push_back(moment_json(journey, *moment));
    return json;
}

std::string format_text(const OpenedSession& opened) {
    return std::to_string(opened.major) + "." + std::to_string(opened.minor);
}

Json info_json(const OpenedSession& opened, const std::string& file, const std::vector<std::string>& broken) {
    const Session& session = opened.session;
    Json json{{"file", file},
              {"format", format_text(opened)},
              {"bytes", opened.stamp.size},
              {"sequence", opened.sequence},
              {"read_only", opened.read_only},
              {"sound", opened.damage.empty() && broken.empty()},
              {"damage", opened.damage},
              {"flaws", broken},
              {"session", text_of(session.id)},
              {"title", session.title},
              {"language", session.language},
              {"sponsor", session.sponsor},
              {"facilitator", session.facilitator}};
    json["counts"] = {{"journeys", session.journeys.size()},         {"personas", session.personas.size()},
                      {"participants", session.participants.size()}, {"glossary", session.glossary.size()},
                      {"evidence", session.evidence.size()},         {"images", session.images.size()}};
    json["journeys"] = Json::array();
    for (const Shared<Journey>& journey : session.journeys)
        json["journeys"].push_back(journey_json(session, *journey));
    return json;
}

// --- for people

/// "  Goal        a warm jacket\n", or nothing when there is nothing to say.
std::string fact(const std::string& label, const std::string& value) {
    constexpr std::size_t column = 13;
    if (value.empty()) return "";
    std::string one_line = value;
    std::replace(one_line.begin(), one_line.end(), '\n', ' ');
    return "  " + label + std::string(column > label.size() ? column - label.size() : 1, ' ') + one_line +
           "\n";
}

std::string joined(const std::vector<std::string>& texts, const std::string& between) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : between) + text;
    return all;
}

std::string counted_if_any(std::size_t count, const std::string& one, const std::string& many) {
    return count == 0 ? "" : std::to_string(count) + " " + (count == 1 ? one : many);
}

/// Those of the counts that are not zero, in one line.
std::string what_else(const Journey& journey) {
    std::vector<std::string> parts{counted_if_any(journey.curves.size(), "curve", "curves"),
                                   counted_if_any(journey.moments.size(), "magic moment", "magic moments"),
                                   counted_if_any(journey.touchpoints.size(), "touchpoint", "touchpoints"),
                                   counted_if_any(journey.pictures.size(), "picture", "pictures"),
                                   counted_if_any(journey.connectors.size(), "connector", "connectors"),
                                   counted_if_any(journey.ink.size(), "pen stroke", "pen strokes"),
                                   counted_if_any(journey.actions.size(), "action", "actions"),
                                   counted_if_any(journey.metrics.size(), "metric", "metrics")};
    std::erase(parts, "");
    return joined(parts, ", ");
}

std::string notes_text(const Journey& journey) {
    const NoteCounts notes = note_counts(journey);
    std::vector<std::string> elsewhere;
    if (notes.free) elsewhere.push_back(std::to_string(notes.free) + " free");
    if (notes.parked) elsewhere.push_back(std::to_string(notes.parked) + " in the parking lot");
    return std::to_string(journey.notes.size()) +
           (elsewhere.empty() ? "" : " (" + joined(elsewhere, ", ") + ")");
}

std::string journey_text(const Session& session, const Journey& journey, std::size_t number) {
    std::vector<std::string> stages, lanes, personas;
    for (const Shared<Stage>& stage : journey.stages) stages.push_back(stage->title);
    for (const Shared<Lane>& lane : journey.lanes) lanes.push_back(title(*lane));
    for (const Id id : journey.personas) personas.push_back(persona_name(session, id));
    return "\nJourney " + std::to_string(number) + ": " + journey.title + " (" + name(journey.state) + ")\n" +
           fact("Persona", joined(personas, ", ")) + fact("Scenario", journey.scenario) +
           fact("Goal", journey.goal) +
           fact("Stages", std::to_string(stages.size()) + ": " + joined(stages, " · ")) +
           fact("Lanes", std::to_string(lanes.size()) + ": " + joined(lanes, " · ")) +
           fact("Notes", notes_text(journey)) + fact("Besides", what_else(journey));
}

std::string info_text(const OpenedSession& opened, const std::string& file,
                      const std::vector<std::string>& broken) {
    const Session& session = opened.session;
    const bool sound = opened.damage.empty() && broken.empty();
    std::string text =
        session.title + "\n" + fact("File", file + ", " + std::to_string(opened.stamp.size) + " bytes") +
        fact("Format", format_text(opened) + (opened.read_only ? ", made by a newer Waymark" : "")) +
        fact("Session", text_of(session.id)) + fact("Language", session.language) +
        fact("Sponsor", session.sponsor) + fact("Facilitator", session.facilitator) +
        fact("Integrity", sound ? "sound" : "not sound");
    for (const std::string& sentence : opened.damage) text += fact("", sentence);
    for (const std::string& sentence : broken) text += fact("", sentence);
    for (std::size_t i = 0; i < session.journeys.size(); ++i)
        text += journey_text(session, *session.journeys[i], i + 1);
    return text;
}

} // namespace

int run(const InfoCommand& command) {
    const std::optional<OpenedSession> opened = opened_or_said(command.file);
    if (!opened) return exit_could_not;
    const std::vector<std::string> broken = flaws(opened->session);
    print(command.json ? json_lines(info_json(*opened, command.file, broken))
                       : info_text(*opened, command.file, broken));
    return exit_done;
}

} // namespace waymark
