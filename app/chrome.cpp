#include "app/chrome.hpp"

#include "app/chrome_keys.hpp"
#include "app/chrome_panels.hpp"
#include "sessions/clean_text.hpp"

#include <imgui_internal.h>

#include <algorithm>

namespace waymark {
namespace {

constexpr float pull_px = 10; // a finger that wanders this far off the note button pulls a note
constexpr int settle_frames = 2; // Dear ImGui shows some things one frame late

/// A contact that began on the toolbar's note button: a tap chooses the tool, a pull takes a note.
struct NotePull {
    Contact began;
};

} // namespace

struct Chrome::Inside {
    ImGuiContext* context = nullptr;
    std::unique_ptr<ChromeKit> kit;
    PanelStates states;
    std::vector<ThumbnailPlace> thumbnails;
    std::vector<Rect> places;          // of the last frame
    bool modal = false, writing = false;
    Rect covered;
    std::optional<std::uint32_t> pointer; // the contact that drives Dear ImGui
    std::vector<NotePull> pulls;
    std::vector<NoteDrag> drags;
    Ask pending;                       // from events, for the next `show`
    std::string copied;                // by a field, for the clipboard
    bool paste_wanted = false;
    int settling = 0;

    bool is_on_panel(Vec2 at_px) const {
        return modal || std::ranges::any_of(places, [&](const Rect& place) { return place.contains(at_px); });
    }
};

Chrome::Chrome() : inside_{std::make_unique<Inside>()} {
    ImGuiContext* const before = ImGui::GetCurrentContext();
    inside_->context = ImGui::CreateContext();
    ImGui::SetCurrentContext(inside_->context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard | ImGuiConfigFlags_NoMouseCursorChange;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures; // whoever presents makes them; without a presenter nobody looks
    io.ConfigErrorRecoveryEnableAssert = false;
    ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
    platform.Platform_ClipboardUserData = inside_.get();
    platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
        static_cast<Inside*>(ImGui::GetPlatformIO().Platform_ClipboardUserData)->copied = text;
    };
    // The clipboard is asked for through an effect and arrives as `Pasted`; Dear ImGui itself gets nothing here.
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
bool Chrome::wants_keyboard() const { return inside_->modal || inside_->writing; }
const std::vector<Chrome::ThumbnailPlace>& Chrome::thumbnails() const { return inside_->thumbnails; }
std::vector<Chrome::NoteDrag> Chrome::taken_note_drags() { return std::exchange(inside_->drags, {}); }
std::string Chrome::taken_copy() { return std::exchange(inside_->copied, {}); }

bool Chrome::animating() const {
    return inside_->settling > 0 || !inside_->context->InputEventsQueue.empty() ||
           (inside_->states.sheet.shown > 0 && inside_->states.sheet.shown < 1);
}

// --- events

namespace {

void point_imgui(const Contact& contact, std::optional<bool> down) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMouseSourceEvent(contact.source == Source::mouse ? ImGuiMouseSource_Mouse
                           : contact.source == Source::pen ? ImGuiMouseSource_Pen : ImGuiMouseSource_TouchScreen);
    io.AddMousePosEvent(contact.at_px.x, contact.at_px.y);
    if (down) io.AddMouseButtonEvent(contact.button == Button::right ? 1 : contact.button == Button::middle ? 2 : 0, *down);
}

} // namespace

bool Chrome::take_note_pull(const Contact& contact, float ui_scale) {
    Inside& in = *inside_;
    const ToolbarState& bar = in.states.toolbar;
    if (contact.phase == ContactPhase::begin) {
        if (in.modal || contact.button != Button::left || !bar.note_button.contains(contact.at_px)) return false;
        in.pulls.push_back({contact});
        return true;
    }
    const auto pull = std::ranges::find_if(in.pulls, [&](const NotePull& p) { return p.began.id == contact.id; });
    if (pull == in.pulls.end()) return false;
    const bool pulled = !bar.note_button.grown(pull_px * ui_scale).contains(contact.at_px);
    if (contact.phase == ContactPhase::end && bar.note_button.contains(contact.at_px)) in.pending.intend(ChooseTool{Tool::note});
    if (contact.phase == ContactPhase::move && !pulled) return true;
    if (contact.phase == ContactPhase::move) {
        Contact begun = contact;
        begun.phase = ContactPhase::begin;
        in.drags.push_back({begun});
    }
    in.pulls.erase(pull);
    return true;
}

bool Chrome::take_contact(const Contact& contact) {
    Inside& in = *inside_;
    switch (contact.phase) {
    case ContactPhase::begin:
        if (in.pointer) return in.is_on_panel(contact.at_px); // a second finger on panels does nothing
        if (!in.is_on_panel(contact.at_px)) return false;
        in.pointer = contact.id;
        point_imgui(contact, true);
        return true;
    case ContactPhase::move:
        if (in.pointer != contact.id) return false;
        point_imgui(contact, {});
        return true;
    case ContactPhase::end:
    case ContactPhase::cancel:
        if (in.pointer != contact.id) return false;
        in.pointer.reset();
        if (contact.phase == ContactPhase::cancel) ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
        point_imgui(contact, false);
        // A finger that has left hovers over nothing.
        if (contact.source == Source::touch) ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
        return true;
    }
    return false;
}

bool Chrome::take_key(const App& app, const KeyPress& key) {
    Inside& in = *inside_;
    const bool paste = key.down && key.key == Key::v && key.with == Modifiers{.control = true};
    if (in.writing && paste) {
        in.pending.intend(AskForClipboard{});
        in.paste_wanted = true;
        return true;
    }
    if (!key.down) {
        tell_imgui(key); // what went down before a panel closed must come up
        return wants_keyboard();
    }
    if (!wants_keyboard()) return false;
    if (key.key == Key::escape) {
        if (app.guard) in.pending.intend(AnswerGuard{AnswerGuard::Choice::stay});
        else if (app.panel != Panel::none) in.pending.intend(ShowPanel{Panel::none});
        else ImGui::ClearActiveID();
        return true;
    }
    tell_imgui(key);
    return true;
}

std::vector<Event> Chrome::take(const App& app, const Input& input) {
    Inside& in = *inside_;
    ImGui::SetCurrentContext(in.context);
    if (!input.events.empty()) in.settling = settle_frames;
    std::vector<Event> left;
    for (const Event& event : input.events) {
        const bool taken = match(event,
            [&](const Contact& contact) { return take_note_pull(contact, app.ui_scale) || take_contact(contact); },
            [&](const Hover& hover) {
                ImGui::GetIO().AddMousePosEvent(hover.at_px.x, hover.at_px.y);
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
            [&](const Pasted& pasted) {
                if (!std::exchange(in.paste_wanted, false)) return false;
                tell_imgui(Typed{clean_line(pasted.text).text});
                return true;
            },
            [&](const Dropped&) { return false; }, [&](const CloseAsked&) { return false; },
            [&](const ContactsLost&) {
                if (in.pointer) ImGui::GetIO().AddMouseButtonEvent(0, false);
                in.pointer.reset();
                in.pulls.clear();
                return false;
            });
        if (!taken) left.push_back(event);
    }
    return left;
}

// --- panels

namespace {

void show_panels(PanelFrame& frame) {
    const App& app = frame.app;
    if (app.panel != frame.states.last) {
        frame.states.palette = {};
        frame.states.files = {};
        frame.states.last = app.panel;
    }
    if (app.screen == Screen::start) {
        show_start_screen(frame);
    } else {
        show_top_bar(frame);
        show_toolbar(frame);
        show_selection_sheet(frame);
        if (app.panel == Panel::history) show_history(frame);
    }
    show_messages(frame);
    switch (app.panel) {
    case Panel::none: case Panel::history: break;
    case Panel::palette: show_palette(frame); break;
    case Panel::open_file: case Panel::save_file: case Panel::export_file: case Panel::open_picture: show_file_browser(frame); break;
    case Panel::timer: if (app.screen == Screen::board) show_timer(frame); break;
    case Panel::settings: show_settings(frame); break;
    case Panel::journeys: show_journeys(frame); break;
    case Panel::shortcuts: show_shortcuts(frame); break;
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
    for (Intent& intent : std::exchange(in.pending.intents, {})) ask.intents.push_back(std::move(intent));
    in.thumbnails.clear();
    in.covered = {};
    in.kit->begin(app);
    ImGui::NewFrame();
    PanelFrame frame{*in.kit, app, in.states, ask, in.thumbnails, in.covered};
    show_panels(frame);
    in.places = in.kit->places();
    in.modal = in.kit->modal();
    in.writing = io.WantTextInput;
    ImGui::Render();
    if (in.settling > 0) --in.settling;
}

} // namespace waymark
