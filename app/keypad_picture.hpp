#pragma once
#include "app/keypad.hpp"
#include "render/scene.hpp"
#include "render/text.hpp"
#include "render/theme.hpp"

#include <map>
#include <string>
#include <tuple>

/// What on-screen keyboards look like. Everything that stays as it is stays the same shared value: in a frame
/// in which nobody presses a key, nothing is drawn anew.
namespace waymark {

struct App;
struct Frame;
struct Keying;

class KeypadPictures {
public:
    /// What the head and the row of candidates of one keyboard say.
    struct Head {
        KeyFace face;
        ThemeName theme{};
        std::optional<NoteColour> colour; ///< of the note that is written
        std::string before, after;        ///< the caret, where the text on the board is too small to read
        std::string spelt, message;       ///< letters and picks; a sentence instead of candidates
        std::size_t choices = 0,
                    sheet = 0; ///< how many there are for these letters, and the row that is shown
        bool operator==(const Head&) const = default;
    };

    Shared<Drawing> keys(const KeyFace& face, ThemeName look, TextEngine& text);
    /// With the candidates.
    Shared<Drawing> head(const Keypad& keypad, Head head, TextEngine& text);
    /// Around its own middle.
    Shared<Drawing> pressed(const KeyCap& key, KeyLanguage language, ThemeName look, TextEngine& text);
    Shared<Drawing> variants(const Keying& keying, ThemeName look, TextEngine& text);
    /// Keyboards that are no longer open.
    void forget_but(const std::vector<Keypad>& open);

private:
    struct Shown {
        Head head;
        Shared<Drawing> drawing;
    };
    std::map<std::tuple<KeyFace, ThemeName>, Shared<Drawing>> faces_;
    std::map<std::uint32_t, Shown> heads_;
    std::map<std::string, Shared<Drawing>> pressed_;
};

/// All keyboards that are open for what is on the board, and what fingers press on them.
void add_keypads(App& app, Scene& scene);
/// The one for the field of a panel: over the panels.
void add_panel_keypad(App& app, Frame& made);

} // namespace waymark
