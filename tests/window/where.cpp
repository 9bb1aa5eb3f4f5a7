#include "app/app.hpp"
#include "app/chrome.hpp"

#include <cstdio>
#include <string>
#include <utility>

/// Where things of a session lie in a window of a given size, as the board shows it right after opening: for
/// tests that move a real mouse. One thing a line, pixels of its middle at the end:
///
///     note ID X Y, stage ID X Y, lane ID X Y, moment ID X Y     (their notes, headers, tabs and stars)
///     cell STAGE LANE X Y
///     score STAGE SCORE X Y                                     (-5 … 5, in the emotion lane, at the stage's
///     middle) card TEMPLATE X Y                                         (without a session: the start
///     screen)
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

int run(const std::string& session, Vec2 size_px) {
    App app{system_files(), settings_of_this_person(system_files())};
    app.settings.motion = false;
    if (!session.empty()) perform(app, OpenFile{session, OpenAs::look_only});
    Input input;
    input.size_px = size_px;
    for (int i = 0; i < 3; ++i) {
        input.time_s += 0.016;
        (void)frame(app, input);
    }
    if (app.screen == Screen::board) print_board(app);
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
    if (count < 2 || count > 3 || std::sscanf(words[1], "%fx%f", &size_px.x, &size_px.y) != 2) {
        std::fputs("where WIDTHxHEIGHT [SESSION]\n", stderr);
        return 2;
    }
    return waymark::run(count == 3 ? words[2] : "", size_px);
}
