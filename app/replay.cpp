#include "app/replay.hpp"

#include "sessions/clean_text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace waymark {
namespace {

using nlohmann::json;

/// What is wrong with a line, thrown from deep inside its reading and caught where the line's number is
/// known.
struct Wrong {
    std::string reason;
};

template <class T> using Names = std::vector<std::pair<std::string_view, T>>;

template <class T> T named(const json& value, const Names<T>& names, const char* what) {
    if (value.is_string())
        for (const auto& [name, meaning] : names)
            if (name == value.get_ref<const std::string&>()) return meaning;
    throw Wrong{std::string("\"") + what + "\" must be one of the names it knows"};
}

const Names<Source> sources{{"mouse", Source::mouse}, {"touch", Source::touch}, {"pen", Source::pen}};
const Names<Button> buttons{{"left", Button::left}, {"middle", Button::middle}, {"right", Button::right}};
const Names<Tip> tips{
    {"plain", Tip::plain}, {"eraser", Tip::eraser}, {"note", Tip::note}, {"star", Tip::star}};
const Names<ContactPhase> phases{{"begin", ContactPhase::begin},
                                 {"move", ContactPhase::move},
                                 {"end", ContactPhase::end},
                                 {"cancel", ContactPhase::cancel}};

const Names<Key>& key_names() {
    static const Names<Key> names = [] {
        static constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz", digits = "0123456789";
        static constexpr std::array<std::string_view, 12> functions{"f1", "f2", "f3", "f4",  "f5",  "f6",
                                                                    "f7", "f8", "f9", "f10", "f11", "f12"};
        const auto after = [](Key first, std::size_t i) {
            return static_cast<Key>(static_cast<std::size_t>(first) + i);
        };
        Names<Key> all{{"escape", Key::escape},
                       {"enter", Key::enter},
                       {"tab", Key::tab},
                       {"space", Key::space},
                       {"backspace", Key::backspace},
                       {"delete", Key::del},
                       {"insert", Key::insert},
                       {"home", Key::home},
                       {"end", Key::end},
                       {"page_up", Key::page_up},
                       {"page_down", Key::page_down},
                       {"left", Key::left},
                       {"right", Key::right},
                       {"up", Key::up},
                       {"down", Key::down},
                       {"plus", Key::plus},
                       {"minus", Key::minus},
                       {"slash", Key::slash},
                       {"period", Key::period},
                       {"comma", Key::comma},
                       {"menu", Key::menu}};
        for (std::size_t i = 0; i < letters.size(); ++i)
            all.emplace_back(letters.substr(i, 1), after(Key::a, i));
        for (std::size_t i = 0; i < digits.size(); ++i)
            all.emplace_back(digits.substr(i, 1), after(Key::digit_0, i));
        for (std::size_t i = 0; i < functions.size(); ++i) all.emplace_back(functions[i], after(Key::f1, i));
        return all;
    }();
    return names;
}

float number(const json& value, const char* what, double least = -1e6, double greatest = 1e6) {
    if (!value.is_number()) throw Wrong{std::string("\"") + what + "\" must be a number"};
    const double number = value.get<double>();
    if (!std::isfinite(number) || number < least || number > greatest)
        throw Wrong{std::string("\"") + what + "\" is out of range"};
    return static_cast<float>(number);
}

Vec2 pair(const json& value, const char* what, double least = -1e6, double greatest = 1e6) {
    if (!value.is_array() || value.size() != 2)
        throw Wrong{std::string("\"") + what + "\" must be two numbers"};
    return {number(value[0], what, least, greatest), number(value[1], what, least, greatest)};
}

bool flag(const json& value, const char* what) {
    if (!value.is_boolean()) throw Wrong{std::string("\"") + what + "\" must be true or false"};
    return value.get<bool>();
}

std::string text(const json& value, const char* what) {
    if (!value.is_string()) throw Wrong{std::string("\"") + what + "\" must be a text"};
    return value.get<std::string>();
}

const json& list(const json& value, const char* what) {
    if (!value.is_array()) throw Wrong{std::string("\"") + what + "\" must be a list"};
    return value;
}

void refuse_unknown(const json& object, const std::set<std::string_view>& known) {
    if (!object.is_object()) throw Wrong{"an object in braces was expected"};
    for (const auto& [field, value] : object.items())
        if (!known.contains(field)) throw Wrong{"there is no field \"" + clean_line(field, 80).text + "\""};
}

Contact contact_from(const json& object) {
    refuse_unknown(object, {"id", "source", "phase", "x", "y", "pressure", "button", "tip", "width"});
    if (!object.contains("phase") || !object.contains("x") || !object.contains("y"))
        throw Wrong{"a contact needs \"phase\", \"x\" and \"y\""};
    Contact contact;
    contact.id = 1;
    if (object.contains("id")) contact.id = static_cast<std::uint32_t>(number(object["id"], "id", 0, 1e6));
    if (object.contains("source")) contact.source = named(object["source"], sources, "source");
    contact.phase = named(object["phase"], phases, "phase");
    contact.at_px = {number(object["x"], "x"), number(object["y"], "y")};
    if (object.contains("pressure")) contact.pressure = number(object["pressure"], "pressure", 0, 1);
    if (object.contains("button")) contact.button = named(object["button"], buttons, "button");
    if (object.contains("tip")) contact.tip = named(object["tip"], tips, "tip");
    if (object.contains("width")) contact.width_px = number(object["width"], "width", 0);
    return contact;
}

Modifiers modifiers_from(const json& names) {
    Modifiers with;
    const Names<bool Modifiers::*> known{{"shift", &Modifiers::shift},
                                         {"control", &Modifiers::control},
                                         {"alt", &Modifiers::alt},
                                         {"super", &Modifiers::super}};
    for (const json& name : list(names, "mods")) with.*named(name, known, "mods") = true;
    return with;
}

void add_key(std::vector<Event>& events, const json& value, Modifiers with) {
    if (value.is_string()) {
        const Key key = named(value, key_names(), "keys");
        events.emplace_back(KeyPress{key, true, false, with});
        events.emplace_back(KeyPress{key, false, false, with});
        return;
    }
    refuse_unknown(value, {"key", "down", "repeat"});
    if (!value.contains("key")) throw Wrong{"a key needs \"key\""};
    KeyPress press;
    press.key = named(value["key"], key_names(), "key");
    press.with = with;
    if (value.contains("down")) press.down = flag(value["down"], "down");
    if (value.contains("repeat")) press.repeat = flag(value["repeat"], "repeat");
    events.emplace_back(press);
}

Dropped drop_from(const json& object) {
    refuse_unknown(object, {"x", "y", "paths"});
    if (!object.contains("paths")) throw Wrong{"a drop needs \"paths\""};
    Dropped dropped;
    if (object.contains("x")) dropped.at_px.x = number(object["x"], "x");
    if (object.contains("y")) dropped.at_px.y = number(object["y"], "y");
    for (const json& path : list(object["paths"], "paths")) dropped.paths.push_back(text(path, "paths"));
    return dropped;
}

/// Reads line after line; what holds on from line to line is kept here.
struct LineReader {
    Input last; ///< time, size and density of the line before
    bool first = true;
    Vec2 pointer_px; ///< where the mouse was last

