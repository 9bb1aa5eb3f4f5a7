#pragma once
#include "app/hands.hpp"
#include "app/input.hpp"
#include "app/intent.hpp"
#include "app/settings.hpp"
#include "app/writing.hpp"
#include "render/paint.hpp"
#include "sessions/history.hpp"
#include "sessions/storage.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>

/// The program as a value (nearly): one frame is Input → Ask → perform → Layout → Scene, with no window and no GPU.
namespace waymark {

class Chrome; // app/chrome.hpp: the facilitator's panels, drawn by Dear ImGui

enum class Screen : std::uint8_t { start, board };

/// Where the session on the board lives.
struct OpenFileState {
    std::string path;                 ///< empty: never saved
    std::optional<FileStamp> stamp;   ///< as opened or last saved
    std::optional<Session> saved;     ///< what the file holds; dirty = differs from the board's
    bool read_only = false, salvaged = false;
};

struct Message {
    std::string sentence;
    bool problem = false;             ///< stays until put away
    double until_s = 0;
};

/// What was wanted when unsaved changes stood in the way.
struct Guard {
    Intent wanted;
};

struct App {
    explicit App(Files& files, Settings settings = {});
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    Files* files;
    Settings settings;
    Screen screen = Screen::start;

    // the session
    History history;
    Id journey{};                     ///< the one on the board
    OpenFileState file;
    std::uint64_t sequence = 0;

    // the board
    Selection selection;
    Focus focus;
    View view;
    std::optional<View> view_goal;    ///< a smooth movement under way
    Tool tool = Tool::select;
    NoteColour next_colour = NoteColour::yellow;
    CurveKind curve_kind = CurveKind::emotion;
    Id curve_persona = Id::none;
    Hands hands;
    std::optional<Writing> writing;
    Id open_moment = Id::none;
    bool shade_by_evidence = false;
    std::unordered_map<std::uint64_t, Vec2> shift; ///< notes on their way to their place (world), eased to nothing

    // the program
    Panel panel = Panel::none;
    std::optional<Guard> guard;
    std::deque<Message> messages;
    std::string copied;               ///< what Copy put on the clipboard (our own form), for pasting between sessions
    double time_s = 0;
    float ui_scale = 1;
    Vec2 size_px{1280, 800};
    Modifiers modifiers;
    Effects effects;                  ///< of the frame under way
    std::uint64_t frames = 0;

    // kept between frames, recomputed from the above
    TextEngine text;
    Painter painter;
    std::optional<Layout> committed_layout, shown_layout;
    std::optional<Journey> committed_journey, shown_journey; ///< what those layouts are of
    std::unique_ptr<Chrome> chrome;

    const Session& session() const { return history.session(); }
    const Journey& board_journey() const;
    bool dirty() const;
};

struct Frame {
    Scene scene;
    Effects effects;
};

/// One frame. The chrome's own drawing is left in `app.chrome` for whoever presents it.
Frame frame(App& app, const Input& input);

/// The only writer.
void perform(App& app, const Intent& intent);

/// What hands and keys may look at just now.
Board board_of(const App& app);

/// The board as it will be drawn: previews of all hands and the text being written included.
const Layout& shown_layout(App& app);

} // namespace waymark
