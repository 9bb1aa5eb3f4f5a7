#include "app/chrome_panels.hpp"

#include "sessions/templates.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <filesystem>

/// The first thing a person sees: templates as real boards in small, and the sessions of late.
namespace waymark {
namespace {

constexpr float card_width = 296, picture_height = 168, card_text = 68, card_gap = 20, page_margin = 56;

struct Card {
    ThumbnailOf of;
    std::string title, about;
    bool gone = false;
};

/// "today", "yesterday", "12 March 2026".
std::string when(std::int64_t opened_s) {
    const std::time_t now = std::time(nullptr), then = static_cast<std::time_t>(opened_s);
    std::tm today{}, day{};
    localtime_r(&now, &today);
    localtime_r(&then, &day);
    if (today.tm_year == day.tm_year && today.tm_yday == day.tm_yday) return "today";
    if (today.tm_year == day.tm_year && today.tm_yday == day.tm_yday + 1) return "yesterday";
    char text[32];
    return std::string{text, std::strftime(text, sizeof text, "%e %B %Y", &day)};
}

bool show_card(PanelFrame& frame, const Card& card, float width, Rect clip) {
    ChromeKit& kit = frame.kit;
    const Theme& t = kit.colours();
    const float picture = width * picture_height / card_width;
    const std::string id = card.of.template_name + card.of.path + card.of.journal;
    const bool pressed = ImGui::InvisibleButton(id.c_str(), {width, picture + kit.px(card_text)});
    const bool hovered = ImGui::IsItemHovered(),
               focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    const Rect place =
        rect_between(ChromeKit::vec(ImGui::GetItemRectMin()), ChromeKit::vec(ImGui::GetItemRectMax()));
    if (!ImGui::IsItemVisible()) return false;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Rect sheet{place.at, {width, picture}};
    // The card is a frame: the board in small is painted under the chrome and shows through.
    const Colour edge = hovered || focused ? t.accent : t.chrome_hairline;
    list.AddRect(ChromeKit::vec(sheet.at), ChromeKit::vec(sheet.end()), ChromeKit::colour(edge), kit.px(12),
                 0, kit.px(hovered || focused ? 2.5f : 1.0f));
    const Rect inner = sheet.grown(-kit.px(10));
    if (clip.contains(inner.at) && clip.contains(inner.end()))
        frame.thumbnails.push_back({card.of, inner, clip, false});
    if (card.gone)
        kit.draw_icon(list, Icon::warning, sheet.center() - Vec2{kit.px(16), kit.px(16)}, kit.px(32),
                      t.chrome_quiet_ink);
    const float text_left = place.left() + kit.px(2), text_width = width - kit.px(4);
    kit.draw_text(list, {text_left, sheet.bottom() + kit.px(10)},
                  kit.shortened(card.title, text_width, type_size::large, Weight::semibold), t.ink,
                  type_size::large, Weight::semibold);
    kit.draw_text(list, {text_left, sheet.bottom() + kit.px(35)},
                  kit.shortened(card.about, text_width, type_size::small), t.quiet_ink, type_size::small);
    return pressed;
}

/// Cards in rows as wide as the page.
void show_cards(PanelFrame& frame, const std::vector<Card>& cards, Rect clip,
                void (*press)(PanelFrame&, const Card&)) {
    ChromeKit& kit = frame.kit;
    const float room = ImGui::GetContentRegionAvail().x, gap = kit.px(card_gap);
    const int columns = std::max(1, static_cast<int>((room + gap) / (kit.px(card_width) + gap)));
    const float width =
        std::floor((room - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{gap, gap});
    for (std::size_t i = 0; i < cards.size(); ++i) {
        if (i % static_cast<std::size_t>(columns) != 0) ImGui::SameLine();
        if (show_card(frame, cards[i], std::min(width, kit.px(card_width * 1.3f)), clip))
            press(frame, cards[i]);
    }
    ImGui::PopStyleVar();
}

void section(PanelFrame& frame, const std::string& words) {
    ImGui::PushStyleColor(ImGuiCol_Text, ChromeKit::colour(frame.kit.colours().ink));
    frame.kit.text(words, type_size::large, Weight::semibold);
    ImGui::PopStyleColor();
    frame.kit.gap(2);
}

std::vector<Card> template_cards() {
    std::vector<Card> cards;
    for (const TemplateName& one : template_names())
        cards.push_back(
            {{std::string{one.name}, {}, {}}, std::string{one.title}, std::string{one.about}, false});
    return cards;
}

std::vector<Card> recent_cards(const App& app) {
    std::vector<Card> cards;
    for (const RecentFile& one : app.settings.recent) {
        const std::filesystem::path path{one.path};
        const Known<std::optional<FileStamp>> there = app.drives->stamp(one.path);
        const bool gone = there && !*there.answer;
        const std::string folder = path.parent_path().filename().string();
        cards.push_back({{{}, one.path, {}},
                         one.title.empty() ? path.stem().string() : one.title,
                         gone         ? "not found at " + one.path
                         : there.late ? "does not answer at " + one.path
                                      : when(one.opened_s) + " · " + path.filename().string() +
                                            (folder.empty() ? "" : " in " + folder),
                         gone || there.late});
        if (cards.size() == 8) break;
    }
    return cards;
}

/// What was left open, or what was let go.
std::vector<Card> left_cards(const App& app, bool let_go) {
    std::vector<Card> cards;
    if (!app.left) return cards;
    for (const LeftBehind& one : *app.left) {
        if (one.let_go != let_go) continue;
        const std::string file =
            one.path.empty() ? "never saved" : std::filesystem::path{one.path}.filename().string();
        cards.push_back(
            {{{}, {}, one.folder},
             one.title.empty() ? "Untitled session" : one.title,
             (let_go ? "let go at " : "left open at ") + time_in_words(one.time_ms) + " · " + file,
             false});
    }
    return cards;
}

void show_left(PanelFrame& frame, const char* words, bool let_go, Rect clip) {
    const std::vector<Card> cards = left_cards(frame.app, let_go);
    if (cards.empty()) return;
    section(frame, words);
    show_cards(frame, cards, clip,
               [](PanelFrame& f, const Card& card) { f.ask.intend(BringBack{card.of.journal}); });
    frame.kit.gap(16);
}

void show_heading(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& t = kit.colours();
    // The mark: a rising curve that ends in a star.
    const float mark = kit.px(40);
    kit.draw_icon(list, Icon::curve, {at.x, at.y + kit.px(4)}, mark, t.accent);
    kit.draw_text(list, {at.x + mark + kit.px(14), at.y}, "Waymark", t.ink, type_size::display,
                  Weight::semibold);
    kit.draw_text(list, {at.x + mark + kit.px(14), at.y + kit.px(40)},
                  "Map the customer's journey, together, on the wall.", t.quiet_ink, type_size::body);
    const float side = kit.px(48),
                open_width = kit.measure("Open …", type_size::body, Weight::semibold).x + kit.px(36);
    ImGui::SetCursorScreenPos({at.x + width - side * 2 - open_width - kit.px(8), at.y + kit.px(6)});
    if (kit.button("Open …", Emphasis::primary)) frame.ask.intend(ShowPanel{Panel::open_file});
    ImGui::SameLine(0, kit.px(8));
    if (kit.icon_button("search", Icon::search, "Search all commands (Ctrl+K)"))
        frame.ask.intend(ShowPanel{Panel::palette});
    ImGui::SameLine(0, 0);
    if (kit.icon_button("settings", Icon::settings, "Settings (Ctrl+,)"))
        frame.ask.intend(ShowPanel{Panel::settings});
    ImGui::SetCursorScreenPos({at.x, at.y + kit.px(72)});
    ImGui::Dummy({0, 0});
}

} // namespace

void show_start_screen(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    const float margin = std::min(kit.px(page_margin), kit.window_px().x * 0.05f);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{margin, kit.px(36)});
    kit.begin_panel("start", {{}, kit.window_px()}, 0, true);
    show_heading(frame);
    const float top = ImGui::GetCursorScreenPos().y;
    const Rect clip{{0, top}, {kit.window_px().x, kit.window_px().y - top}};
    begin_scroll("page", {0, 0});
    kit.gap(8);
    show_left(frame, "Left open: go on where you were", false, clip);
    const std::vector<Card> recent = recent_cards(frame.app);
    if (!recent.empty()) {
        section(frame, "Recent sessions");
        show_cards(frame, recent, clip,
                   [](PanelFrame& f, const Card& card) { f.ask.intend(OpenFile{card.of.path}); });
        kit.gap(16);
    }
    section(frame, "Begin with");
    show_cards(frame, template_cards(), clip,
               [](PanelFrame& f, const Card& card) { f.ask.intend(NewSession{card.of.template_name}); });
    kit.gap(16);
    show_left(frame, "Let go without saving: kept for thirty days", true, clip);
    ImGui::EndChild();
    kit.end_panel();
    ImGui::PopStyleVar();
}

} // namespace waymark
