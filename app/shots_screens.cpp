#include "app/perform.hpp"
#include "app/shots_sitter.hpp"

/// Pictures of large screens and of what an audience sees; and what both files of pictures begin with.
namespace waymark::shots {

void open(Sitter& sitter, const char* template_name) {
    sitter.frames(1);
    perform(sitter.app(), NewSession{template_name});
    sitter.settle();
}

Vec2 first_note_middle(const Sitter& sitter, App& app) {
    const Layout& layout = committed_layout(app);
    return sitter.on_screen(layout.notes.empty() ? layout.bounds.center()
                                                 : layout.notes.front().rect.center());
}

void with_note_chosen(Sitter& sitter) {
    open(sitter, "winter-jacket");
    const Vec2 at = first_note_middle(sitter, sitter.app());
    sitter.mouse(ContactPhase::begin, at);
    sitter.mouse(ContactPhase::end, at);
    sitter.settle();
}

/// Three people at a table, each with a ring of actions turned to their side.
void with_rings(Sitter& sitter) {
    open(sitter, "winter-jacket");
    perform(sitter.app(), SetLiesFlat{true});
    const Vec2 size = sitter.app().size_px;
    const Vec2 places[] = {first_note_middle(sitter, sitter.app()),
                           {size.x * 0.5f, size.y * 0.75f},
                           {size.x * 0.03f, size.y * 0.6f}};
    const auto all = [&](ContactPhase phase) {
        std::vector<Event> events;
        for (std::uint32_t i = 0; i < std::size(places); ++i)
            events.emplace_back(Contact{10 + i, Source::touch, phase, places[i], 1, Button::left});
        sitter.step(std::move(events));
    };
    all(ContactPhase::begin);
    sitter.frames(40);
    all(ContactPhase::end);
    sitter.settle();
}

Scenario with_panel(Panel panel) {
    return [panel](Sitter& sitter) {
        open(sitter, "winter-jacket");
        perform(sitter.app(), ShowPanel{panel});
        sitter.settle();
    };
}

namespace {

/// Somebody works with something chosen and a panel open; the audience sees the board.
void before_an_audience(Sitter& sitter) {
    with_note_chosen(sitter);
    sitter.show_audience();
    sitter.settle();
}

void audience_waits(Sitter& sitter) {
    sitter.settle();
    sitter.show_audience();
    sitter.settle();
}

void choosing_for_the_audience(Sitter& sitter) {
    open(sitter, "winter-jacket");
    perform(sitter.app(), ShowAudience{true});
    sitter.frames(2);
    perform(sitter.app(), ShowPanel{Panel::audience});
    sitter.settle();
}

/// At a wall's left end: a note chosen there, the note tool in hand.
void at_the_left_end(Sitter& sitter) {
    open(sitter, "winter-jacket");
    perform(sitter.app(), ChooseTool{Tool::select});
    sitter.frames(1);
    const Vec2 at = first_note_middle(sitter, sitter.app());
    sitter.mouse(ContactPhase::begin, at);
    sitter.mouse(ContactPhase::end, at);
    perform(sitter.app(), ChooseTool{Tool::note});
    sitter.settle();
}

void searching_at_the_right_end(Sitter& sitter) {
    open(sitter, "winter-jacket");
    const Vec2 at = sitter.app().size_px - Vec2{700, 300};
    sitter.mouse(ContactPhase::begin, at);
    sitter.mouse(ContactPhase::end, at);
    perform(sitter.app(), ShowPanel{Panel::palette});
    sitter.settle();
}

} // namespace

std::vector<PlannedShot> screen_shots() {
    constexpr ScreenKind wall{"wall-10240", {10240, 2160}, 0, ThemeName::paper, false, 2.05f};
    constexpr ScreenKind uhd2{"8k-98-inch", {7680, 4320}, 0, ThemeName::paper, false, 3.54f};
    constexpr ScreenKind table{"table-55-inch", {3840, 2160}, 0, ThemeName::paper, false, 3.15f};
    constexpr ScreenKind usual{"1080p", {1920, 1080}, 1, ThemeName::paper, true};
    return {{usual, {"audience", before_an_audience}},
            {usual, {"audience-waits", audience_waits}},
            {usual, {"audience-choice", choosing_for_the_audience}},
            {wall, {"board", at_the_left_end}},
            {wall, {"search", searching_at_the_right_end}},
            {uhd2, {"board", with_note_chosen}},
            {table, {"rings", with_rings}},
            {table, {"settings", with_panel(Panel::settings)}}};
}

} // namespace waymark::shots
