#include "app/chrome_panels.hpp"
#include "app/messages.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

/// Messages, the question about unsaved changes, and the settings.
namespace waymark {
namespace {

constexpr const char* offer_words = "Save elsewhere";

/// One message under the top bar's middle; the newest is the lowest.
float show_message(PanelFrame& frame, const Message& message, std::size_t index, float top) {
    ChromeKit& kit = frame.kit;
    const float most = std::min(kit.px(640), kit.window_px().x - kit.px(32));
    const float offer = message.offers_place
                            ? kit.measure(offer_words, type_size::body, Weight::semibold).x + kit.px(36 + 8)
                            : 0;
    const float at_end = (message.problem ? kit.px(44) : 0) + offer;
    const float natural = kit.measure(message.sentence, type_size::body).x + kit.px(16 + 36 + 16) + at_end;
    const float width = std::min(most, natural);
    const float text_width = width - kit.px(16 + 36 + 12) - at_end;
    const Vec2 size = kit.measure(message.sentence, type_size::body, Weight::regular, text_width);
    const float height = std::max(kit.px(48), size.y + kit.px(24));
    const Rect place{{(kit.window_px().x - width) / 2, top}, {width, height}};
    const std::string name = "message " + std::to_string(index);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
    kit.begin_panel(name.c_str(), place, 12);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Colour mark = message.problem ? kit.colours().danger : kit.colours().good;
    list.AddRectFilled(ChromeKit::vec(place.at), {place.left() + kit.px(5), place.bottom()},
                       ChromeKit::colour(mark), kit.px(12), ImDrawFlags_RoundCornersLeft);
    const float icon = kit.px(22);
    kit.draw_icon(list, message.problem ? Icon::warning : Icon::check,
                  {place.left() + kit.px(16), place.center().y - icon / 2}, icon, mark);
    ImGui::SetCursorScreenPos({place.left() + kit.px(16 + 34), place.center().y - size.y / 2});
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + text_width + 1);
    kit.text(message.sentence);
    ImGui::PopTextWrapPos();
    if (message.offers_place) {
        ImGui::SetCursorScreenPos({place.right() - at_end, place.center().y - kit.px(22)});
        if (kit.button(offer_words, Emphasis::usual, true, offer - kit.px(8)))
            frame.ask.intend(ShowPanel{Panel::save_file});
    }
    if (message.problem) {
        ImGui::SetCursorScreenPos({place.right() - kit.px(46), place.center().y - kit.px(20)});
        if (kit.icon_button("put away", Icon::close, "Put away", false, true, 40))
            frame.ask.intend(ForgetMessage{index});
    }
    kit.end_panel();
    ImGui::PopStyleVar();
    return place.bottom() + kit.px(8);
}

/// What is not seen of them, or how to see fewer again.
void show_other_messages(PanelFrame& frame, std::size_t hidden, float top) {
    ChromeKit& kit = frame.kit;
    const std::string words = hidden > 0 ? std::to_string(hidden) + " more" : "Show fewer";
    const float width = kit.measure(words, type_size::body, Weight::semibold).x + kit.px(36);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
    kit.begin_panel("other messages", {{(kit.window_px().x - width) / 2, top}, {width, kit.px(44)}}, 22);
    if (kit.button(words + "##other messages", Emphasis::quiet, true, width))
        frame.states.all_messages = !frame.states.all_messages;
    kit.end_panel();
    ImGui::PopStyleVar();
}

} // namespace

void show_messages(PanelFrame& frame) {
    constexpr std::size_t shown_at_once = 4;
    const std::size_t all = frame.app.messages.size();
    if (all <= shown_at_once) frame.states.all_messages = false;
    const bool is_open = frame.states.all_messages;
    const float bar = frame.app.screen == Screen::board ? frame.kit.px(56) : 0;
    const float low = frame.kit.window_px().y - frame.kit.px(200);
    float top = bar + frame.kit.px(12);
    std::size_t shown = 0;
    // Opened, as many as there is room for.
    for (const std::size_t i : foremost_messages(frame.app, is_open ? all : shown_at_once)) {
        if (is_open && shown >= shown_at_once && top > low) break;
        top = show_message(frame, frame.app.messages[i], i, top);
        ++shown;
    }
    if (all > shown_at_once) show_other_messages(frame, is_open ? 0 : all - shown, top);
}

