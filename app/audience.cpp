#include "app/audience.hpp"

#include "app/chrome.hpp"
#include "app/show.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace waymark {
namespace {

constexpr float fit_margin_px = 24, pan_part = 0.1f, key_zoom = 1.25f, wheel_zoom = 1.15f;
constexpr float waiting_text_px = 28;

/// The middle of what the facilitator's panels leave free, as large as it gets.
View following(const App& app, View view) {
    const Rect covered = app.chrome->covered_px();
    const Rect free{covered.at, app.size_px - covered.at - covered.size};
    if (free.empty()) return view;
    view.at = app.view.to_world(free.center());
    view.zoom = app.view.zoom * std::min(view.size_px.x / free.size.x, view.size_px.y / free.size.y);
    return view;
}

Ask to(const View& view) {
    Ask ask;
    ask.intend(SetAudience{AudienceShows::own, view});
    return ask;
}

Ask shows(AudienceShows what) {
    Ask ask;
    ask.intend(SetAudience{what, std::nullopt});
    return ask;
}

Ask take_contact(const App& app, Audience& audience, const Contact& contact) {
    auto grip = std::ranges::find(audience.grips, contact.id, &Audience::Grip::contact);
    if (contact.phase == ContactPhase::begin) {
        if (grip != audience.grips.end())
            grip->at_px = contact.at_px;
        else if (audience.grips.size() < 2)
            audience.grips.push_back({contact.id, contact.at_px});
        return {};
    }
    if (grip == audience.grips.end()) return {};
    if (contact.phase != ContactPhase::move) {
        audience.grips.erase(grip);
        return {};
    }
    View view = audience_view(app);
    const Vec2 from = std::exchange(grip->at_px, contact.at_px);
    if (audience.grips.size() == 1) return to(panned(view, contact.at_px - from));
    const Vec2 other =
        (grip == audience.grips.begin() ? audience.grips.back() : audience.grips.front()).at_px;
    const float before = std::max(1.0f, distance(from, other)),
                now = std::max(1.0f, distance(contact.at_px, other));
    view = panned(view, (contact.at_px - from) * 0.5f);
    return to(zoomed(view, view.zoom * now / before, (contact.at_px + other) * 0.5f));
}

Ask take_key(const App& app, const KeyPress& key) {
    if (!key.down) return {};
    const View view = audience_view(app);
    const Vec2 step = view.size_px * pan_part, middle = view.size_px * 0.5f;
    Ask ask;
    switch (key.key) {
    case Key::left: return to(panned(view, {step.x, 0}));
    case Key::right: return to(panned(view, {-step.x, 0}));
    case Key::up: return to(panned(view, {0, step.y}));
    case Key::down: return to(panned(view, {0, -step.y}));
    case Key::plus: return to(zoomed(view, view.zoom * key_zoom, middle));
    case Key::minus: return to(zoomed(view, view.zoom / key_zoom, middle));
    case Key::home:
    case Key::digit_1: return shows(AudienceShows::whole);
    case Key::f: return shows(AudienceShows::follows);
    case Key::f11: ask.intend(ToggleAudienceFullscreen{}); return ask;
    case Key::w:
    case Key::q:
        if (key.with.control) ask.intend(ShowAudience{false});
        return ask;
    default: return {};
    }
}

Ask asked_by(const App& app, Audience& audience, const Event& event) {
    return match(
        event, [&](const Contact& contact) { return take_contact(app, audience, contact); },
        [&](const Hover& hover) {
            audience.pointer_px = hover.at_px;
            return Ask{};
        },
        [&](const KeyPress& key) { return take_key(app, key); },
        [&](const Scroll& scroll) {
            const View view = audience_view(app);
            return to(zoomed(view, view.zoom * std::pow(wheel_zoom, scroll.by.y), scroll.at_px));
        },
        [&](const CloseAsked&) {
            Ask ask;
            ask.intend(ShowAudience{false});
            return ask;
        },
        [&](const ContactsLost&) {
            audience.grips.clear();
            return Ask{};
        },
        [](const auto&) { return Ask{}; });
}

/// Before there is a board: so that nobody takes the window for a broken one.
PlacedChunk waiting_words(App& app, const View& view) {
    const Theme& colours = theme(app.settings.theme);
    TextLayout text = app.text.on_one_line(
        "The board appears here", {FontWeight::medium, TextAlign::start, "en"}, waiting_text_px, 4096);
    Placed placed;
    placed.scale = std::clamp(view.size_px.y / 1080, 0.5f, 8.0f);
    const float width = text.lines.empty() ? 0 : text.lines.front().width;
    placed.at = view.size_px * 0.5f - Vec2{width, text.box.y} * (0.5f * placed.scale);
    placed.drawing = Drawing{{Words{std::move(text), {}, colours.quiet_ink}}};
    return {std::move(placed)};
}

} // namespace

View audience_view(const App& app) {
    View view = app.audience->view;
    if (app.screen == Screen::start) return view;
    switch (app.audience->shows) {
    case AudienceShows::follows: return following(app, view);
    case AudienceShows::whole: {
        const float margin = fit_margin_px * std::clamp(view.size_px.y / 1080, 0.5f, 4.0f);
        return app.shown.layout.bounds.empty() ? view : fitted(view, app.shown.layout.bounds, margin);
    }
    case AudienceShows::own: break;
    }
    return view;
}

namespace {

/// What a broken device tells must not end in a view that is nowhere.
bool is_sane(Vec2 v) { return std::abs(v.x) < 1e6f && std::abs(v.y) < 1e6f; } // false for what is no number
bool is_sane(const Event& event) {
    return match(
        event, [](const Contact& contact) { return is_sane(contact.at_px); },
        [](const Scroll& scroll) { return is_sane(scroll.at_px) && length(scroll.by) < 100; },
        [](const auto&) { return true; });
}

} // namespace

void take_audience(App& app, const AudienceInput& input) {
    if (!app.audience) return;
    app.audience->view.size_px = {std::max(1.0f, input.size_px.x), std::max(1.0f, input.size_px.y)};
    for (const Event& event : input.events) {
        if (!app.audience) return; // closed by the event before
        if (!is_sane(event)) continue;
        const Ask ask = asked_by(app, *app.audience, event);
        for (const Intent& intent : ask.intents) perform(app, intent);
    }
}

AudienceFrame audience_frame(App& app) {
    AudienceFrame made;
    made.view = app.audience->view = audience_view(app);
    if (app.screen == Screen::start) {
        made.overlay = waiting_words(app, made.view);
        return made;
    }
    // The painter leaves out the texts that are being written; they are drawn over the board. Names on
    // toolboxes are not of the board.
    for (const Writing& writing : app.writing) {
        if (find_participant(app.session(), writing.thing)) continue;
        if (const std::optional<WrittenText> written = shown_text(app, writing))
            made.overlay.push_back(text_under(made.view, *written));
    }
    return made;
}

} // namespace waymark
