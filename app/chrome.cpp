#include "app/chrome.hpp"

#include "app/chrome_inside.hpp"
#include "app/chrome_keys.hpp"
#include "sessions/clean_text.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace waymark {
namespace {

constexpr int settle_frames = 2; // Dear ImGui shows some things one frame late

} // namespace

Chrome::Chrome() : inside_{std::make_unique<Inside>()} {
    ImGuiContext* const before = ImGui::GetCurrentContext();
    inside_->context = ImGui::CreateContext();
    ImGui::SetCurrentContext(inside_->context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard | ImGuiConfigFlags_NoMouseCursorChange;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures; // whoever presents makes them; without a
                                                              // presenter nobody looks
    io.ConfigErrorRecoveryEnableAssert = false;
    ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
    platform.Platform_ClipboardUserData = inside_.get();
    platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
        static_cast<Inside*>(ImGui::GetPlatformIO().Platform_ClipboardUserData)->copied = text;
    };
    // The clipboard is asked for through an effect and arrives as `Pasted`; Dear ImGui itself gets nothing
    // here.
    platform.Platform_GetClipboardTextFn = [](ImGuiContext*) -> const char* { return ""; };
    inside_->kit = std::make_unique<ChromeKit>();
    if (before) ImGui::SetCurrentContext(before);
}

Chrome::~Chrome() {
    inside_->kit.reset();
    ImGui::DestroyContext(inside_->context);
}

void* Chrome::context() const { return inside_->context; }
void* Chrome::draw_data() const {
    ImGui::SetCurrentContext(inside_->context);
    return ImGui::GetDrawData();
}
Rect Chrome::covered_px() const { return inside_->covered; }
float Chrome::sheet_px() const { return inside_->kit->px(sheet_width + 2 * sheet_margin); }
bool Chrome::wants_keyboard() const {
    const Inside& in = *inside_;
    return in.modal || (!in.keys_on_board && (in.writing || in.states.sheet.has_keys));
}
bool Chrome::opening() const { return inside_->opening; }
const std::vector<Chrome::ThumbnailPlace>& Chrome::thumbnails() const { return inside_->thumbnails; }
const std::vector<Edit>& Chrome::drafts() const { return inside_->drafts; }
std::vector<Chrome::NoteDrag> Chrome::taken_note_drags() { return std::exchange(inside_->drags, {}); }
std::vector<Intent> Chrome::taken_intents() { return std::exchange(inside_->taken.intents, {}); }
std::string Chrome::taken_copy() { return std::exchange(inside_->copied, {}); }

bool Chrome::animating() const {
    return inside_->settling > 0 || !inside_->context->InputEventsQueue.empty() ||
           (inside_->states.sheet.shown > 0 && inside_->states.sheet.shown < 1);
}

// --- events

namespace {

/// Ctrl and a letter that is about text stays with the field: copy, cut, paste, choose all, take back and
/// again. Moving by words is no letter.
bool is_for_the_board(const KeyPress& key) {
    if (key.key >= Key::f1 && key.key <= Key::f12) return true;
    if (!key.with.control) return false;
    switch (key.key) {
    case Key::c:
    case Key::x:
    case Key::v:
    case Key::a:
    case Key::z:
    case Key::y: return false;
    case Key::page_up:
    case Key::page_down:
    case Key::plus:
    case Key::minus:
    case Key::slash:
    case Key::period:
    case Key::comma: return true;
    default: return key.key >= Key::a && key.key <= Key::digit_9;
    }
}

/// What is wanted even while the sheet of the journey is open: to save, to close, to leave.
bool leaves_journey(const KeyPress& key) {
    return key.with.control && (key.key == Key::s || key.key == Key::w || key.key == Key::q);
}

} // namespace

/// Dear ImGui gets to see all that it was told.
void Chrome::take_queue(const App& app, Ask& ask) {
    constexpr int at_most = 200; // it may take one event a frame
    for (int i = 0; i < at_most && !inside_->context->InputEventsQueue.empty(); ++i) show(app, ask);
}

/// Commits what a field holds: Dear ImGui first gets to see what was typed before, then the field is left,
/// and its panel commits.
void Chrome::finish_writing(const App& app) {
    Inside& in = *inside_;
    if (!in.writing && in.context->InputEventsQueue.empty()) return;
    Ask ask;
    take_queue(app, ask);
    if (in.writing) {
        ImGui::ClearActiveID();
        show(app, ask);
    }
    in.writing = false;
    in.paste_wanted = false;
    in.settling = settle_frames;
    for (Intent& intent : ask.intents) in.taken.intents.push_back(std::move(intent));
}

