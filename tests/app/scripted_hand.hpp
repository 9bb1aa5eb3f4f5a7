#pragma once
#include "app/app.hpp"
#include "app/drives.hpp"
#include "sessions/flaws.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace waymark::testing {

/// What a contact is made with; the left mouse button unless it is said.
struct ContactWith {
    Source source = Source::mouse;
    std::uint32_t contact = 1;
    Button button = Button::left;
    float pressure = 1;
    std::uint32_t device = 0; ///< of a pen
};

/// A person at the board, without a window: every event is one frame of the real `frame()`, and after every
/// one of them the session on the board must have no flaws. Places are in pixels of a window of 3000 × 2200
/// unless they are taken from the board.
class ScriptedHand {
public:
    static constexpr float width_px = 3000, height_px = 2200;

    explicit ScriptedHand(const char* template_name = "winter-jacket", Settings settings = {},
                          Files& files = system_files())
        : app{files, std::move(settings)} {
        app.settings.motion = false; // views arrive at once
        app.patience_s = 60;         // and files, however busy the machine is
        send({});
        if (*template_name) perform(app, NewSession{template_name});
        send({});
        start = app.session();
    }

    App app;
    Vec2 size_px{width_px, height_px}; ///< of the window
    float pixels_per_mm = 0;           ///< of the screen; 0 = not known
    bool waits_for_drives = true;      ///< after each frame, so that the next one knows what is there
    Session start;
    Frame last;

    // --- frames and time
    void send(std::vector<Event> events) {
        time_s_ += 0.016;
        Input input;
        input.time_s = time_s_;
        input.size_px = size_px;
        input.pixels_per_mm = pixels_per_mm;
        input.events = std::move(events);
        last = frame(app, input);
        if (waits_for_drives) app.drives->finish();
        const std::vector<std::string> found = flaws(app.session());
        if (!found.empty()) ADD_FAILURE() << found.front() << " (and " << found.size() - 1 << " more)";
    }
    void wait(double seconds) {
        time_s_ += seconds;
        send({});
    }

    // --- contacts
    using With = ContactWith;
    static With finger(std::uint32_t contact = 10) { return {Source::touch, contact}; }
    static With pen(float pressure = 1) { return {Source::pen, 30, Button::left, pressure}; }
    static With pen_numbered(std::uint32_t device) {
        return {Source::pen, 30 + device, Button::left, 1, device};
    }

    void press(Vec2 at_px, With with = {}) { contact(ContactPhase::begin, at_px, with); }
    void move(Vec2 at_px, With with = {}) { contact(ContactPhase::move, at_px, with); }
    /// Who aims stops before lifting the finger.
    void release(Vec2 at_px, With with = {}) {
        if (with.source == Source::touch) time_s_ += 0.1;
        release_in_swing(at_px, with);
    }
    void release_in_swing(Vec2 at_px, With with = {}) { contact(ContactPhase::end, at_px, with); }
    void cancel(Vec2 at_px, With with = {}) { contact(ContactPhase::cancel, at_px, with); }
    void hover(Vec2 at_px) { send({Hover{at_px}}); }
    void tap(Vec2 at_px, With with = {}) {
        press(at_px, with);
        release(at_px, with);
    }
    void double_tap(Vec2 at_px, With with = {}) {
        tap(at_px, with);
        tap(at_px, with);
    }
    void glide(Vec2 from_px, Vec2 to_px, With with = {}, int steps = 8) {
        for (int i = 1; i <= steps; ++i)
            move(from_px + (to_px - from_px) * (static_cast<float>(i) / static_cast<float>(steps)), with);
    }
    void drag(Vec2 from_px, Vec2 to_px, With with = {}) {
        press(from_px, with);
        glide(from_px, to_px, with);
        release(to_px, with);
    }
    void scroll(Vec2 at_px, Vec2 by, Modifiers with = {}) { send({Scroll{at_px, by, with}}); }

    // --- keys
    void key(Key pressed, Modifiers with = {}) {
        send({KeyPress{pressed, true, false, with}});
        send({KeyPress{pressed, false, false, {}}});
    }
    void control(Key pressed, bool shift = false) { key(pressed, {.shift = shift, .control = true}); }
    void hold(Modifiers with) { app.modifiers = with; }
    void type(std::string_view text) { send({Typed{std::string{text}}}); }

    // --- the board
    const Journey& journey() const { return app.board_journey(); }
    const Layout& layout() { return committed_layout(app); }
    Vec2 px(Vec2 world) const { return app.view.to_screen(world); }
    /// The view with this world point at the window's middle.
    void look_at(Vec2 world, float zoom = 1) {
        View view = app.view;
        view.at = world;
        view.zoom = zoom;
        perform(app, SetView{view, false});
        send({});
    }

    Id stage(std::string_view title) const {
        for (const auto& stage : journey().stages)
            if (stage->title == title) return stage->id;
        ADD_FAILURE() << "no stage " << title;
        return Id::none;
    }
    Id lane(LaneKind kind) const {
        for (const auto& lane : journey().lanes)
            if (lane->kind == kind) return lane->id;
        ADD_FAILURE() << "no lane " << name(kind);
        return Id::none;
    }
    Id note(std::string_view part) const {
        for (const Shared<Note>& note : journey().notes)
            if (note->text.find(part) != std::string::npos) return note->id;
        ADD_FAILURE() << "no note with " << part;
        return Id::none;
    }
    const Note& note(Id id) const {
        const Note* found = find_note(journey(), id);
        static const Note none;
        EXPECT_NE(found, nullptr);
        return found ? *found : none;
    }
    Rect note_box(Id id) {
        const NoteBox* box = find_box(layout(), id);
        EXPECT_NE(box, nullptr);
        return box ? box->rect : Rect{};
    }
    Vec2 on_note(Id id) { return px(note_box(id).center()); }
    Rect cell(Id stage, Id lane) {
        for (const CellBox& cell : layout().cells)
            if (cell.stage == stage && cell.lane == lane) return cell.rect;
        ADD_FAILURE() << "no such cell";
        return {};
    }
    std::vector<Id> notes_in(Id stage, Id lane) const {
        std::vector<Id> ids;
        for (const Shared<Note>& note : journey().notes)
            if (note->place == Place{InCell{stage, lane}}) ids.push_back(note->id);
        return ids;
    }
    const Curve& emotion() const {
        for (const auto& curve : journey().curves)
            if (curve->kind == CurveKind::emotion) return *curve;
        static const Curve none;
        return none;
    }
    Vec2 on_point(std::size_t index) {
        for (const CurveBox& box : layout().curves)
            if (box.curve == emotion().id) return px(box.points.at(index));
        return {};
    }
    bool is_chosen(Id id) const { return std::ranges::find(app.selection, id) != app.selection.end(); }
    std::string state(std::size_t hand = 0) const {
        return hand < app.hands.hands.size() ? name(app.hands.hands[hand].state) : "none";
    }

    /// Undo to the start gives the session as it was, redo to the end as it is.
    void undo_and_redo_all() {
        perform(app, StopWriting{true});
        const Session end = app.session();
        while (app.history.can_undo()) perform(app, Undo{}), send({});
        EXPECT_TRUE(app.session() == start) << "undo to the start";
        while (app.history.can_redo()) perform(app, Redo{}), send({});
        EXPECT_TRUE(app.session() == end) << "redo to the end";
    }

private:
    void contact(ContactPhase phase, Vec2 at_px, With with) {
        Contact contact{with.contact, with.source, phase, at_px, with.pressure, with.button};
        contact.device = with.device;
        send({contact});
    }

    double time_s_ = 10;
};

} // namespace waymark::testing
