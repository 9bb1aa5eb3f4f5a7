#pragma once
#include "app/input.hpp"
#include "render/theme.hpp"
#include "sessions/files.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

struct RecentFile {
    std::string path, title;
    std::int64_t opened_s = 0; ///< Unix time
    bool operator==(const RecentFile&) const = default;
};

/// Where the toolbar lies. Both: one at the left and one at the right. Automatic: at the bottom, and on a
/// wall so wide that its ends are out of each other's reach (see `is_wide_wall`), at both sides.
enum class ToolbarEdge : std::uint8_t { bottom, left, top, right, both, automatic };

/// Where touches come from; automatic: from the window's own system. Two sources at once would count the
/// fingers of a table that offers both twice, so `both` must be asked for.
enum class TouchSource : std::uint8_t { automatic, x11, tuio, both, off };

/// Who writes with the pen tool. Automatic: fingers, until a pen has been seen; then pens write and fingers
/// move. A table without pens lets fingers write whatever has been seen, others leave it to pens for good.
enum class InkFrom : std::uint8_t { automatic, fingers, pens };

/// What the keys of an on-screen keyboard write; Chinese by pinyin.
enum class KeyLanguage : std::uint8_t { english, german, russian, simplified_chinese, traditional_chinese };
inline constexpr std::size_t key_language_count = 5;
inline bool is_chinese(KeyLanguage language) { return language >= KeyLanguage::simplified_chinese; }

/// When on-screen keyboards open. Automatic: for whoever begins to write with a finger or a pen.
enum class KeypadUse : std::uint8_t { automatic, always, never };

inline constexpr std::uint16_t usual_tuio_port = 3333;

/// What an object on a table does, by the number that its tracker knows it by: lay a note, a star, or erase.
struct Stamp {
    std::int32_t object = 0;
    Tip tip = Tip::note;
    bool operator==(const Stamp&) const = default;
};

inline constexpr std::size_t stamp_limit = 64;
/// What a stamp does, as settings and command line call it: note, star, erase.
const char* name(Tip tip);
std::optional<Tip> stamp_named(std::string_view word);

/// What the program remembers of this person on this machine.
struct Settings {
    ThemeName theme = ThemeName::paper;
    float ui_scale = 0;           ///< 0 = from the screen; else 0.75 … 4
    bool motion = true;           ///< animations
    float viewing_distance_m = 0; ///< of those who read from afar; 0 = nobody does, else 1 … 20
    ToolbarEdge toolbar_edge = ToolbarEdge::automatic;
    TouchSource touch = TouchSource::automatic;
    std::uint16_t tuio_port = usual_tuio_port; ///< 0 = any free one
    std::string tuio_address = "127.0.0.1";    ///< that listens: anybody who reaches it can draw
    std::vector<Stamp> stamps;                 ///< at most `stamp_limit`
    bool lies_flat = false;      ///< a table: what opens for a person turns to that person's side
    bool wipe_with_hand = false; ///< the flat hand wipes ink; else it does nothing
    InkFrom ink_from = InkFrom::automatic;
    KeypadUse keypads = KeypadUse::automatic;
    std::vector<KeyLanguage>
        key_languages = ///< that on-screen keyboards offer, the last used first; never empty
        {KeyLanguage::english, KeyLanguage::german, KeyLanguage::russian, KeyLanguage::simplified_chinese,
         KeyLanguage::traditional_chinese};
    std::vector<RecentFile> recent; ///< newest first, at most 20
    std::string last_folder;
    std::string config_folder; ///< where this is kept; empty = not kept (tests, headless)
    std::string cache_folder;  ///< thumbnails
    std::string state_folder;  ///< journals of sessions (see Keeper); empty = nothing is kept
    std::string
        fallback_folder; ///< the same where that cannot be written: gone when the machine is switched off
    bool operator==(const Settings&) const = default;
};

/// `$XDG_CONFIG_HOME/waymark`, `$XDG_CACHE_HOME/waymark` and `$XDG_STATE_HOME/waymark` with their usual
/// fallbacks.
Settings settings_of_this_person(Files& files);
/// Written quietly; a failure only means that it is not remembered.
void remember(Files& files, const Settings& settings);
void note_recent(Settings& settings, const std::string& path, const std::string& title, std::int64_t now_s);

} // namespace waymark