namespace {

constexpr double unmeant_s = 0.5; ///< a press that comes so soon was not meant for what has just appeared

/// "“skier.png” is", "3 pictures are".
std::string being_read(const App& app) {
    std::size_t count = 0;
    std::string name;
    for (const ReadingPictures& reading : app.reading) {
        if (reading.session != app.present().id || reading.paths.empty()) continue;
        count += reading.paths.size();
        name = file_name(reading.paths.back());
    }
    return count == 1 ? "“" + name + "” is" : std::to_string(count) + " pictures are";
}

/// The answers to a question, in a row at its end; the last is what Enter means. Which one was given, from 0.
std::optional<std::size_t> show_answers(PanelFrame& frame, const std::array<const char*, 3>& answers) {
    ChromeKit& kit = frame.kit;
    const float gap = kit.px(8),
                bottom = ImGui::GetWindowPos().y + ImGui::GetWindowHeight() - kit.px(16 + 44);
    const float width = (ImGui::GetContentRegionAvail().x - 2 * gap) / 3;
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, bottom});
    std::optional<std::size_t> given;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const bool is_last = i + 1 == answers.size();
        if (i > 0) ImGui::SameLine(0, gap);
        if (kit.button(answers[i], is_last ? Emphasis::primary : Emphasis::usual, true, width) ||
            (is_last && ImGui::IsKeyPressed(ImGuiKey_Enter)))
            given = i;
    }
    return given;
}

/// A question with a heading, what it is about and its answers.
std::optional<std::size_t> show_question(PanelFrame& frame, const char* name, Vec2 size,
                                         const std::string& heading, const std::string& about,
                                         const std::array<const char*, 3>& answers) {
    ChromeKit& kit = frame.kit;
    kit.begin_modal(name, kit.centred(size));
    kit.text(heading, type_size::heading, Weight::semibold);
    kit.gap(2);
    kit.paragraph(about);
    const std::optional<std::size_t> given = show_answers(frame, answers);
    kit.end_modal();
    return given;
}

/// What is left behind by whoever does not wait for it.
std::string about_file(const App& app) {
    if (!app.saving)
        return "“" + file_name(app.exporting ? app.exporting->path : "") +
               "” is still being written. Whoever goes now leaves it unfinished.";
    const bool is_kept = app.keeper.is_keeping() && app.keeper.kept() != Kept::failed;
    return "“" + file_name(app.saving->path) + "” is still being written; its drive has not answered yet. " +
           (is_kept ? "What is on the board is kept, and comes back at the next start."
                    : "Nothing else keeps what is on the board: what the file does not get is lost.");
}

std::optional<std::size_t> ask_guard(PanelFrame& frame) {
    const App& app = frame.app;
    constexpr Vec2 size{480, 212};
    switch (app.guard->about) {
    case Guard::About::pictures: // somebody who was told that they are waited for wants to go all the same
        return show_question(frame, "new pictures", size, "Go without the new pictures?",
                             being_read(app) +
                                 " still being read. Wait, and what you wanted happens by itself as "
                                 "soon as the board has them.",
                             {"Keep working", "Go without", "Wait"});
    case Guard::About::file:
        return show_question(frame, "file being written", size, "Go without waiting for the file?",
                             about_file(app), {"Keep working", "Go without", "Wait"});
    case Guard::About::changes: break;
    }
    const std::string title = app.session().title.empty() ? "this session" : "“" + app.session().title + "”";
    return show_question(frame, "unsaved", size, "Save your changes first?",
                         "What was written on " + title + " since it was last saved is not in its file yet.",
                         {"Keep working", "Don't save", "Save"});
}

} // namespace

void show_guard(PanelFrame& frame) {
    using Choice = AnswerGuard::Choice;
    constexpr std::array choices{Choice::stay, Choice::discard, Choice::save};
    const std::optional<std::size_t> given = ask_guard(frame);
    if (!given) return;
    // Where the finger still is that has answered another question, or wanted to.
    const bool can_be_meant = frame.app.time_s - frame.app.guard->since_s > unmeant_s;
    if (choices[*given] != Choice::discard || can_be_meant) frame.ask.intend(AnswerGuard{choices[*given]});
}

void show_in_use(PanelFrame& frame) {
    const std::string& path = frame.app.in_use_path;
    const std::optional<std::size_t> given =
        show_question(frame, "in use", {520, 212}, "Open in another Waymark",
                      "“" + file_name(path) +
                          "” is being worked on in another window. Here you can look at it as it was last "
                          "saved, or work on a copy.",
                      {"Cancel", "Look only", "Work on a copy"});
    if (!given) return;
    if (*given == 0)
        frame.ask.intend(ShowPanel{Panel::none});
    else
        frame.ask.intend(OpenFile{path, *given == 1 ? OpenAs::look_only : OpenAs::copy});
}

