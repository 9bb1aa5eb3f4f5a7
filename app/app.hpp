#pragma once
#include "app/audience.hpp"
#include "app/following.hpp"
#include "app/hands.hpp"
#include "app/input.hpp"
#include "app/intent.hpp"
#include "app/keeper.hpp"
#include "app/keypad_picture.hpp"
#include "app/past.hpp"
#include "app/screens.hpp"
#include "app/settings.hpp"
#include "app/thumbnails.hpp"
#include "app/writings.hpp"
#include "render/fonts.hpp"
#include "render/later_texts.hpp"
#include "render/paint.hpp"
#include "sessions/history.hpp"
#include "sessions/storage.hpp"

#include <deque>
#include <future>
#include <memory>
#include <optional>
#include <string>

/// The program as a value (nearly): one frame is Input → Ask → perform → Layout → Scene, with no window and
/// no GPU.
namespace waymark {

class Chrome; // app/chrome.hpp: the facilitator's panels, drawn by Dear ImGui
class Drives; // app/drives.hpp: what is known of files, without waiting for their drives

enum class Screen : std::uint8_t { start, board };

/// Where the session on the board lives.
struct OpenFileState {
    std::string path;               ///< empty: never saved
    std::optional<FileStamp> stamp; ///< as opened or last saved
    std::optional<Session> saved;   ///< what the file holds; dirty = differs from the board's
    bool read_only = false, salvaged = false;
    bool look_only = false;    ///< another program has it open: nothing can be done to it here
    bool brought_back = false; ///< from its journal: not a new session that nobody has touched
};

/// A file being written by a worker; the App is only told when it is done.
struct Saving {
    Session session;  ///< what is being written
    std::string path; ///< where to
    std::future<Result<SavedSession>> result;
};

/// A session's file being read beside the board.
struct Opening {
    std::string path;
    OpenAs as = OpenAs::ask;
    std::future<Result<OpenedSession>> result;
    /// What was on the board, with changes that the person has let go of.
    std::optional<std::uint64_t> agreed_sequence;
};

/// The file of a session that was brought back: whether it is still as it was left.
struct Comparing {
    std::string path;
    FileStamp left;
    std::future<Result<OpenedSession>> result;
};

/// A picture being written by a worker.
struct Exporting {
    std::string path;
    std::future<Result<Done>> result;
};

/// Pictures being read by a worker, to be laid on the board when they are there.
struct ReadingPictures {
    std::vector<std::string> paths;
    Vec2 at; ///< of the first one's middle, world
    SessionId session{};
    Id journey{};
    double since_s = 0;
    bool said = false;
    bool without = false; ///< the person goes without them
    std::future<std::vector<Result<Image>>> result;
};

/// A view on its way to another.
struct ViewMove {
    View from, to;
    double since_s = 0;
};

/// A note on its way to its place: how far it was from there when it set out, and how far turned from how it
/// will lie (radians).
struct Slide {
    Vec2 from;
    float turn = 0;
    double since_s = 0;
};

/// What Copy took, for pasting here or into another session with everything it has.
struct Copied {
    std::string text; ///< as put on the clipboard
    Session pieces;   ///< one journey with the notes and pictures
};

/// A time box under way.
struct Timer {
    double end_s = 0; ///< in `App::time_s`
};

struct Message {
    std::string sentence;
    bool problem = false; ///< stays until put away
    double until_s = 0;
    bool offers_place = false;         ///< another place to save in is offered; goes when that has been done
    std::string kind{};                ///< of several problems that one sentence tells of (see `say_of_kind`)
    std::vector<std::string> things{}; ///< which those are about
};

/// What was wanted when unsaved changes stood in the way.
struct Guard {
    enum class About : std::uint8_t {
        changes,  ///< that are not in the session's file: whether to save them first
        pictures, ///< that are still being read: whether to go without
        file,     ///< that is still being written, of the session or a picture of it: likewise
    };
    Intent wanted;
    About about = About::changes;
    double since_s = 0; ///< when it came up
};

/// A journey with its layout.
struct Laid {
    std::optional<Shared<Journey>> journey;
    Layout layout;
};

/// The board as it is shown: with what is under way.
struct Shown : Laid {
    std::optional<Shared<Journey>> of; ///< the journey without it
    std::vector<Edit> edits;           ///< what is under way
};

/// What the journal was last given, so that frames in which nothing new is done cost nothing.
struct LastKept {
    std::uint64_t sequence = 0;
    std::vector<Edit> drafts; ///< text being written, strokes under way
    double strokes_s = 0;     ///< when strokes under way were last written
    double tried_s = 0;       ///< when keeping was last begun
    std::string problem;      ///< as it stands among the messages
};

/// A session that can be brought back, as the start screen lists it.
struct LeftBehind {
    std::string folder, title, path; ///< path: of its file, empty = it has none
    std::int64_t time_ms = 0;        ///< of the last thing done
    bool let_go = false;             ///< from the trash
};

struct App {
    explicit App(Files& files, Settings settings = {});
    /// Waits for all that is being written; see `LastWait`.
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    Files* files;
    std::unique_ptr<Drives> drives;
    /// How long a frame may wait for a file that is to be opened: drives that are well give it within that.
    double patience_s = 0.1;
    Settings settings;
    Screen screen = Screen::start;

    // the session
    History history;
    Id journey{}; ///< the one on the board
    OpenFileState file;
    std::uint64_t sequence = 0;

