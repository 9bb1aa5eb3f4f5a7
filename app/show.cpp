#include "app/show.hpp"

#include "app/chrome.hpp"
#include "app/keyboard.hpp"
#include "app/keypad_picture.hpp"
#include "app/perform.hpp"
#include "sessions/facing.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace waymark {
namespace {

constexpr double slide_s = 0.12, turn_s = 0.16, blink_s = 0.53;
constexpr float caret_width_px = 2;
constexpr std::size_t animated_notes_limit = 400; // of more in sight all go to their places at once

Vec2 turned(Vec2 v, float angle) {
    const float c = std::cos(angle), s = std::sin(angle);
    return {v.x * c - v.y * s, v.x * s + v.y * c};
}

/// Of texts being written.
std::vector<Edit> writing_edits(const App& app) {
    std::vector<Edit> edits;
    for (const Writing& writing : app.writing)
        edits.push_back(edit_of(writing, app.session(), **app.committed.journey));
    return edits;
}

/// Whether what is under way is what it was in the frame before: first of hands, then of writing.
bool same_under_way(const std::vector<Edit>& before, const std::vector<Edit>& of_hands,
                    const std::vector<Edit>& of_writing) {
    const auto hands = static_cast<std::ptrdiff_t>(of_hands.size());
    return before.size() == of_hands.size() + of_writing.size() &&
           std::equal(of_hands.begin(), of_hands.end(), before.begin()) &&
           std::equal(of_writing.begin(), of_writing.end(), before.begin() + hands);
}

Shared<Journey> previewed(const Shared<Journey>& committed, const std::vector<Edit>& edits) {
    if (edits.empty()) return committed;
    Journey journey = *committed;
    for (const Edit& edit : edits) journey = edited(std::move(journey), edit);
    return journey;
}

/// How far from its place the note was drawn in the frame before.
Vec2 drawn_shift(const App& app, Id note) {
    if (const Vec2* held = app.drawn_held_shift.find(note)) return *held;
    const Vec2* on_its_way = app.drawn_shift.find(note);
    return on_its_way ? *on_its_way : Vec2{};
}

/// How far from its own angle the note was drawn in the frame before.
float drawn_turn(const App& app, Id note) {
    const float* on_its_way = app.drawn_turn.find(note);
    return on_its_way ? *on_its_way : 0.0f;
}

/// Notes that lie elsewhere than in the frame before set out from where they were seen.
void start_slides(App& app, const Layout& before, const Layout& after, const HandsPicture& hands) {
    std::vector<MovedNote> moved;
    if (app.settings.motion) moved = moved_notes(before, after);
    const Rect seen = app.view.seen();
    std::erase_if(moved, [&seen](const MovedNote& note) {
        return !note.from->rect.touches(seen) && !note.to->rect.touches(seen);
    });
    if (!app.settings.motion || moved.size() > animated_notes_limit) {
        app.slides.clear();
        return;
    }
    for (const MovedNote& note : moved) {
        const Id id = note.to->note->id;
        const float turn = plain_angle(note.from->angle + drawn_turn(app, id) - note.to->angle);
        if (hands.held_at.contains(id)) { // it lies under its hand, and turns there
            if (turn != 0) app.slides.set(id, Slide{{}, turn, app.time_s});
            continue;
        }
        app.slides.set(id, Slide{note.from->rect.center() + drawn_shift(app, id) - note.to->rect.center(),
                                 turn, app.time_s});
    }
}

/// How much of its way a note has still before it.
float way_left(const App& app, const Slide& slide) {
    const double whole_s = slide.turn == 0 ? slide_s : turn_s;
    const auto left = static_cast<float>(std::max(0.0, 1 - (app.time_s - slide.since_s) / whole_s));
    return left * left;
}

/// How far each note is from its place now, and how far turned; slides that have arrived are forgotten.
void find_shifts(App& app) {
    app.slides.forget_if([&](Id, const Slide& slide) { return way_left(app, slide) <= 0; });
    app.drawn_shift.clear();
    app.drawn_turn.clear();
    for (const auto& [note, slide] : app.slides) {
        if (slide.turn == 0 || slide.from != Vec2{})
            app.drawn_shift.set(note, slide.from * way_left(app, slide));
        if (slide.turn != 0) app.drawn_turn.set(note, slide.turn * way_left(app, slide));
    }
}

/// Where held notes are drawn, from their places.
void find_held_shifts(App& app, const HandsPicture& hands) {
    app.drawn_held_shift.clear();
    for (const auto& [note, at] : hands.held_at) {
        const NoteBox* const box = find_box(app.shown.layout, note);
        if (!box) continue;
        // One that was made to fit across a cell is of another size elsewhere: its middle stays under the
        // hand.
        const NoteBox* const taken = find_box(app.committed.layout, note);
        const bool same_size = !taken || taken->rect.size == box->rect.size;
        app.drawn_held_shift.set(note, same_size ? at - box->rect.at
                                                 : at + taken->rect.size * 0.5f - box->rect.center());
    }
}

void bring_layout_up_to_date(App& app, const HandsPicture& hands) {
    (void)committed_layout(app);
    if (!app.committed.journey) {
        app.shown = {};
        return;
    }
    // A hand that stays within a cell wants the same in every frame, and most frames come of something else.
    std::vector<Edit> of_writing = writing_edits(app);
    const bool same_words = app.shown.layout.language == app.session().language &&
                            app.shown.layout.on_table == app.settings.lies_flat;
    if (same_words && app.shown.of && app.shown.of->same(*app.committed.journey) &&
        same_under_way(app.shown.edits, hands.previews, of_writing))
        return;
    std::vector<Edit> edits = hands.previews;
    std::ranges::move(of_writing, std::back_inserter(edits));
    const Shared<Journey> journey = previewed(*app.committed.journey, edits);
    app.shown.of = app.committed.journey;
    app.shown.edits = std::move(edits);
    if (same_words && app.shown.journey && **app.shown.journey == *journey) {
        app.shown.journey = journey;
        return;
    }
    Layout layout = journey.same(*app.committed.journey)
                        ? app.committed.layout
                        : laid_out(*journey, app.session().language, app.text,
                                   app.shown.journey ? &app.shown.layout : &app.committed.layout,
                                   app.settings.lies_flat, &app.later_texts);
    if (app.shown.journey && (*app.shown.journey)->id == journey->id)
        start_slides(app, app.shown.layout, layout, hands);
    app.shown.layout = std::move(layout);
    app.shown.journey = journey;
}

void put_in_order(std::vector<Id>& ids) {
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

void bring_look_up_to_date(App& app, const HandsPicture& hands) {
    find_shifts(app);
    find_held_shifts(app, hands);
    Look& look = app.look;
    look.theme = app.settings.theme;
    look.shade_by_evidence = app.shade_by_evidence;
    look.selection = app.selection;
    look.held = hands.held;
    for (const Writing& writing : app.writing) // what is written stays in sight
        if (lies_under_pins(app, writing.thing)) look.held.push_back(writing.thing);
    put_in_order(look.held);
    look.shift = app.drawn_shift;
    look.held_shift = app.drawn_held_shift;
    look.turn = app.drawn_turn;
    look.glow = hands.glows.empty() ? std::nullopt : std::optional{hands.glows.front()};
    look.focus = Id::none;
    look.focus_cell.reset();
    if (app.focus.shown) {
        // Of a curve the focused point is marked instead.
        if (!find_curve(app.board_journey(), app.focus.thing)) look.focus = app.focus.thing;
        for (const CellBox& cell : app.shown.layout.cells)
            if (app.focus.thing == Id::none && cell.stage == app.focus.stage && cell.lane == app.focus.lane)
                look.focus_cell = cell;
    }
    look.near_curve = near_curve(app);
    look.open_moment = app.open_moment;
    look.writing.clear();
    for (const Writing& writing : app.writing) look.writing.push_back(writing.thing);
    put_in_order(look.writing); // whoever touched his text last: the same picture
    look.elsewhere = app.audience.has_value();
}

/// A box over the text, turned with its thing.
Placed over_text(const App& app, const WrittenText& written, Rect rect, Colour colour) {
    Placed placed;
    Box box;
    box.rect = {{}, rect.size};
    box.fill = colour;
    placed.drawing = Drawing{{std::move(box)}};
    placed.at = app.view.to_screen(written.to_world(written.at + rect.at));
    placed.scale = written.scale * app.view.zoom;
    placed.angle = written.angle;
    return placed;
}

/// Who writes by hand sees where: nothing is chosen then, so that nothing else is marked.
Placed outline(const App& app, const WrittenText& written) {
    const float pixel = app.ui_scale / (written.scale * app.view.zoom);
    Placed placed = over_text(app, written, {written.box.at - written.at, written.box.size}, {0, 0, 0, 0});
    const Rect around = Rect{{}, written.box.size}.grown(3 * pixel);
    placed.drawing = Drawing{{Box{.rect = around,
                                  .radius = 6 * pixel,
                                  .border = theme(app.settings.theme).accent,
                                  .border_width = 2.5f * pixel}}};
    return placed;
}

void add_written_text(App& app, const Writing& writing, const std::optional<WrittenText>& written,
                      Scene& scene) {
    if (!written) return;
    if (keypad_on(std::as_const(app.hands.keypads), writing.thing))
        scene.overlay.push_back(outline(app, *written));
    const Theme& colours = theme(app.settings.theme);
    for (const Rect& box : selection_boxes(*written->text, std::min(writing.caret, writing.anchor),
                                           std::max(writing.caret, writing.anchor)))
        scene.overlay.push_back(over_text(app, *written, box, colours.accent.with_alpha(0.25f)));
    scene.overlay.push_back(text_under(app.view, *written));
    Rect caret = caret_at(*written->text, writing.caret);
    const Vec2 at_px = app.view.to_screen(written->to_world(written->at + caret.at));
    app.effects.text_caret_px = {at_px, {caret_width_px, caret.size.y * written->scale * app.view.zoom}};
    const bool visible = std::fmod(std::max(0.0, app.time_s - writing.changed_s), 2 * blink_s) < blink_s;
    if (!visible) return;
    const float width = caret_width_px * app.ui_scale / (written->scale * app.view.zoom);
    caret.at.x -= width / 2;
    caret.size.x = width;
    scene.overlay.push_back(over_text(app, *written, caret, written->ink));
}

/// What hands write beside the board: names on toolboxes.
void add_labels(App& app, const std::vector<HandsLabel>& labels, Scene& scene) {
    for (const HandsLabel& label : labels) {
        const TextStyle style{label.weight, TextAlign::start, app.session().language};
        TextLayout text = label.width_px > 0
                              ? app.text.on_one_line(label.text, style, label.size_px, label.width_px)
                              : app.text.laid_out(label.text, style, label.size_px);
        const TextLine line = text.lines.front();
        const Vec2 from_anchor{label.centred ? -line.left - line.width / 2 : 0, -text.box.y / 2};
        Placed placed;
        placed.drawing = Drawing{{Words{std::move(text), {}, label.colour}}};
        placed.at = label.at_px + turned(from_anchor, label.angle);
        placed.angle = label.angle;
        scene.overlay.push_back(std::move(placed));
    }
}

void add_thumbnails(App& app, Frame& made) {
    for (const Chrome::ThumbnailPlace& place : app.chrome->thumbnails()) {
        const std::shared_ptr<const Thumbnail> thumbnail = app.thumbnails.get(place.of, app.settings.theme);
        if (!thumbnail || thumbnail->broken) continue;
        PlacedChunk placed = placed_in(*thumbnail, place.rect_px);
        if (place.over)
            made.patches.push_back({place.clip_px, std::move(placed)});
        else
            made.scene.overlay.insert(made.scene.overlay.end(), placed.begin(), placed.end());
    }
}

} // namespace

Vec2 WrittenText::to_text(Vec2 world) const { return turned(world - origin, -angle) / scale; }
Vec2 WrittenText::to_world(Vec2 text_at) const { return origin + turned(text_at * scale, angle); }

/// The painter has left it out.
Placed text_under(const View& view, const WrittenText& written) {
    Placed placed;
    placed.drawing = Drawing{{Words{written.text, {}, written.ink}}};
    WrittenText here = written;
    if (written.pinned != Vec2{})
        here.origin = written.pin_from + pin_shift(view, written.pin_from, written.pinned);
    placed.at = view.to_screen(here.to_world(here.at));
    placed.scale = written.scale * view.zoom;
    placed.angle = written.angle;
    return placed;
}

void bring_up_to_date(App& app) {
    (void)committed_layout(app);
    picture_hands(app.hands, board_of(app), theme(app.settings.theme), app.hands_picture);
    bring_layout_up_to_date(app, app.hands_picture);
}

Frame shown_frame(App& app) {
    Frame made;
    const Theme& colours = theme(app.settings.theme);
    if (app.screen == Screen::start) {
        made.scene.background = colours.paper;
        made.scene.view = app.view;
        add_thumbnails(app, made);
        add_panel_keypad(app, made);
        if (!app.hands.hands.empty()) made.effects.next_frame_s = 0; // a key that is held repeats
        return made;
    }
    (void)committed_layout(app);
    picture_hands(app.hands, board_of(app), colours, app.hands_picture);
    const HandsPicture& hands = app.hands_picture;
    bring_layout_up_to_date(app, hands);
    bring_look_up_to_date(app, hands);
    if (app.shown.journey)
        made.scene =
            app.painter.painted(app.session(), **app.shown.journey, app.shown.layout, app.look, app.view);
    made.scene.view = app.view;
    const auto is_name = [&](const Writing& writing) {
        return find_participant(app.session(), writing.thing) != nullptr;
    };
    ShownTexts texts; // measured once a frame, however many write
    for (const Writing& writing : app.writing) texts.push_back(shown_text(app, writing));
    const auto add_texts = [&](bool names) {
        auto text = texts.begin();
        for (const Writing& writing : app.writing) {
            if (is_name(writing) == names) add_written_text(app, writing, *text, made.scene);
            ++text;
        }
    };
    add_texts(false); // what lies on notes lies under what hands hold over them
    made.scene.overlay.insert(made.scene.overlay.end(), hands.over.begin(), hands.over.end());
    add_labels(app, hands.labels, made.scene);
    const PlacedChunk marks = focus_marks(board_of(app), app.focus, colours);
    made.scene.overlay.insert(made.scene.overlay.end(), marks.begin(), marks.end());
    add_texts(true);
    keep_texts_in_sight(app, texts);
    add_keypads(app, made.scene);
    add_thumbnails(app, made);
    add_panel_keypad(app, made);
    if (app.effects.cursor == Effects::Cursor::arrow) app.effects.cursor = hands.cursor;
    const std::string_view hint = app.hands.hands.size() > 1 ? "" : hands.hint; // many hands need no word
    const bool new_hint = std::exchange(app.hint, hint) != hint;                // the chrome was made before
    if (hands.moving || new_hint) made.effects.next_frame_s = 0;
    return made;
}

} // namespace waymark