/// The slider is applied when it is let go: a panel that grew under the finger would run away from it.
void show_ui_scale(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    constexpr float least = 75, most = 400, step = 5;
    float& held = frame.states.ui_scale;
    const float auto_width = kit.px(96);
    float percent = (held > 0 ? held : frame.app.ui_scale) * 100;
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - auto_width - kit.px(8));
    if (ImGui::SliderFloat("##scale", &percent, least, most, "%.0f %%",
                           ImGuiSliderFlags_AlwaysClamp | ImGuiSliderFlags_NoInput))
        held = std::round(percent / step) * step / 100;
    if (ImGui::IsItemDeactivated() && held > 0) frame.ask.intend(SetUiScale{std::exchange(held, 0.0f)});
    ImGui::SameLine(0, kit.px(8));
    const bool is_auto = frame.app.settings.ui_scale <= 0;
    if (kit.button("Auto", is_auto ? Emphasis::primary : Emphasis::usual, true, auto_width))
        frame.ask.intend(SetUiScale{0});
    kit.hint("As large as the screen asks for");
}

/// Fingers, tables and hands: what a facilitator decides about the screen once.
void show_touch_settings(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    const Settings& settings = frame.app.settings;
    constexpr TouchSource sources[] = {TouchSource::automatic, TouchSource::tuio, TouchSource::both};
    kit.quiet_text("Fingers and pens come from", type_size::small);
    const TouchSource source = frame.app.touch_for_now.value_or(settings.touch);
    int from = source == TouchSource::tuio ? 1 : source == TouchSource::both ? 2 : 0;
    if (kit.segmented("touch", {"This screen", "A table by TUIO", "Both"}, from))
        frame.ask.intend(SetTouch{sources[from]});
    kit.gap(8);
    kit.quiet_text("The screen", type_size::small);
    int flat = settings.lies_flat ? 1 : 0;
    if (kit.segmented("flat", {"Stands like a wall", "Lies like a table"}, flat))
        frame.ask.intend(SetLiesFlat{flat == 1});
    kit.gap(8);
    kit.quiet_text("With the pen tool", type_size::small);
    int ink = static_cast<int>(settings.ink_from);
    if (kit.segmented("ink", {"Automatic", "Fingers write", "Only pens write"}, ink))
        frame.ask.intend(SetInkFrom{static_cast<InkFrom>(ink)});
    kit.gap(8);
    kit.quiet_text("A hand laid flat", type_size::small);
    int wipe = settings.wipe_with_hand ? 1 : 0;
    if (kit.segmented("wipe", {"Only rests", "Wipes ink"}, wipe))
        frame.ask.intend(SetWipeWithHand{wipe == 1});
    kit.gap(8);
}

void show_settings(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    const Settings& settings = frame.app.settings;
    kit.begin_modal("settings", kit.centred({560, 900}));
    show_panel_title(frame, "Settings");
    begin_scroll("settings rows", {0, 0});
    kit.quiet_text("Theme", type_size::small);
    int theme_chosen = static_cast<int>(settings.theme);
    if (kit.segmented("theme", {"Paper", "Dark room", "High contrast"}, theme_chosen))
        frame.ask.intend(SetTheme{static_cast<ThemeName>(theme_chosen)});
    kit.gap(8);
    kit.quiet_text("Size of the interface", type_size::small);
    show_ui_scale(frame);
    kit.gap(8);
    kit.quiet_text("Motion", type_size::small);
    int motion = settings.motion ? 0 : 1;
    if (kit.segmented("motion", {"Things glide to their place", "Things jump"}, motion))
        frame.ask.intend(SetMotion{motion == 0});
    kit.gap(8);
    show_screen_settings(frame);
    show_touch_settings(frame);
    show_keypad_settings(frame);
    kit.quiet_text("Notes", type_size::small);
    int shade = frame.app.shade_by_evidence ? 1 : 0;
    if (kit.segmented("shade", {"Full colour", "Faded while assumed"}, shade))
        frame.ask.intend(ShadeByEvidence{shade == 1});
    ImGui::EndChild();
    kit.end_modal();
}

} // namespace waymark