    // the board
    Selection selection;
    Focus focus;
    View view;
    std::optional<ViewMove> view_move;
    bool fit_wanted = false; ///< fit as soon as the layout is known
    Tool tool = Tool::select;
    NoteColour next_colour = NoteColour::yellow;
    CurveKind curve_kind = CurveKind::emotion;
    Id curve_persona = Id::none;
    Hands hands;
    Writings writing; ///< each on its own thing; the last touched has the hardware keyboard
    Id open_moment = Id::none;
    bool shade_by_evidence = false;
    IdMap<Slide> slides;
    IdMap<Vec2> drawn_shift, drawn_held_shift; ///< how far from its place each was drawn in the frame before:
                                               ///< on its way, under a hand
    IdMap<float> drawn_turn;                   ///< and how far turned from how it lies

    // the program
    Panel panel = Panel::none;
    std::optional<Guard> guard;
    std::string in_use_path; ///< the file that `Panel::in_use` asks about
    std::optional<Timer> timer;
    std::deque<Message> messages;
    std::optional<Copied> copied;
    std::optional<Saving> saving;
    std::optional<Opening> opening;
    std::optional<Comparing> comparing;
    Keeper keeper; ///< of the session, beside its file
    LastKept last_kept;
    Following following;                         ///< of a file that another program has open
    std::optional<Past> past;                    ///< while somebody looks at it
    std::vector<Past> gone_pasts;                ///< left while something was still being read
    std::optional<std::vector<LeftBehind>> left; ///< what the start screen lists; nothing = not known
    std::future<std::vector<LeftBehind>> listing_left;
    bool listing_is_old = false; ///< something was left or brought back since it began
    std::optional<Exporting> exporting;
    std::deque<ReadingPictures> reading; ///< in the order they were wanted
    std::optional<Intent>
        after_saving; ///< what the person wanted while a file was being written, or before it could be
    bool told_of_pictures = false; ///< that are waited for before what was wanted happens
    bool told_of_version = false;  ///< that its name is still being kept, likewise
    bool told_of_file = false;     ///< that is still being written, likewise
    bool letting_go = false;       ///< the person has said that unsaved changes need not be kept
    bool closes_session =
        false; ///< the session is to be closed when the program ends, not kept for the next start
    std::vector<Event>
        put_off; ///< events that must not be taken before something else has come about, for the next frame
    std::string_view hint; ///< what can be done now (see HandsPicture::hint), as of the frame before
    std::size_t fonts_missed =
        missing_font_count();   ///< how many sentences about missing fonts have been said
    bool swallow_typed = false; ///< the key just pressed was a command: its character is not text
    double time_s = 0, time_step_s = 1.0 / 60; ///< step: since the frame before, 1 … 100 ms
    float ui_scale = 1;
    ScreenFacts screen_facts;         ///< of the screen the window lies on
    std::optional<Audience> audience; ///< while there is a window for one
    std::optional<float>
        scale_for_now; ///< asked for on the command line: goes before the settings, is not remembered
    std::optional<TouchSource> touch_for_now; ///< likewise
    Vec2 size_px{1280, 800};
    Modifiers modifiers;
    Effects effects;                                 ///< of the frame under way
    std::shared_ptr<const std::string> window_title; ///< as of the frame before
    std::uint64_t frames = 0;

    // kept between frames, recomputed from the above
    TextEngine text;
    LaterTexts later_texts; ///< of the notes
    Painter painter;
    Laid committed;             ///< without the previews of hands and writing
    Shown shown;                ///< with them
    HandsPicture hands_picture; ///< of the frame shown last; their room is the next one's
    Look look;                  ///< likewise
    Thumbnails thumbnails;
    Dictionaries dictionaries; ///< for Chinese on on-screen keyboards
    KeypadPictures keypad_pictures;
    std::unique_ptr<Chrome> chrome;

    /// The one that is shown; the same as the present one unless somebody looks at the past.
    const Session& session() const { return past && past->session ? *past->session : present(); }
    /// The one that is worked on.
    const Session& present() const { return history.session(); }
    const Journey& board_journey() const;
    bool dirty() const;
};

/// Something drawn over the chrome, inside a rectangle of it: thumbnails in lists.
struct Patch {
    Rect clip_px;
    PlacedChunk placed; ///< screen pixels
};

struct Frame {
    Scene scene;
    std::vector<Patch> patches;            ///< after the chrome
    std::optional<AudienceFrame> audience; ///< while there is a window for one
    Effects effects;
};

/// One frame. The chrome's own drawing is left in `app.chrome` for whoever presents it.
Frame frame(App& app, const Input& input);

/// The only writer.
void perform(App& app, const Intent& intent);

/// What no bar hides of the window.
Rect free_px(const App& app);

/// What hands and keys may look at just now.
Board board_of(const App& app);

/// The layout of the journey as committed; brought up to date when the journey has changed.
const Layout& committed_layout(App& app);

/// Puts a sentence on the screen: a problem stays until it is put away, anything else goes by itself. No
/// problem is pushed out by others; good news gives way to later ones.
void say(App& app, std::string sentence, bool problem = false);
/// A problem with keeping or saving: until it is solved, with another place offered.
void say_not_safe(App& app, std::string sentence);
/// Problems of one kind share a sentence: "5 pictures could not be read: “a.png”, “b.png”, “c.png” and 2
/// more." `kind`: "pictures could not be read"; `thing`: which one; `alone`: what is said while it is the
/// only one.
void say_of_kind(App& app, const std::string& kind, std::string thing, std::string alone);
/// Problems that belong together, as one message.
void say_together(App& app, const std::vector<std::string>& sentences);

} // namespace waymark
