#include "sessions/storage.hpp"

#include "sessions/image_hash.hpp"
#include "sessions/storage_draft.hpp"
#include "sessions/storage_fields.hpp"
#include "sessions/templates.hpp"

#include <nlohmann/json.hpp>

#include <charconv>
#include <concepts>

namespace waymark {

namespace {

using Json = nlohmann::ordered_json;

template <class T> Json json_of(const T& object);
inline Json json_of(const std::string& text) { return text; }
inline Json json_of(const ImageHash& hash) { return hex_of(hash); }
template <class E> Json json_of(const Word<E>& word) { return word_of(word.value); }

/// The shortest number that names this very float: 0.1, not 0.10000000149011612.
inline Json json_of(float number) {
    char text[64];
    const char* end = std::to_chars(text, text + sizeof text, number).ptr;
    double shortest = 0;
    std::from_chars(text, end, shortest);
    return shortest;
}

inline Json json_of(const StoredPlace& place) {
    if (place.kind == 0) return {{"in", "cell"}, {"stage", place.stage}, {"lane", place.lane}};
    if (place.kind == 1) return {{"in", "board"}, {"x", json_of(place.at.x)}, {"y", json_of(place.at.y)}};
    return {{"in", "parking_lot"}};
}

template <class T> Json json_of(const std::optional<T>& value) { return value ? json_of(*value) : Json{}; }

template <class T> Json json_of(const std::vector<T>& values) {
    Json list = Json::array();
    for (const T& value : values) list.push_back(json_of(value));
    return list;
}

/// An archive for the same `serialize` functions that write the file: it gathers the named fields in a JSON
/// object.
struct JsonOut {
    Json& object;
    template <class... Pairs> void operator()(Pairs&&... pairs) {
        ((object[pairs.name] = json_of(pairs.value)), ...);
    }
};

template <class T> Json json_of(const T& value) {
    if constexpr (std::is_arithmetic_v<T>) {
        return value;
    } else if constexpr (std::is_same_v<T, Id>) {
        return static_cast<std::uint64_t>(value);
    } else {
        Json object = Json::object();
        JsonOut out{object};
        T copy = value; // `serialize` serves reading too and wants something it might change
        serialize(out, copy);
        return object;
    }
}

/// Lists of shared values: those of a session or journey.
Json json_of_list(const auto& list) {
    Json array = Json::array();
    for (const auto& element : list) array.push_back(json_of(*element));
    return array;
}

Json json_of_journey(const Journey& journey) {
    Json object = json_of(journey);
    object["stages"] = json_of_list(journey.stages);
    object["lanes"] = json_of_list(journey.lanes);
    object["notes"] = json_of_list(journey.notes);
    object["touchpoints"] = json_of_list(journey.touchpoints);
    object["curves"] = json_of_list(journey.curves);
    object["moments"] = json_of_list(journey.moments);
    object["pictures"] = json_of_list(journey.pictures);
    object["connectors"] = json_of_list(journey.connectors);
    object["ink"] = json_of_list(journey.ink);
    object["actions"] = json_of_list(journey.actions);
    object["metrics"] = json_of_list(journey.metrics);
    return object;
}

Json json_of_image(const Image& image) {
    return {{"hash", hex_of(image.hash)},
            {"width", image.width},
            {"height", image.height},
            {"byte_count", image.bytes->size()}};
}

} // namespace

std::string json_text(const Session& session) {
    Json object;
    object["id"] = text_of(session.id);
    object.update(json_of(session));
    object["personas"] = json_of_list(session.personas);
    object["participants"] = json_of_list(session.participants);
    object["glossary"] = json_of_list(session.glossary);
    object["evidence"] = json_of_list(session.evidence);
    object["journeys"] = Json::array();
    for (const Shared<Journey>& journey : session.journeys)
        object["journeys"].push_back(json_of_journey(*journey));
    object["images"] = Json::array();
    for (const Shared<Image>& image : session.images) object["images"].push_back(json_of_image(*image));
    // Texts of a session are valid UTF-8; should one ever not be, its bad bytes are replaced instead of
    // throwing.
    return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace waymark
