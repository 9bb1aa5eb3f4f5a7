#include "app/settings.hpp"

#include "sessions/clean_text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <type_traits>

namespace waymark {
namespace {

constexpr std::size_t recent_limit = 20;
constexpr std::uint64_t settings_size_limit = 1 << 20;
constexpr std::uint32_t private_folder = 0700, private_file = 0600;

std::string folder_from(const char* variable, const char* below_home) {
    const char* set = std::getenv(variable);
    if (set && *set == '/') return std::string{set} + "/waymark"; // the XDG rule: a relative path is ignored
    const char* home = std::getenv("HOME");
    return home && *home ? std::string{home} + below_home + "/waymark" : std::string{};
}

std::string settings_path(const std::string& folder) { return folder + "/settings.json"; }

/// What stands there, when it is of the kind that is wanted; else `usual`.
template <class T> T field(const nlohmann::json& json, const char* name, T usual) {
    const auto found = json.find(name);
    if (found == json.end()) return usual;
    if constexpr (std::is_same_v<T, bool>)
        return found->is_boolean() ? found->get<bool>() : usual;
    else if constexpr (std::is_integral_v<T>) // a fraction too large for it would be undefined
        return found->is_number_integer() ? found->get<T>() : usual;
    else if constexpr (std::is_arithmetic_v<T>)
        return found->is_number() ? found->get<T>() : usual;
    else
        return found->is_string() ? found->get<T>() : usual;
}

/// One of the `count` values of an enumeration, kept as a number.
template <class Choice> Choice choice(const nlohmann::json& json, const char* name, Choice usual, int count) {
    const int number = field(json, name, static_cast<int>(usual));
    return number >= 0 && number < count ? static_cast<Choice>(number) : usual;
}

/// Stamps that are odd are left out.
std::vector<Stamp> stamps_from(const nlohmann::json& json) {
    std::vector<Stamp> stamps;
    const auto list = json.find("stamps");
    if (list == json.end() || !list->is_array()) return stamps;
    for (const auto& one : *list) {
        if (!one.is_object() || stamps.size() >= stamp_limit) continue;
        const std::optional<Tip> tip = stamp_named(field(one, "does", std::string{}));
        const auto object = field(one, "object", std::int64_t{-1});
        if (tip && object >= 0 && object <= std::numeric_limits<std::int32_t>::max())
            stamps.push_back({static_cast<std::int32_t>(object), *tip});
    }
    return stamps;
}

void read_touch(const nlohmann::json& json, Settings& settings) {
    settings.touch = choice(json, "touch", settings.touch, 5);
    const auto port = field(json, "tuio_port", std::int64_t{usual_tuio_port});
    settings.tuio_port = port >= 0 && port <= std::numeric_limits<std::uint16_t>::max()
                             ? static_cast<std::uint16_t>(port)
                             : usual_tuio_port;
    settings.tuio_address = field(json, "tuio_address", settings.tuio_address);
    settings.stamps = stamps_from(json);
    settings.lies_flat = field(json, "lies_flat", false);
    settings.wipe_with_hand = field(json, "wipe_with_hand", false);
    settings.ink_from = choice(json, "ink_from", settings.ink_from, 3);
}

constexpr std::array<const char*, key_language_count> key_language_names{"en", "de", "ru", "zh-Hans",
                                                                         "zh-Hant"};

/// Each once, in their order; a list without any that we know leaves what is there.
void read_key_languages(const nlohmann::json& json, Settings& settings) {
    settings.keypads = choice(json, "keypads", settings.keypads, 3);
    const auto list = json.find("key_languages");
    if (list == json.end() || !list->is_array()) return;
    std::vector<KeyLanguage> languages;
    for (const auto& one : *list)
        for (std::size_t i = 0; i < key_language_names.size(); ++i)
            if (one.is_string() && one == key_language_names[i] &&
                std::ranges::find(languages, static_cast<KeyLanguage>(i)) == languages.end())
                languages.push_back(static_cast<KeyLanguage>(i));
    if (!languages.empty()) settings.key_languages = std::move(languages);
}

nlohmann::json json_of(const std::vector<KeyLanguage>& languages) {
    nlohmann::json list = nlohmann::json::array();
    for (const KeyLanguage one : languages)
        list.push_back(key_language_names.at(static_cast<std::size_t>(one)));
    return list;
}

/// The language of this person's system comes first until another is used.
void begin_with_own_language(Settings& settings) {
    std::string locale;
    for (const char* variable : {"LANG", "LC_CTYPE", "LC_ALL"}) // the last one that is set decides
        if (const char* set = std::getenv(variable); set && *set) locale = set;
    const bool traditional = locale.starts_with("zh_TW") || locale.starts_with("zh_HK");
    const KeyLanguage own = traditional                ? KeyLanguage::traditional_chinese
                            : locale.starts_with("zh") ? KeyLanguage::simplified_chinese
                            : locale.starts_with("ru") ? KeyLanguage::russian
                            : locale.starts_with("de") ? KeyLanguage::german
                                                       : KeyLanguage::english;
    const auto found = std::ranges::find(settings.key_languages, own);
    std::rotate(settings.key_languages.begin(), found, found + 1);
}

nlohmann::json json_of(const std::vector<Stamp>& stamps) {
    nlohmann::json list = nlohmann::json::array();
    for (const Stamp& stamp : stamps) list.push_back({{"object", stamp.object}, {"does", name(stamp.tip)}});
    return list;
}

/// Missing and odd fields leave what is there: settings are a convenience, never a reason to stop.
void read_fields(const nlohmann::json& json, Settings& settings) {
    if (!json.is_object()) return;
    settings.theme = choice(json, "theme", settings.theme, 3);
    settings.toolbar_edge = choice(json, "toolbar_edge", settings.toolbar_edge, 6);
    const double away = field(json, "viewing_distance_m", 0.0);
    settings.viewing_distance_m = away >= 1 && away <= 20 ? static_cast<float>(away) : 0.0f;
    const double scale = field(json, "ui_scale", 0.0);
    settings.ui_scale = scale >= 0.75 && scale <= 4 ? static_cast<float>(scale) : 0.0f;
    settings.motion = field(json, "motion", true);
    read_touch(json, settings);
    read_key_languages(json, settings);
    settings.last_folder = field(json, "last_folder", std::string{});
    const auto recent = json.find("recent");
    if (recent == json.end() || !recent->is_array()) return;
    for (const auto& one : *recent) {
        if (!one.is_object() || settings.recent.size() >= recent_limit) continue;
        RecentFile file{field(one, "path", std::string{}),
                        clean_line(field(one, "title", std::string{})).text,
                        field(one, "opened_s", std::int64_t{0})};
        if (!file.path.empty()) settings.recent.push_back(std::move(file));
    }
}

std::string json_of(const Settings& settings) {
    nlohmann::json recent = nlohmann::json::array();
    for (const RecentFile& one : settings.recent)
        recent.push_back({{"path", one.path}, {"title", one.title}, {"opened_s", one.opened_s}});
    const nlohmann::json json{{"theme", static_cast<int>(settings.theme)},
                              {"ui_scale", settings.ui_scale},
                              {"motion", settings.motion},
                              {"toolbar_edge", static_cast<int>(settings.toolbar_edge)},
                              {"viewing_distance_m", settings.viewing_distance_m},
                              {"touch", static_cast<int>(settings.touch)},
                              {"tuio_port", settings.tuio_port},
                              {"tuio_address", settings.tuio_address},
                              {"stamps", json_of(settings.stamps)},
                              {"lies_flat", settings.lies_flat},
                              {"wipe_with_hand", settings.wipe_with_hand},
                              {"ink_from", static_cast<int>(settings.ink_from)},
                              {"keypads", static_cast<int>(settings.keypads)},
                              {"key_languages", json_of(settings.key_languages)},
                              {"last_folder", settings.last_folder},
                              {"recent", std::move(recent)}};
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

std::optional<Tip> stamp_named(std::string_view word) {
    for (const Tip tip : {Tip::note, Tip::star, Tip::eraser})
        if (word == name(tip)) return tip;
    return std::nullopt;
}

const char* name(Tip tip) {
    switch (tip) {
    case Tip::plain: return "plain";
    case Tip::eraser: return "erase";
    case Tip::note: return "note";
    case Tip::star: return "star";
    }
    return "";
}

Settings settings_of_this_person(Files& files) {
    Settings settings;
    settings.config_folder = folder_from("XDG_CONFIG_HOME", "/.config");
    settings.cache_folder = folder_from("XDG_CACHE_HOME", "/.cache");
    settings.state_folder = folder_from("XDG_STATE_HOME", "/.local/state");
    if (std::getenv("XDG_RUNTIME_DIR")) settings.fallback_folder = folder_from("XDG_RUNTIME_DIR", "/.cache");
    begin_with_own_language(settings);
    if (settings.config_folder.empty()) return settings;
    const Result<std::string> text = files.read(settings_path(settings.config_folder), settings_size_limit);
    if (!text) return settings;
    try {
        read_fields(nlohmann::json::parse(*text), settings);
    } catch (const nlohmann::json::exception&) {
        // A broken settings file is as good as none; it is written anew with the next change.
    }
    return settings;
}

void remember(Files& files, const Settings& settings) {
    if (settings.config_folder.empty()) return;
    // Folder and file are a convenience: a failure means that they are not remembered, nothing else.
    (void)files.make_folder(settings.config_folder, private_folder);
    const std::string path = settings_path(settings.config_folder), fresh = path + ".new";
    (void)files.remove(fresh);
    Result<std::unique_ptr<WritableFile>> file = files.create(fresh, private_file);
    if (!file) return;
    if (!file.value()->append(json_of(settings)) || !file.value()->close() || !files.rename(fresh, path))
        (void)files.remove(fresh);
}

void note_recent(Settings& settings, const std::string& path, const std::string& title, std::int64_t now_s) {
    std::erase_if(settings.recent, [&](const RecentFile& one) { return one.path == path; });
    settings.recent.insert(settings.recent.begin(), {path, clean_line(title).text, now_s});
    if (settings.recent.size() > recent_limit) settings.recent.resize(recent_limit);
}

} // namespace waymark