void Chrome::leave_sheet() { inside_->states.sheet.has_keys = inside_->states.sheet.keys_wanted = false; }

void Chrome::write_details() {
    if (keys_are_on_board()) return; // the sheet is somebody else's just now
    inside_->states.sheet.keys_wanted = true;
    inside_->settling = settle_frames + 1;
}

bool Chrome::take_key(const App& app, const KeyPress& key) {
    Inside& in = *inside_;
    if (!key.down) {
        tell_imgui(key); // what went down before a panel closed must come up, here and on the board
        return false;
    }
    in.enter_pressed = key.key == Key::enter;
    if (!in.field) in.presser = {}; // a field stays whose it is, whatever it is written with
    if (!wants_keyboard()) return false;
    if (in.writing && key.key == Key::v && key.with == Modifiers{.control = true}) {
        in.taken.intend(AskForClipboard{});
        in.paste_wanted = true;
        return true;
    }
    if (key.key == Key::escape) {
        finish_writing(app);
        leave_sheet();
        ImGui::ClearActiveID();
        if (app.guard)
            in.taken.intend(AnswerGuard{AnswerGuard::Choice::stay});
        else if (app.panel != Panel::none && in.modal)
            in.taken.intend(ShowPanel{Panel::none});
        return true;
    }
    const bool for_the_board = in.modal
                                   ? app.panel == Panel::journey_facts && !app.guard && leaves_journey(key)
                                   : is_for_the_board(key);
    if (for_the_board) {
        const bool was_in_sheet = !in.modal;
        finish_writing(app);
        leave_sheet();
        return was_in_sheet && key.key == Key::f6; // from the sheet back to the board
    }
    if (key.key == Key::tab && !in.modal) in.states.sheet.has_keys = true; // it may walk on to a button
    tell_imgui(key);
    return true;
}

bool Chrome::take_pasted(const Pasted& pasted) {
    if (!std::exchange(inside_->paste_wanted, false)) return false;
    const ImGuiInputTextState* const field = ImGui::GetInputTextState(ImGui::GetActiveID());
    const bool many_lines = field && (field->Flags & ImGuiInputTextFlags_Multiline) != 0;
    if (inside_->writing)
        tell_imgui(Typed{many_lines ? clean_text(pasted.text).text : clean_line(pasted.text).text});
    return true;
}

/// Returns whether the event was the chrome's; `left` gets what the board hears instead.
bool Chrome::take(const App& app, const Event& event, std::vector<Event>& left) {
    Inside& in = *inside_;
    return match(
        event,
        [&](const Contact& contact) {
            const bool is_somewhere = std::isfinite(contact.at_px.x) && std::isfinite(contact.at_px.y);
            if (contact.phase == ContactPhase::begin && !is_somewhere) return true; // it presses nothing
            if (is_on_keys(app, contact)) return false;
            if (contact.phase == ContactPhase::begin) {
                const bool is_apart = leaves_field_alone(app, contact);
                if (is_apart && in.modal) return true; // what is dimmed does not answer
                if (!is_apart) remember_presser(app, contact);
                mind_hardware_keys(contact, is_apart);
            }
            return take_tool_press(app, contact) || take_contact(app, contact);
        },
        [&](const Hover& hover) {
            point_imgui_at(hover.at_px);
            if (!in.is_on_panel(hover.at_px)) return false;
            left.emplace_back(Hover{{-1, -1}}); // the board under a panel is not pointed at
            return true;
        },
        [&](const KeyPress& key) { return take_key(app, key); },
        [&](const Typed& typed) {
            if (!wants_keyboard()) return false;
            tell_imgui(typed);
            return true;
        },
        [&](const Scroll& scroll) {
            if (!in.is_on_panel(scroll.at_px)) return false;
            tell_imgui(scroll);
            return true;
        },
        [&](const Pasted& pasted) { return take_pasted(pasted); },
        [&](const Dropped&) {
            if (!in.modal) finish_writing(app);
            return false;
        },
        [&](const CloseAsked&) {
            if (!in.modal || app.panel == Panel::journey_facts) finish_writing(app);
            return false;
        },
        [&](const ContactsLost& lost) {
            lose_contacts(lost.source);
            return false;
        });
}

const std::vector<Event>& Chrome::take(const App& app, const Event& event) {
    Inside& in = *inside_;
    ImGui::SetCurrentContext(in.context);
    in.settling = std::max(in.settling, settle_frames);
    in.left.clear(); // keeps its room: this is called for each event of each frame
    if (!take(app, event, in.left)) in.left.push_back(event);
    return in.left;
}

