#include "app/chrome_inside.hpp"
#include "app/chrome_keys.hpp"

/// Which contacts are the chrome's: one at a time leads Dear ImGui's pointer, the toolbar's buttons answer
/// any number.
namespace waymark {
namespace {

constexpr float pull_px = 10; // a finger that wanders this far off the note button pulls a note

void point_imgui(const Contact& contact, std::optional<bool> down) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMouseSourceEvent(contact.source == Source::mouse ? ImGuiMouseSource_Mouse
                           : contact.source == Source::pen ? ImGuiMouseSource_Pen
                                                           : ImGuiMouseSource_TouchScreen);
    point_imgui_at(contact.at_px);
    if (down)
        io.AddMouseButtonEvent(contact.button == Button::right    ? 1
                               : contact.button == Button::middle ? 2
                                                                  : 0,
                               *down);
}

void release_all_buttons() {
    for (int button = 0; button < 3; ++button) ImGui::GetIO().AddMouseButtonEvent(button, false);
}

} // namespace

/// Keys of on-screen keyboards. Those for a panel's field lie over the panels and write into it; those of
/// other people lie under them, and who types there leaves the field to whoever writes in it.
bool Chrome::is_on_keys(const App& app, const Contact& contact) const {
    const Inside& in = *inside_;
    if (contact.phase != ContactPhase::begin) return false; // goes on with whoever has it
    const Keypad* const keypad = keypad_under(app.hands.keypads, contact.at_px, app.ui_scale);
    if (!keypad) return false;
    return keypad->thing == panel_field || !in.is_on_panel(contact.at_px);
}

/// Buttons of the toolbar answer every finger by itself; of the mouse only the note button, which can be
/// pulled.
bool Chrome::take_tool_press(const App& app, const Contact& contact) {
    Inside& in = *inside_;
    if (contact.phase == ContactPhase::begin) {
        std::erase_if(in.presses, [&](const ToolPress& press) { return press.began.id == contact.id; });
        const std::optional<ToolbarPlace> place = in.states.toolbar.under(contact.at_px);
        if (in.modal || contact.button != Button::left || !place) return false;
        in.states.toolbar.touched = place->bar;
        in.states.pressed_left = contact.at_px.x < app.size_px.x / 2;
        if (contact.source == Source::mouse && place->item != note_item) return false;
        if (!is_of_others(app, contact)) {
            finish_writing(app);
            leave_sheet();
        }
        in.presses.push_back(
            {contact, place->bar, place->item, in.states.toolbar.bars[place->bar].buttons[place->item]});
        return true;
    }
    const auto press =
        std::ranges::find_if(in.presses, [&](const ToolPress& p) { return p.began.id == contact.id; });
    if (press == in.presses.end()) return false;
    const bool wandered = !press->button.grown(pull_px * app.ui_scale).contains(contact.at_px);
    if (contact.phase == ContactPhase::end && press->button.contains(contact.at_px))
        use_toolbar_item(press->item, in.taken);
    if (contact.phase == ContactPhase::move && !(wandered && press->item == note_item)) return true;
    if (contact.phase == ContactPhase::move) {
        if (!is_of_others(app, contact)) finish_writing(app);
        if (app.open_moment != Id::none) in.taken.intend(OpenMoment{});
        Contact begun = contact;
        begun.phase = ContactPhase::begin;
        in.drags.push_back({begun});
    }
    in.presses.erase(press);
    return true;
}

/// What another finger did on panels while Dear ImGui's one pointer was in use: told now, in its turn.
void Chrome::take_waiting() {
    Inside& in = *inside_;
    while (!in.pointer && !in.waiting.empty()) {
        const Contact next = in.waiting.front();
        in.waiting.erase(in.waiting.begin());
        const bool is_over = next.phase != ContactPhase::begin;
        if (next.phase == ContactPhase::cancel) continue;
        point_imgui(next, true);
        if (is_over) {
            point_imgui(next, false);
            ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
        } else {
            in.pointer = next;
        }
    }
}

/// A second contact on panels waits for the first; one that wanders off meanwhile was no tap.
bool Chrome::take_other_contact(const App& app, const Contact& contact) {
    Inside& in = *inside_;
    const auto other = std::ranges::find(in.waiting, contact.id, &Contact::id);
    if (other == in.waiting.end() || other->phase != ContactPhase::begin) return false;
    const bool wandered = distance(other->at_px, contact.at_px) > pull_px * app.ui_scale;
    if (contact.phase != ContactPhase::move || wandered)
        other->phase = wandered ? ContactPhase::cancel : contact.phase;
    return true;
}

bool Chrome::take_contact(const App& app, const Contact& contact) {
    Inside& in = *inside_;
    const bool ours = in.pointer && in.pointer->id == contact.id;
    switch (contact.phase) {
    case ContactPhase::begin: {
        constexpr std::size_t most_waiting = 16;
        if (ours) { // its end was lost
            release_all_buttons();
            in.pointer.reset();
        }
        if (leaves_field_alone(app, contact)) return false;
        leave_sheet();
        in.states.pressed_left = contact.at_px.x < app.size_px.x / 2;
        if (!in.is_on_panel(contact.at_px)) {
            finish_writing(app);
            return false;
        }
        if (in.pointer) {
            if (in.waiting.size() < most_waiting) in.waiting.push_back(contact);
            return true;
        }
        in.pointer = contact;
        point_imgui(contact, true);
        return true;
    }
    case ContactPhase::move:
        if (!ours) return take_other_contact(app, contact);
        point_imgui(contact, {});
        return true;
    case ContactPhase::end:
    case ContactPhase::cancel:
        if (!ours) return take_other_contact(app, contact);
        in.pointer.reset();
        if (contact.phase == ContactPhase::cancel) ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
        point_imgui(contact, false);
        // A finger that has left hovers over nothing.
        if (contact.source == Source::touch) ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
        take_waiting();
        return true;
    }
    return false;
}

void Chrome::lose_contacts(Source source) {
    Inside& in = *inside_;
    std::erase_if(in.presses, [&](const ToolPress& press) { return press.began.source == source; });
    std::erase_if(in.waiting, [&](const Contact& contact) { return contact.source == source; });
    if (in.pointer && in.pointer->source != source) return;
    release_all_buttons();
    in.pointer.reset();
    take_waiting();
}

} // namespace waymark
