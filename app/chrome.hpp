#pragma once
#include "app/app.hpp"

#include <memory>
#include <vector>

/// The facilitator's panels: start screen, top bar, toolbar, selection sheet, palette, history, file browser,
/// dialogs. Drawn by Dear ImGui with our own style; they read the App and return intents, they write nothing.
namespace waymark {

class Chrome {
public:
    Chrome();
    ~Chrome();

    /// Gives the chrome its pick of an event and says what is left for the board, until the next call. A
    /// contact that begins on a panel is the chrome's until it ends; keys and text are the chrome's while one
    /// of its fields has the keyboard.
    const std::vector<Event>& take(const App& app, const Event& event);

    /// Builds all panels for this frame (after the hands have had theirs).
    void show(const App& app, Ask& ask);

    /// Screen rectangles hidden by panels that stay while working (top bar, toolbar, sheet): `fitted()` keeps
    /// clear of them.
    Rect covered_px() const; ///< `at`: left and top, `size`: right and bottom, as `fitted` wants it
    /// What the sheet for what is chosen takes of the right side while it is there, its margins included.
    float sheet_px() const;
    bool wants_keyboard() const;
    bool
    opening() const; ///< a panel came up in the last frame: its field takes characters from the next one on
    bool animating() const;

    /// The toolbar's note button under this contact, when it has begun to be dragged off the bar: a note is
    /// placed with it.
    struct NoteDrag {
        Contact contact;
    };
    std::vector<NoteDrag> taken_note_drags();
    /// What the events of `take` ask for, to be performed before the rest of them is routed: what a field
    /// holds is committed before a press on the board, a shortcut or the closing window can take the field
    /// away.
    std::vector<Intent> taken_intents();
    /// The next `show` gives the keyboard to the sheet of what is chosen.
    void write_details();
    /// Text that one of its fields wants on the clipboard; empty when none does.
    std::string taken_copy();

    // --- on-screen keys for its fields
    /// The field that somebody writes in, as of the last `show`; nothing when nobody does.
    struct Field {
        Rect place_px, panel_px;
        bool many_lines = false; ///< Enter begins a new line
        bool by_hand = false;    ///< a finger or a pen came there last, not the mouse or a key
        bool is_modal = false;   ///< nothing beside its panel can be reached
    };
    std::optional<Field> field() const;
    /// Characters and keys go into it, in their order.
    void type(const std::string& text);
    /// What was typed or pressed before is taken first, so that nothing is still under way when a held key is
    /// let go, however slow the frames are.
    void press(const App& app, Key key);
    /// Commits what it holds and leaves it.
    void leave_field(const App& app);
    /// The contact comes down beside the panel of the field and is not known to be the writer's: on the board
    /// and the toolbar it does what it does, on what is dimmed nothing, and the writer goes on.
    bool leaves_field_alone(const App& app, const Contact& contact) const;
    /// Somebody writes in a field, but whoever has the hardware keyboard went to the board with the mouse, a
    /// pen or a text they began there: what is typed on it is no word of the field until its panel is
    /// pressed.
    bool keys_are_on_board() const;
    /// Somebody begins to write on the board, or goes on with this text there by hand.
    void board_is_written(const App& app, Id thing);
    /// The thing that the sheet of what is chosen is about while somebody writes in a field of it; else none.
    Id thing_written_on() const;

    /// What its fields hold of the session's texts and have not committed, as of the last `show`: kept like
    /// whatever is being written, while the session itself only changes when a field is left.
    const std::vector<Edit>& drafts() const;

    /// Thumbnails wanted in this frame, clipped to `clip_px`; `over` = after the chrome (in lists and
    /// dialogs), else under it (start screen).
    struct ThumbnailPlace {
        ThumbnailOf of;
        Rect rect_px, clip_px;
        bool over = false;
    };
    const std::vector<ThumbnailPlace>& thumbnails() const;

    /// It begins on an on-screen keyboard that no panel lies over.
    bool is_on_keys(const App& app, const Contact& contact) const;

    /// Dear ImGui's output for the presenter (`ImDrawData*`), valid until the next `show`.
    void* draw_data() const;
    /// Dear ImGui's context, for the presenter.
    void* context() const;

private:
    bool take_tool_press(const App& app, const Contact& contact);
    bool take_other_contact(const App& app, const Contact& contact);
    void take_waiting();
    bool take_contact(const App& app, const Contact& contact);
    bool take_key(const App& app, const KeyPress& key);
    bool take_pasted(const Pasted& pasted);
    void lose_contacts(Source source);
    bool take(const App& app, const Event& event, std::vector<Event>& left);
    void finish_writing(const App& app);
    void take_queue(const App& app, Ask& ask);
    bool is_only_the_writers(const App& app, const Contact& contact, Id person) const;
    bool is_of_others(const App& app, const Contact& contact) const;
    void remember_presser(const App& app, const Contact& contact);
    void mind_hardware_keys(const Contact& contact, bool is_apart);
    void leave_sheet();

    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace waymark
