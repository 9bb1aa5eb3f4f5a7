#include "app/app.hpp"
#include "app/chrome.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

/// Where things of a session lie in a window of a given size, as the board shows it right after opening: for
/// tests that move a real mouse. One thing a line, pixels of its middle at the end:
///
///     note ID X Y, stage ID X Y, lane ID X Y, moment ID X Y     (their notes, headers, tabs and stars)
///     cell STAGE LANE X Y
///     score STAGE SCORE X Y                                     (-5 … 5, in the emotion lane, at the stage's
///     middle) card TEMPLATE X Y                                         (without a session: the start
///     screen)
///
/// With `keys NOTE LANGUAGE` (0 = English, 1 = German …) as often as there are keyboards: these are opened by
/// a finger on each note in turn, and their keys follow. The language is chosen by the two keys named first:
///
///     languages NOTE X Y, language NOTE LANGUAGE X Y, key NOTE WORDS X Y, space NOTE X Y, done NOTE X Y
namespace waymark {
namespace {

void print(const std::string& what, Vec2 at_px) {
    std::printf("%s %d %d\n", what.c_str(), static_cast<int>(at_px.x), static_cast<int>(at_px.y));
}

std::string numbered(const char* kind, Id id) {
    return std::string{kind} + " " + std::to_string(static_cast<std::uint64_t>(id));
}

void print_board(App& app) {
    const Layout& layout = committed_layout(app);
    const auto middle = [&](const Rect& rect) { return app.view.to_screen(rect.center()); };
    for (const NoteBox& box : layout.notes) print(numbered("note", box.note->id), middle(box.rect));
    for (const StageBox& box : layout.stages) print(numbered("stage", box.stage), middle(box.header));
    for (const LaneBox& box : layout.lanes) print(numbered("lane", box.lane), middle(box.tab));
    for (const MomentBox& box : layout.moments)
        print(numbered("moment", box.moment), app.view.to_screen(box.at));
    for (const CellBox& box : layout.cells)
        print(numbered("cell", box.stage) + numbered("", box.lane), middle(box.rect));
    if (!layout.emotion) return;
    for (const StageBox& box : layout.stages)
        for (int score = -5; score <= 5; ++score)
            print(numbered("score", box.stage) + " " + std::to_string(score),
                  app.view.to_screen(
                      Vec2{box.header.center().x, layout.emotion->y_of(static_cast<float>(score))}));
}

void print_keys(const App& app, Id note, KeyAct act, const char* kind, std::uint8_t page = 0) {
    const Keypad* const keypad = keypad_on(app.hands.keypads, note);
    if (!keypad) return;
    for (const KeyCap& key : keys_of(*keypad)) {
        if (key.act != act || (act == KeyAct::page && key.value != page)) continue;
        const std::string more = act == KeyAct::character  ? " " + key.words
                                 : act == KeyAct::language ? " " + std::to_string(key.value)
                                                           : "";
        print(numbered(kind, note) + more, on_screen(*keypad, key.rect.center(), app.ui_scale));
    }
}

struct Keys {
    Id note{};
    KeyLanguage language{};
};

void print_keypad(App& app, const Keys& wanted) {
    const NoteBox* const box = find_box(committed_layout(app), wanted.note);
    if (!box) return;
    perform(app, Write{wanted.note, false, Source::touch, app.view.to_screen(box->rect.center())});
    Keypad* const keypad = keypad_on(app.hands.keypads, wanted.note);
    if (!keypad) return;
    print_keys(app, wanted.note, KeyAct::page, "languages", static_cast<std::uint8_t>(KeyPage::languages));
    KeyFace face = keypad->face;
    face.page = KeyPage::languages;
    change_face(*keypad, face, app.ui_scale);
    print_keys(app, wanted.note, KeyAct::language, "language");
    perform(app, ChooseKeyLanguage{wanted.note, wanted.language});
    print_keys(app, wanted.note, KeyAct::character, "key");
    print_keys(app, wanted.note, KeyAct::space, "space");
    print_keys(app, wanted.note, KeyAct::done, "done");
}

int run(const std::string& session, Vec2 size_px, const std::vector<Keys>& keys) {
    Settings settings = settings_of_this_person(system_files());
    if (!keys.empty()) settings.state_folder.clear(); // looks only, and is not told who else has it open
    App app{system_files(), std::move(settings)};
    app.settings.motion = false;
    app.patience_s = 60;
    if (!session.empty()) perform(app, OpenFile{session, keys.empty() ? OpenAs::look_only : OpenAs::ask});
    Input input;
    input.size_px = size_px;
    for (int i = 0; i < 3; ++i) {
        input.time_s += 0.016;
        (void)frame(app, input);
    }
    if (app.screen == Screen::board) print_board(app);
    for (const Keys& wanted : keys) print_keypad(app, wanted);
    for (const Chrome::ThumbnailPlace& place : app.chrome->thumbnails())
        if (!place.of.template_name.empty()) print("card " + place.of.template_name, place.rect_px.center());
    if (!session.empty() && app.screen != Screen::board)
        std::fprintf(stderr, "%s could not be opened.\n", session.c_str());
    return session.empty() || app.screen == Screen::board ? 0 : 1;
}

} // namespace
} // namespace waymark

int main(int count, char** words) {
    waymark::Vec2 size_px;
    if (count < 2 || std::sscanf(words[1], "%fx%f", &size_px.x, &size_px.y) != 2) {
        std::fputs("where WIDTHxHEIGHT [SESSION]\n", stderr);
        return 2;
    }
    std::vector<waymark::Keys> keys;
    for (int i = 3; i + 2 < count; i += 3)
        keys.push_back({waymark::Id{std::strtoull(words[i + 1], nullptr, 10)},
                        static_cast<waymark::KeyLanguage>(std::atoi(words[i + 2]))});
    return waymark::run(count >= 3 ? words[2] : "", size_px, keys);
}