    Input frame_from(const json& line);
    void take_frame(const json& line, Input& input);
    void take_pointer(const json& line, std::vector<Event>& events);
};

void LineReader::take_frame(const json& line, Input& input) {
    constexpr double frame_s = 1.0 / 60;
    input.time_s = first ? 0 : last.time_s + frame_s;
    if (line.contains("t")) {
        const json& time = line["t"];
        if (!time.is_number() || !std::isfinite(time.get<double>()) || time.get<double>() < 0 ||
            time.get<double>() > 1e7)
            throw Wrong{"\"t\" must be a number of seconds"};
        input.time_s = time.get<double>();
        if (!first && input.time_s < last.time_s) throw Wrong{"time runs backwards"};
    }
    if (line.contains("size")) input.size_px = pair(line["size"], "size", 1, 32768);
    if (line.contains("density")) input.density = number(line["density"], "density", 0.25, 8);
}

void LineReader::take_pointer(const json& line, std::vector<Event>& events) {
    if (line.contains("hover")) {
        pointer_px = pair(line["hover"], "hover");
        events.emplace_back(Hover{pointer_px});
    }
    if (line.contains("pen_hover"))
        events.emplace_back(Hover{pair(line["pen_hover"], "pen_hover"), Source::pen});
    if (line.contains("contacts"))
        for (const json& value : list(line["contacts"], "contacts")) {
            const Contact contact = contact_from(value);
            if (contact.source == Source::mouse) pointer_px = contact.at_px;
            events.emplace_back(contact);
        }
}

Input LineReader::frame_from(const json& line) {
    refuse_unknown(line, {"t", "size", "density", "mods", "hover", "pen_hover", "contacts", "scroll", "keys",
                          "text", "paste", "drops", "lost", "close"});
    Input input = last;
    input.events.clear();
    take_frame(line, input);
    const Modifiers with = line.contains("mods") ? modifiers_from(line["mods"]) : Modifiers{};
    take_pointer(line, input.events);
    if (line.contains("scroll"))
        input.events.emplace_back(Scroll{pointer_px, pair(line["scroll"], "scroll", -1e4, 1e4), with});
    if (line.contains("keys"))
        for (const json& key : list(line["keys"], "keys")) add_key(input.events, key, with);
    if (line.contains("text"))
        input.events.emplace_back(Typed{clean_text(text(line["text"], "text"), replay_line_limit).text});
    if (line.contains("paste"))
        input.events.emplace_back(Pasted{clean_text(text(line["paste"], "paste"), replay_line_limit).text});
    if (line.contains("drops"))
        for (const json& drop : list(line["drops"], "drops")) input.events.emplace_back(drop_from(drop));
    if (line.contains("lost")) input.events.emplace_back(ContactsLost{named(line["lost"], sources, "lost")});
    if (line.contains("close") && flag(line["close"], "close")) input.events.emplace_back(CloseAsked{});
    last = input;
    first = false;
    return input;
}

/// Deep nesting would take the stack; no frame needs more than a list of objects with lists.
bool is_deep(std::string_view line) {
    constexpr int deepest = 8;
    int depth = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (in_text && c == '\\')
            ++i;
        else if (c == '"')
            in_text = !in_text;
        else if (!in_text && (c == '[' || c == '{') && ++depth > deepest)
            return true;
        else if (!in_text && (c == ']' || c == '}'))
            --depth;
    }
    return false;
}

