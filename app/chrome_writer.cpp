#include "app/chrome_inside.hpp"
#include "app/tools.hpp"

#include <algorithm>

/// Who writes in a panel's field, and whom that leaves alone: several people work at one wall, and what one
/// of them does on the board must not take the field from another.
namespace waymark {
namespace {

constexpr double opens_within_s = 0.5; ///< a panel comes up a few frames after the button was pressed

/// Whether both are one person's, as far as that is known.
bool is_same_person(const Presser& writer, const Contact& contact, Id person) {
    const bool is_mouse = contact.source == Source::mouse;
    if (writer.source == Source::mouse || is_mouse)
        return writer.source == contact.source && contact.button != Button::middle; // that moves the board
    if (contact.source == Source::pen && writer.source == Source::pen && writer.device != 0 &&
        writer.device == contact.device)
        return true;
    return person != Id::none && person == writer.person;
}

} // namespace

void Chrome::remember_presser(const App& app, const Contact& contact) {
    Inside& in = *inside_;
    const bool on_panel = in.is_on_panel(contact.at_px);
    // Somebody else's press right after it does not take the panel that is about to come up.
    if (in.presser.on_panel && !on_panel && app.time_s - in.presser.at_s < opens_within_s) return;
    in.presser = {contact.source, contact.device, person_of(app.hands, contact, board_of(app)), app.time_s,
                  on_panel};
}

/// A finger of nobody known, and the writer came with one as well: it is theirs as long as nothing tells of
/// anybody else. One person alone ends a field with a tap beside it.
bool Chrome::is_only_the_writers(const App& app, const Contact& contact, Id person) const {
    const Inside& in = *inside_;
    const bool are_fingers = contact.source == Source::touch && contact.tip == Tip::plain &&
                             in.presser.source == Source::touch && person == Id::none;
    if (!are_fingers || in.modal || app.writing || !app.hands.hands.empty()) return false;
    const auto is_other = [&](const Contact& one) { return one.id != contact.id; };
    return !(in.pointer && is_other(*in.pointer)) &&
           std::ranges::none_of(in.presses, is_other, &ToolPress::began) &&
           std::ranges::none_of(app.hands.keypads.open,
                                [](const Keypad& keypad) { return keypad.thing != panel_field; }) &&
           std::ranges::all_of(app.hands.toolboxes, [&](const Toolbox& box) {
               return box.person != Id::none && box.person == in.presser.person;
           });
}

/// Somebody writes in a field, and the contact is not known to be theirs.
bool Chrome::is_of_others(const App& app, const Contact& contact) const {
    const Inside& in = *inside_;
    if (!in.field) return false;
    const Id person = person_of(app.hands, contact, board_of(app));
    return !is_same_person(in.presser, contact, person) && !is_only_the_writers(app, contact, person);
}

bool Chrome::leaves_field_alone(const App& app, const Contact& contact) const {
    const Inside& in = *inside_;
    if (contact.phase != ContactPhase::begin || !in.field || in.field->panel_px.contains(contact.at_px))
        return false;
    // Of all other panels Dear ImGui's one pointer answers, and it has one field; the toolbar's buttons are
    // ours.
    const std::optional<ToolbarPlace> tool = in.states.toolbar.under(contact.at_px);
    const bool on_tool = tool && contact.button == Button::left &&
                         (contact.source != Source::mouse || tool->item == note_item);
    if (!in.modal && !on_tool && in.is_on_panel(contact.at_px)) return false;
    return is_of_others(app, contact);
}

bool Chrome::keys_are_on_board() const { return inside_->keys_on_board; }

/// The hardware keyboard goes to what was touched last, as it does among texts on the board. It is one
/// person's with the mouse: whoever came to the field with that one keeps it.
void Chrome::mind_hardware_keys(const Contact& contact, bool is_apart) {
    Inside& in = *inside_;
    if (in.field && in.field->panel_px.contains(contact.at_px))
        in.keys_on_board = false;
    else if (is_apart && contact.source != Source::touch && in.presser.source != Source::mouse)
        in.keys_on_board = true;
}

void Chrome::board_is_written(const App& app, Id thing) {
    Inside& in = *inside_;
    const bool has_other_keys = keypad_on(app.hands.keypads, thing) != nullptr;
    if (!in.field || in.modal || (has_other_keys && in.presser.source == Source::mouse)) return;
    in.keys_on_board = true;
}

Id Chrome::thing_written_on() const {
    const SheetState& sheet = inside_->states.sheet;
    return inside_->field && sheet.is_written ? sheet.thing : Id::none;
}

} // namespace waymark
