#pragma once
#include "app/pinyin.hpp"
#include "app/pinyin_memory.hpp"
#include "app/settings.hpp"
#include "render/icons.hpp"
#include "sessions/geometry.hpp"
#include "sessions/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// On-screen keyboards: one for each text that a person writes by touch, any number at once, each turned to
/// its person. They lie on the screen, not on the board, and belong to hands (tool_keys.cpp); what they write
/// goes out as intents. Lengths here are keyboard units: screen pixels at interface scale 1.
namespace waymark {

enum class KeyPage : std::uint8_t { letters, symbols, more_symbols, emoji, languages };
/// Once: for one character.
enum class KeyShift : std::uint8_t { none, once, locked };

/// What a key does.
enum class KeyAct : std::uint8_t {
    character, ///< writes its words
    space,
    shift,
    backspace,
    enter,
    left,
    right,
    page,        ///< value: the KeyPage it goes to
    emoji_group, ///< value: its number
    language,    ///< value: the KeyLanguage
    candidate,   ///< value: its number among all
    next_candidates,
    previous_candidates,
    done ///< ends the writing
};

enum class KeyStyle : std::uint8_t { letter, function, main, plain };

/// A key as it lies on the keyboard; its words are what it shows and, of characters, what it writes.
struct KeyCap {
    Rect rect; ///< from the keyboard's middle
    KeyAct act = KeyAct::character;
    KeyStyle style = KeyStyle::letter;
    std::uint8_t value = 0;
    std::string words;
    std::optional<Icon> icon; ///< shown instead of the words
    std::string variants;     ///< offered while it is held, one space between two
    bool chosen = false;      ///< shown as the one that is in use
    bool operator==(const KeyCap&) const = default;
};

/// Everything that decides which keys a keyboard has; the same face looks the same.
struct KeyFace {
    KeyLanguage language = KeyLanguage::english;
    KeyPage page = KeyPage::letters;
    KeyShift shift = KeyShift::none;
    std::uint8_t emoji_group = 0, emoji_sheet = 0;
    bool ends_line = false;   ///< Enter ends the writing: of titles
    std::uint8_t offered = 0; ///< languages, a bit for each
    auto operator<=>(const KeyFace&) const = default;
};

/// Chinese being typed: letters and what has been picked for the first of them.
struct Spelling {
    std::string letters;               ///< a … z and ', without those that are picked
    std::vector<PinyinChoice> picked;  ///< in their order
    std::vector<PinyinChoice> choices; ///< for the letters, the likeliest first
    std::vector<std::size_t> sheets;   ///< the first choice of each row of them that is shown
    std::size_t sheet = 0;             ///< the row that is shown
    bool empty() const { return letters.empty() && picked.empty(); }
};

/// What a keyboard writes on that types into the field of a panel: no thing of any board has this number.
inline constexpr Id panel_field{~std::uint64_t{0}};

struct Keypad {
    std::uint32_t number = 0;
    Id thing{};
    Vec2 at_px;      ///< its middle
    float angle = 0; ///< 0 = upright; else turned to its person's side
    float scale = 1; ///< smaller where there is little room
    KeyFace face;
    bool is_put = false;   ///< carried there by its person: it stays
    double shifted_s = -1; ///< when Shift was tapped last
    Spelling spelling;
};

/// What was written where, so that a person's next keyboard speaks the same language.
struct KeyPlace {
    Vec2 at_px;
    KeyLanguage language{};
};

struct Keypads {
    std::vector<Keypad> open; ///< the one that was touched last is drawn last
    std::uint32_t made = 0;
    std::vector<KeyPlace> places; ///< the newest last, a few
    std::vector<Rect> texts_px;   ///< what is written, when keys were last seen to be clear of it
    PinyinMemory memory;
};

inline constexpr float key_gap = 5, keypad_padding = 10, keypad_header = 34, key_height = 54,
                       candidates_height = 54, keypad_width = 740;

// --- keypad_keys.cpp
/// The keys of a face, without candidates.
std::vector<KeyCap> keys_of(const KeyFace& face);
/// All keys of a keyboard, candidates among them.
std::vector<KeyCap> keys_of(const Keypad& keypad);
Vec2 size_of(const KeyFace& face);
/// In its own name: "Deutsch".
const char* name(KeyLanguage language);
/// The row of candidates, from the keyboard's middle; empty where there is none.
Rect candidates_of(const KeyFace& face);
/// What a held key offers, one box each, over it and within the keyboard's width.
std::vector<KeyCap> variants_of(const KeyCap& key);
/// Which candidates begin a new row.
std::vector<std::size_t> candidate_sheets(const std::vector<PinyinChoice>& choices);

// --- keypad_emoji.cpp
struct EmojiGroup {
    const char* sign;  ///< on its tab
    const char* signs; ///< one space between two
};
inline constexpr std::size_t emoji_group_count = 8, emoji_on_sheet = 36;
const EmojiGroup& emoji_group(std::size_t number);
/// How many sheets the group fills.
std::size_t emoji_sheets(std::size_t group);

// --- keypad_place.cpp
/// What an upright rectangle around the keyboard covers, pixels.
Rect covered_by(const Keypad& keypad, float ui_scale);
/// A place on the screen in the keyboard's own coordinates.
Vec2 on_keypad(const Keypad& keypad, Vec2 at_px, float ui_scale);
Vec2 on_screen(const Keypad& keypad, Vec2 at, float ui_scale);
/// The topmost keyboard there; null = none.
const Keypad* keypad_under(const Keypads& keypads, Vec2 at_px, float ui_scale);
Keypad* keypad_on(Keypads& keypads, Id thing);
const Keypad* keypad_on(const Keypads& keypads, Id thing);
Keypad* keypad_numbered(Keypads& keypads, std::uint32_t number);
/// Its middle and how large. Clear: nothing is covered that should be seen.
struct KeypadPlace {
    Vec2 at_px;
    float scale = 1;
    bool is_clear = true;
};
/// Where a keyboard may lie.
struct KeypadRoom {
    Rect free_px;               ///< it stays within
    std::vector<Rect> kept_px;  ///< others, toolboxes
    std::vector<Rect> texts_px; ///< what others write: rather over their keys than over these
    Rect rather_not;            ///< the panel around the field that is written
};
/// Where it opens: beside `text_px` on its person's side, not over what is written, and not over what is kept
/// clear where there is room; smaller where only that makes room.
KeypadPlace place_for(const Keypad& keypad, const Rect& text_px, const KeypadRoom& room, float ui_scale);
/// A keyboard and what it writes.
struct WrittenOn {
    Keypad keypad;
    Rect text_px;
};
/// Places for all of them at once, none over another or what that writes, as near to their texts as can be;
/// nothing where there is no such room even for small ones.
std::optional<std::vector<KeypadPlace>> places_for_all(const std::vector<WrittenOn>& all,
                                                       const KeypadRoom& room, float ui_scale);
/// Other keys, and perhaps another height: the edge that lies towards the text stays where it is.
void change_face(Keypad& keypad, const KeyFace& face, float ui_scale);
/// Brought back to where no bar hides it.
void keep_within(Keypad& keypad, const Rect& free_px, float ui_scale);
/// The language that was last written near there; else `usual`.
KeyLanguage language_near(const Keypads& keypads, Vec2 at_px, KeyLanguage usual, float ui_scale);
/// Remembers the language for who comes back to this place.
void remember_place(Keypads& keypads, const Keypad& keypad, float ui_scale);

// --- keypad_spelling.cpp
/// The letters as they stand, picks before them: what is written when nothing else is chosen.
std::string raw(const Spelling& spelling);
/// Where words come from.
struct PinyinWords {
    const PinyinDictionary* dictionary = nullptr; ///< null: there is none yet
    PinyinMemory* memory = nullptr;               ///< null: nothing is remembered
    KeyLanguage language{};
};
/// The choices for its letters, anew.
void spell(Spelling& spelling, const PinyinWords& words);
/// Takes a choice; the text when all letters have been taken by now.
std::optional<std::string> pick(Spelling& spelling, std::size_t choice, const PinyinWords& words);
/// Takes back the last pick, else the last letter.
void take_back(Spelling& spelling, const PinyinWords& words);

} // namespace waymark