Input frame_from(LineReader& reader, std::string_view line) {
    if (line.size() > replay_line_limit) throw Wrong{"it is longer than 1 MB"};
    if (is_deep(line)) throw Wrong{"it is nested too deeply"};
    const json value = json::parse(line, nullptr, false);
    if (value.is_discarded()) throw Wrong{"it is not JSON"};
    return reader.frame_from(value);
}

} // namespace

struct RecordedInput::Reader : LineReader {};

RecordedInput::RecordedInput(std::string_view lines, std::string name)
    : lines_{lines}, name_{std::move(name)}, reader_{std::make_unique<Reader>()} {}
RecordedInput::~RecordedInput() = default;

Result<std::optional<Input>> RecordedInput::next() {
    while (!lines_.empty()) {
        const std::size_t end = std::min(lines_.find('\n'), lines_.size());
        const std::string_view line = lines_.substr(0, end);
        lines_.remove_prefix(std::min(end + 1, lines_.size()));
        ++number_;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos || line.front() == '#') continue;
        try {
            return std::optional{frame_from(*reader_, line)};
        } catch (const Wrong& wrong) {
            lines_ = {};
            return Error{ErrorKind::invalid, name_,
                         "Line " + std::to_string(number_) + " of " + name_ +
                             " cannot be replayed: " + wrong.reason + "."};
        }
    }
    return std::optional<Input>{};
}

Result<std::vector<Input>> inputs_from(std::string_view lines, const std::string& name) {
    std::vector<Input> inputs;
    RecordedInput recorded{lines, name};
    for (;;) {
        Result<std::optional<Input>> next = recorded.next();
        if (!next) return next.error();
        if (!*next) return inputs;
        inputs.push_back(std::move(*next.value()));
    }
}

} // namespace waymark
