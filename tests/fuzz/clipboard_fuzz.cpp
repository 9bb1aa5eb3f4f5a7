#include "app/perform.hpp"
#include "sessions/clean_text.hpp"
#include "sessions/flaws.hpp"
#include "sessions/storage.hpp"
#include "tests/sessions/faulty_files.hpp"

#include <cstdio>
#include <cstdlib>

/// Any bytes from the clipboard: as notes, into a text that is being written, and as what another Waymark has
/// copied. The session stays sound, and of a text that becomes notes no character is lost. The first byte
/// says which of them.

namespace {

using namespace waymark;

void require(bool holds, const std::string& what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what.c_str());
    std::abort();
}

/// A board that is the same each time.
App& fresh_board() {
    static MemoryFiles files;
    static App app{files};
    static const Session session = [] {
        frame(app, Input{});
        perform(app, NewSession{"five-stages"});
        frame(app, Input{});
        return app.present();
    }();
    app.writing.clear();
    app.selection.clear();
    app.messages.clear();
    app.copied.reset();
    app.history = History{session};
    return app;
}

/// Without white space, and without the marks that are closed where a text is cut.
std::string characters_of(std::string_view text) {
    std::string left;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool is_isolate = text.substr(i, 2) == "\xE2\x81" && i + 2 < text.size() &&
                                text[i + 2] >= '\xA6' && text[i + 2] <= '\xA9'; // U+2066 … 2069
        if (is_isolate)
            i += 2;
        else if (c != ' ' && c != '\t' && c != '\n')
            left += c;
    }
    return left;
}

void check_clean(const std::string& text) {
    const CleanText clean = clean_text(text, text.size() * 3 + 1);
    require(is_valid_utf8(clean.text) && clean.text.size() <= text.size() * 3, "a clean text that is not");
    require(clean_text(clean.text, clean.text.size()).text == clean.text, "cleaning twice is not as once");
    const std::string line = clean_line(text).text;
    require(line.size() <= title_text_limit && clean_line(line).text == line, "a clean line that is not");
}

void require_sound(const App& app) {
    const std::vector<std::string> unsound = flaws(app.present());
    require(unsound.empty(), unsound.empty() ? "" : "unsound: " + unsound.front());
}

void paste_as_notes(const std::string& text) {
    App& app = fresh_board();
    const std::size_t before = app.board_journey().notes.size();
    perform(app, Paste{text});
    require_sound(app);
    const bool refused = !app.messages.empty() && app.messages.back().problem;
    std::string pasted;
    const auto& notes = app.board_journey().notes;
    for (std::size_t i = before; i < notes.size(); ++i) pasted += notes[i]->text;
    const std::string all = clean_text(text, text.size() * 3 + 1).text;
    require(refused ? notes.size() == before : characters_of(pasted) == characters_of(all),
            "something of the text was lost");
}

void paste_into_a_text(const std::string& text) {
    App& app = fresh_board();
    perform(app, Write{app.board_journey().stages.front()->id});
    perform(app, Paste{text});
    perform(app, TypeOn{app.board_journey().stages.front()->id, text});
    perform(app, StopWriting{});
    require_sound(app);
}

void paste_pieces_of_another(const std::string& bytes) {
    Result<OpenedSession> opened = decoded(bytes, "copied");
    if (!opened || opened->session.journeys.empty()) return;
    App& app = fresh_board();
    app.copied = Copied{"copied", std::move(opened).value().session};
    for (int i = 0; i < 2; ++i) perform(app, Paste{"copied"});
    require_sound(app);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) return 0;
    const std::string bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
    switch (data[0] % 3) {
    case 0:
        check_clean(bytes);
        paste_as_notes(bytes);
        break;
    case 1: paste_into_a_text(bytes); break;
    case 2: paste_pieces_of_another(bytes); break;
    }
    return 0;
}