// --- its fields under on-screen keys

std::optional<Chrome::Field> Chrome::field() const {
    const Inside& in = *inside_;
    if (!in.field) return std::nullopt;
    return Field{in.field->place_px, in.field->panel_px, in.field->many_lines,
                 in.presser.source != Source::mouse, in.modal};
}

void Chrome::type(const std::string& text) {
    ImGui::SetCurrentContext(inside_->context);
    tell_imgui(Typed{text});
    inside_->settling = std::max(inside_->settling, settle_frames);
}

void Chrome::press(const App& app, Key key) {
    ImGui::SetCurrentContext(inside_->context);
    if (key != Key::enter) { // which may close the panel: in its own frame
        Ask ask;
        take_queue(app, ask);
        for (Intent& intent : ask.intents) inside_->taken.intents.push_back(std::move(intent));
    }
    tell_imgui(KeyPress{key, true, false, {}});
    tell_imgui(KeyPress{key, false, false, {}});
    inside_->settling = std::max(inside_->settling, settle_frames);
}

void Chrome::leave_field(const App& app) {
    ImGui::SetCurrentContext(inside_->context);
    finish_writing(app);
}

// --- panels

namespace {

void show_panels(PanelFrame& frame) {
    const App& app = frame.app;
    if (app.panel != frame.states.last) {
        frame.states.palette = {};
        frame.states.files = {};
        frame.states.facts = {};
        frame.states.version_name.clear();
        frame.states.last = app.panel;
    }
    if (app.screen == Screen::start || app.past) frame.states.sheet.is_written = false; // it is not shown
    if (app.screen == Screen::start) {
        show_start_screen(frame);
    } else {
        show_top_bar(frame);
        if (app.past) {
            show_time_bar(frame);
        } else {
            show_toolbar(frame);
            show_selection_sheet(frame);
        }
        if (app.panel == Panel::history) show_history(frame);
    }
    show_messages(frame);
    switch (app.panel) {
    case Panel::none:
    case Panel::history: break;
    case Panel::palette: show_palette(frame); break;
    case Panel::open_file:
    case Panel::save_file:
    case Panel::export_file:
    case Panel::open_picture: show_file_browser(frame); break;
    case Panel::timer:
        if (app.screen == Screen::board) show_timer(frame);
        break;
    case Panel::audience:
        if (app.screen == Screen::board) show_audience(frame);
        break;
    case Panel::settings: show_settings(frame); break;
    case Panel::journeys: show_journeys(frame); break;
    case Panel::shortcuts: show_shortcuts(frame); break;
    case Panel::journey_facts:
        if (app.screen == Screen::board) show_journey_facts(frame);
        break;
    case Panel::in_use: show_in_use(frame); break;
    case Panel::name_version:
        if (app.screen == Screen::board) show_name_version(frame);
        break;
    }
    if (app.guard) show_guard(frame);
}

} // namespace

void Chrome::show(const App& app, Ask& ask) {
    Inside& in = *inside_;
    ImGui::SetCurrentContext(in.context);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ChromeKit::vec(app.size_px);
    io.DeltaTime = static_cast<float>(app.time_step_s);
    in.thumbnails.clear();
    in.drafts.clear();
    in.covered = {};
    in.kit->begin(app);
    for (Toolbar& bar : in.states.toolbar.bars) {
        bar.is_there = false; // unless it is shown
        bar.pressed = 0;
    }
    for (const ToolPress& press : in.presses)
        in.states.toolbar.bars[press.bar].pressed |= std::uint32_t{1} << press.item;
    if (!in.modal) in.states.panels_left = in.states.pressed_left; // of what opens; it stays there
    in.kit->lean(in.states.toolbar.count < 2 ? 0 : in.states.panels_left ? -1 : 1);
    ImGui::NewFrame();
    in.opening = app.panel != in.states.last && app.panel != Panel::none;
    if (app.open_moment != std::exchange(in.moment, app.open_moment) && app.open_moment != Id::none &&
        in.enter_pressed && !keys_are_on_board())
        in.states.sheet.keys_wanted = true; // opened by a key: the keyboard goes in
    PanelFrame frame{*in.kit, app, in.states, ask, in.thumbnails, in.covered, in.drafts};
    show_panels(frame);
    in.places = in.kit->places();
    in.field = in.kit->written_field();
    in.modal = in.kit->modal();
    if (!in.field || in.modal) in.keys_on_board = false;
    in.writing = io.WantTextInput;
    ImGui::Render();
    if (in.settling > 0) --in.settling;
}

} // namespace waymark
