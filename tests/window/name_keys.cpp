#include <X11/Xlib.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

/// Gives every character of a text beyond ASCII a key of its own, on keys that have no meaning yet, so that
/// xdotool can type it. xdotool alone would give one key one character after the other, and a program that is
/// late reads the wrong one.
namespace {

/// The characters of UTF-8 text, each once, without ASCII.
std::vector<KeySym> keysyms_of(const std::string& text) {
    std::vector<KeySym> found;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<std::uint8_t>(text[i]);
        const int length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        KeySym code = length == 1 ? first : first & (0x7Fu >> length);
        for (int k = 1; k < length && i + static_cast<std::size_t>(k) < text.size(); ++k)
            code = code << 6 | (static_cast<std::uint8_t>(text[i + static_cast<std::size_t>(k)]) & 0x3F);
        i += static_cast<std::size_t>(length);
        constexpr KeySym unicode = 0x01000000; // keysyms of X for Unicode
        if (length > 1 && std::ranges::find(found, code | unicode) == found.end())
            found.push_back(code | unicode);
    }
    return found;
}

/// Names the keys; false when there are not enough.
bool name_keys(Display* display, const std::vector<KeySym>& wanted) {
    int least = 0, greatest = 0, levels = 0;
    XDisplayKeycodes(display, &least, &greatest);
    KeySym* const names =
        XGetKeyboardMapping(display, static_cast<KeyCode>(least), greatest - least + 1, &levels);
    auto next = wanted.begin();
    for (int key = greatest; key >= least && next != wanted.end(); --key) {
        KeySym* const name = names + static_cast<std::ptrdiff_t>(key - least) * levels;
        constexpr KeySym unicode = 0x01000000;
        const bool is_free =
            std::all_of(name, name + levels, [](KeySym one) { return one == NoSymbol || one >= unicode; });
        if (!is_free) continue;
        KeySym both[] = {*next, *next};
        XChangeKeyboardMapping(display, key, 2, both, 1);
        ++next;
    }
    XFree(names);
    XSync(display, False);
    return next == wanted.end();
}

} // namespace

int main(int count, char** words) {
    Display* const display = XOpenDisplay(nullptr);
    if (count != 2 || !display) {
        std::fputs("name_keys TEXT, with a display\n", stderr);
        return 2;
    }
    const bool named = name_keys(display, keysyms_of(words[1]));
    XCloseDisplay(display);
    if (!named) std::fputs("There are not enough free keys for this text.\n", stderr);
    return named ? 0 : 1;
}
