#include "render/icons.hpp"

#include "render/icon_strokes.hpp"

#include <array>
#include <cmath>

namespace waymark {

namespace {

using icon_strokes::Pen;
using icon_strokes::pi;
constexpr Vec2 middle{12, 12};

Pen note_kind_icon(Icon which) {
    Pen pen;
    switch (which) {
    case Icon::pain: // a bolt
        return pen.lines(
            {{13.5f, 3}, {5.5f, 13.5f}, {11.5f, 13.5f}, {10.5f, 21}, {18.5f, 10.5f}, {12.5f, 10.5f}}, true);
    case Icon::gain: // a heart
        return pen.curve({12, 20}, {3, 14.5f}, {3, 10.5f}, {3, 9})
            .curve({3, 9}, {3, 4}, {10, 3}, {12, 7.5f})
            .curve({12, 7.5f}, {14, 3}, {21, 4}, {21, 9})
            .curve({21, 9}, {21, 10.5f}, {21, 14.5f}, {12, 20});
    case Icon::idea: // a lamp
        return pen.arc({12, 9.5f}, 6.5f, pi * 0.75f, pi * 2.25f)
            .lines({{7.4f, 14.1f}, {9, 16}, {9, 17}, {15, 17}, {15, 16}, {16.6f, 14.1f}})
            .line({10, 21}, {14, 21});
    case Icon::question:
        return pen.ring(middle, 9)
            .arc({12, 9.75f}, 2.75f, -pi, pi * 0.42f)
            .line({12.6f, 12.4f}, {12, 13.6f})
            .disc({12, 17}, 1.25f);
    case Icon::need: // a hand held open under something wanted
        return pen.disc({12, 6}, 3)
            .curve({4, 13}, {4, 21}, {20, 21}, {20, 13})
            .line({4, 13}, {4, 12})
            .line({20, 13}, {20, 12});
    case Icon::action: // onwards
        return pen.lines({{7, 4}, {19, 12}, {7, 20}}, true);
    case Icon::decision: // one way or the other
        return pen.lines({{12, 3}, {21, 12}, {12, 21}, {3, 12}}, true)
            .lines({{8.5f, 12}, {11, 14.5f}, {15.5f, 9.5f}});
    default: // quote
        for (const float x : {4.0f, 14.0f})
            pen.filled({{x, 8}, {x + 6, 8}, {x + 6, 14}, {x, 14}})
                .curve({x + 5, 13}, {x + 5, 16}, {x + 4, 17}, {x + 2, 18});
        return pen;
    }
}

Pen mark_icon(Icon which) {
    Pen pen;
    const auto face = [&pen] {
        return pen.ring(middle, 9).disc({8.75f, 9.5f}, 1.4f).disc({15.25f, 9.5f}, 1.4f);
    };
    switch (which) {
    case Icon::evidence_assumption: return pen.ring(middle, 9);
    case Icon::evidence_hearsay: return pen.ring(middle, 9).wedge(middle, 9, -pi / 2, 0);
    case Icon::evidence_observed: return pen.ring(middle, 9).wedge(middle, 9, -pi / 2, pi / 2);
    case Icon::evidence_measured: return pen.ring(middle, 9).wedge(middle, 9, -pi / 2, pi);
    case Icon::evidence_confirmed: return pen.disc(middle, 10);
    case Icon::face_worst: face(); return pen.arc({12, 19}, 4.2f, pi * 1.22f, pi * 1.78f);
    case Icon::face_neutral: face(); return pen.line({8.5f, 15.5f}, {15.5f, 15.5f});
    case Icon::face_best: face(); return pen.arc({12, 12.4f}, 4.6f, pi * 0.15f, pi * 0.85f);
    case Icon::star: pen.path = star({12, 12.6f}, 10.5f); return pen;
    case Icon::star_outline: {
        std::vector<Vec2> corners;
        for (int i = 0; i < 10; ++i) {
            const float radius = i % 2 == 0 ? 9.5f : 4.2f, angle = -pi / 2 + pi / 5 * static_cast<float>(i);
            corners.push_back(Vec2{12, 12.6f} + Vec2{std::cos(angle), std::sin(angle)} * radius);
        }
        return pen.lines(corners, true);
    }
    default: // flag
        return pen.line({6, 3}, {6, 21}).lines({{6, 4}, {18, 4}, {15, 8.5f}, {18, 13}, {6, 13}});
    }
}

Pen tool_icon(Icon which) {
    Pen pen;
    switch (which) {
    case Icon::hand:
        return pen.line({7, 14}, {7, 7.5f})
            .line({10.5f, 11.5f}, {10.5f, 4.5f})
            .line({14, 11.5f}, {14, 4.5f})
            .line({17.5f, 12}, {17.5f, 7})
            .arc({8.75f, 7.5f}, 1.75f, pi, pi * 1.02f)
            .curve({17.5f, 12}, {17.5f, 18}, {16.5f, 21}, {12, 21})
            .curve({12, 21}, {8.5f, 21}, {7, 18.5f}, {4, 14.5f})
            .line({4, 14.5f}, {7, 14});
    case Icon::note: // a leaf with a turned corner
        return pen.lines({{14, 20}, {6, 20}, {4, 18}, {4, 6}, {6, 4}, {18, 4}, {20, 6}, {20, 14}, {14, 20}})
            .lines({{14, 20}, {14, 14}, {20, 14}});
    case Icon::curve: return pen.curve({3, 15}, {8, 1}, {12, 26}, {17, 10.5f}).disc({19, 7}, 2.5f);
    case Icon::magic_moment: return mark_icon(Icon::star_outline);
    case Icon::pen:
        return pen.lines({{4, 20}, {5, 15.5f}, {16.5f, 4}, {20, 7.5f}, {8.5f, 19}}, true)
            .line({13.5f, 7}, {17, 10.5f});
    case Icon::connector:
        return pen.ring({5.5f, 18.5f}, 2.5f)
            .curve({8, 18}, {15, 17}, {9, 7}, {19, 6})
            .lines({{15.5f, 2.5f}, {19.5f, 6}, {16, 9.8f}});
    case Icon::picture:
        return pen.frame({{3, 5}, {18, 14}}, 2)
            .ring({8.5f, 9.75f}, 1.5f)
            .lines({{4, 18}, {10, 13.5f}, {13, 16}, {16.5f, 11.5f}, {20.5f, 15.5f}});
    default: // eraser
        return pen.lines({{9, 20}, {3.5f, 14.5f}, {13.5f, 4.5f}, {20.5f, 11.5f}, {12, 20}}, true)
            .line({8.5f, 9.5f}, {15.5f, 16.5f})
            .line({9, 20}, {20, 20});
    }
}

Pen act_icon(Icon which) {
    Pen pen;
    switch (which) {
    case Icon::undo:
        return pen.lines({{8, 4.5f}, {4, 8.5f}, {8, 12.5f}})
            .line({4, 8.5f}, {14.5f, 8.5f})
            .arc({14.5f, 14}, 5.5f, -pi / 2, pi / 2)
            .line({14.5f, 19.5f}, {9, 19.5f});
    case Icon::redo:
        return pen.lines({{16, 4.5f}, {20, 8.5f}, {16, 12.5f}})
            .line({20, 8.5f}, {9.5f, 8.5f})
            .arc({9.5f, 14}, 5.5f, pi / 2, pi * 1.5f)
            .line({9.5f, 19.5f}, {15, 19.5f});
    case Icon::search: return pen.ring({10.5f, 10.5f}, 6.5f).line({15.3f, 15.3f}, {20.5f, 20.5f});
    case Icon::menu:
        return pen.line({4, 6.5f}, {20, 6.5f}).line({4, 12}, {20, 12}).line({4, 17.5f}, {20, 17.5f});
    case Icon::present:
        return pen.line({3, 4}, {21, 4})
            .lines({{5, 4}, {5, 15}, {19, 15}, {19, 4}})
            .line({12, 15}, {12, 17})
            .lines({{8, 21}, {12, 17}, {16, 21}});
    case Icon::export_file:
        return pen.line({12, 3.5f}, {12, 15})
            .lines({{7.5f, 8}, {12, 3.5f}, {16.5f, 8}})
            .lines({{4, 14}, {4, 20}, {20, 20}, {20, 14}});
    case Icon::timer:
        return pen.ring({12, 13.5f}, 7.5f)
            .line({12, 13.5f}, {12, 9.5f})
            .line({9.5f, 2.5f}, {14.5f, 2.5f})
            .line({18, 6.5f}, {19, 5.5f});
    case Icon::history:
        return pen.arc({12.5f, 12}, 8, -pi * 0.82f, pi * 0.8f)
            .lines({{4, 4}, {4.8f, 8.6f}, {9.4f, 7.8f}})
            .lines({{12.5f, 7.5f}, {12.5f, 12.5f}, {16, 14.5f}});
    case Icon::plus: return pen.line({12, 4.5f}, {12, 19.5f}).line({4.5f, 12}, {19.5f, 12});
    case Icon::minus: return pen.line({4.5f, 12}, {19.5f, 12});
    case Icon::fit:
        return pen.lines({{4, 9}, {4, 4}, {9, 4}})
            .lines({{15, 4}, {20, 4}, {20, 9}})
            .lines({{20, 15}, {20, 20}, {15, 20}})
            .lines({{9, 20}, {4, 20}, {4, 15}})
            .frame({{9, 9.5f}, {6, 5}}, 0.5f);
    case Icon::close: return pen.line({5.5f, 5.5f}, {18.5f, 18.5f}).line({18.5f, 5.5f}, {5.5f, 18.5f});
    case Icon::check: return pen.lines({{4.5f, 12.5f}, {9.5f, 17.5f}, {19.5f, 6.5f}});
    case Icon::chevron_left: return pen.lines({{14.5f, 5}, {7.5f, 12}, {14.5f, 19}});
    case Icon::chevron_right: return pen.lines({{9.5f, 5}, {16.5f, 12}, {9.5f, 19}});
    case Icon::chevron_up: return pen.lines({{5, 14.5f}, {12, 7.5f}, {19, 14.5f}});
    case Icon::chevron_down: return pen.lines({{5, 9.5f}, {12, 16.5f}, {19, 9.5f}});
    case Icon::arrow_up: return pen.line({12, 4}, {12, 20}).lines({{5.5f, 10.5f}, {12, 4}, {18.5f, 10.5f}});
    case Icon::arrow_down:
        return pen.line({12, 4}, {12, 20}).lines({{5.5f, 13.5f}, {12, 20}, {18.5f, 13.5f}});
    case Icon::arrow_left: return pen.line({4, 12}, {20, 12}).lines({{10.5f, 5.5f}, {4, 12}, {10.5f, 18.5f}});
    case Icon::arrow_right:
        return pen.line({4, 12}, {20, 12}).lines({{13.5f, 5.5f}, {20, 12}, {13.5f, 18.5f}});
    case Icon::loop: // round again
        return pen.arc({12, 12.5f}, 7.5f, -pi * 0.12f, pi * 1.5f)
            .lines({{8.6f, 1.6f}, {12.4f, 5}, {8.9f, 8.6f}});
    case Icon::cursor: return pen.lines({{5.5f, 4}, {18.5f, 11}, {12.6f, 13.2f}, {10, 19.5f}}, true);
    case Icon::turn: // a note, and on it goes to the next side
        return pen.frame({{3, 10}, {11, 11}}, 1.5f)
            .arc({10, 13.5f}, 10, -pi * 0.42f, -pi * 0.05f)
            .lines({{16.2f, 9.2f}, {19.9f, 12.2f}, {22.4f, 8.2f}});
    default: // more
        return pen.disc({5.5f, 12}, 1.6f).disc(middle, 1.6f).disc({18.5f, 12}, 1.6f);
    }
}

Pen file_icon(Icon which) {
    Pen pen;
    switch (which) {
    case Icon::trash:
        return pen.line({4, 6.5f}, {20, 6.5f})
            .lines({{9, 6.5f}, {9, 3.5f}, {15, 3.5f}, {15, 6.5f}})
            .lines({{6, 6.5f}, {7, 20.5f}, {17, 20.5f}, {18, 6.5f}})
            .line({10.2f, 11}, {10.2f, 16})
            .line({13.8f, 11}, {13.8f, 16});
    case Icon::duplicate:
        return pen.frame({{8.5f, 8.5f}, {12, 12}}, 2)
            .lines({{5.5f, 15.5f},
                    {4.5f, 15.5f},
                    {3.5f, 14.5f},
                    {3.5f, 4.5f},
                    {4.5f, 3.5f},
                    {14.5f, 3.5f},
                    {15.5f, 4.5f},
                    {15.5f, 5.5f}});
    case Icon::palette:
        return pen.curve({12, 21}, {0, 21}, {0, 3}, {12, 3})
            .curve({12, 3}, {18, 3}, {21, 6.5f}, {21, 10.5f})
            .curve({21, 10.5f}, {21, 14.5f}, {18.5f, 14.8f}, {15.5f, 14.8f})
            .curve({15.5f, 14.8f}, {12, 14.8f}, {15, 21}, {12, 21})
            .disc({7.6f, 12.5f}, 1.4f)
            .disc({10, 7.9f}, 1.4f)
            .disc({15.2f, 8.3f}, 1.4f);
    case Icon::folder:
        return pen.lines({{3.5f, 19}, {3.5f, 5}, {9.5f, 5}, {11.5f, 7.5f}, {20.5f, 7.5f}, {20.5f, 19}}, true);
    case Icon::file:
        return pen.lines({{13.5f, 3}, {5.5f, 3}, {5.5f, 21}, {18.5f, 21}, {18.5f, 8}, {13.5f, 3}})
            .lines({{13.5f, 3}, {13.5f, 8}, {18.5f, 8}});
    case Icon::save:
        return pen.lines({{4, 4}, {16, 4}, {20, 8}, {20, 20}, {4, 20}}, true)
            .lines({{8, 4}, {8, 8.5f}, {14.5f, 8.5f}, {14.5f, 4}})
            .lines({{7.5f, 20}, {7.5f, 13}, {16.5f, 13}, {16.5f, 20}});
    case Icon::home:
        return pen.lines({{3, 11.5f}, {12, 3.5f}, {21, 11.5f}})
            .lines({{5.5f, 9.5f}, {5.5f, 20.5f}, {18.5f, 20.5f}, {18.5f, 9.5f}})
            .lines({{10, 20.5f}, {10, 14.5f}, {14, 14.5f}, {14, 20.5f}});
    case Icon::clock: return pen.ring(middle, 9).lines({{12, 6.5f}, {12, 12}, {16, 14.5f}});
    case Icon::keyboard:
        pen.frame({{2.5f, 5.5f}, {19, 13}}, 2).line({8.5f, 15}, {15.5f, 15});
        for (const float x : {6.5f, 10.2f, 13.8f, 17.5f}) pen.disc({x, 10}, 1.1f);
        return pen;
    case Icon::warning:
        return pen.lines({{12, 3.5f}, {21.5f, 20}, {2.5f, 20}}, true)
            .line({12, 9.5f}, {12, 13.5f})
            .disc({12, 16.9f}, 1.2f);
    default: // lock
        return pen.frame({{5, 11}, {14, 9.5f}}, 2)
            .line({8, 11}, {8, 8})
            .arc({12, 8}, 4, pi, 2 * pi)
            .line({16, 8}, {16, 11});
    }
}

Pen thing_icon(Icon which) {
    Pen pen;
    switch (which) {
    case Icon::settings: // sliders
        return pen.line({4, 6.5f}, {11, 6.5f})
            .line({17, 6.5f}, {20, 6.5f})
            .ring({14, 6.5f}, 2.5f)
            .line({4, 17.5f}, {7, 17.5f})
            .line({13, 17.5f}, {20, 17.5f})
            .ring({10, 17.5f}, 2.5f)
            .line({4, 12}, {20, 12});
    case Icon::sun:
        pen.ring(middle, 4);
        for (int i = 0; i < 8; ++i) {
            const float angle = pi / 4 * static_cast<float>(i);
            const Vec2 out{std::cos(angle), std::sin(angle)};
            pen.line(middle + out * 7.6f, middle + out * 9.6f);
        }
        return pen;
    case Icon::moon:
        return pen.curve({10, 3.5f}, {3.5f, 5}, {1.5f, 14}, {7, 18.5f})
            .curve({7, 18.5f}, {12, 22.5f}, {19.5f, 20}, {20.5f, 14})
            .curve({20.5f, 14}, {14, 16.5f}, {7, 11}, {10, 3.5f});
    case Icon::tag:
        return pen.lines({{3.5f, 4}, {12, 4}, {21, 13}, {13, 21}, {3.5f, 12}}, true).disc({8, 8.5f}, 1.5f);
    case Icon::person: return pen.ring({12, 8}, 4).arc({12, 21}, 7.5f, pi, 2 * pi);
    case Icon::eye:
        return pen.curve({2.5f, 12}, {6.5f, 3.5f}, {17.5f, 3.5f}, {21.5f, 12})
            .curve({2.5f, 12}, {6.5f, 20.5f}, {17.5f, 20.5f}, {21.5f, 12})
            .ring(middle, 3);
    case Icon::stage:
        return pen.lines({{3.5f, 5}, {16, 5}, {20.5f, 12}, {16, 19}, {3.5f, 19}, {8, 12}}, true);
    case Icon::lane: return pen.frame({{3, 4}, {18, 6}}, 1.5f).frame({{3, 14}, {18, 6}}, 1.5f);
    case Icon::journey:
        return pen.ring({5.5f, 18}, 2.5f).ring({18.5f, 6}, 2.5f).curve({8, 18}, {21, 18.5f}, {3, 6}, {16, 6});
    case Icon::tolerance:
        return pen.line({3, 14}, {6, 14})
            .line({10.5f, 14}, {13.5f, 14})
            .line({18, 14}, {21, 14})
            .lines({{8, 5}, {12, 9}, {16, 5}});
    case Icon::expectation:
        return pen.curve({3, 17}, {9, 17}, {13, 7}, {21, 7}).line({15, 17}, {21, 17}).line({3, 7}, {9, 7});
    default: // text
        return pen.lines({{5, 7}, {5, 5}, {19, 5}, {19, 7}})
            .line({12, 5}, {12, 19.5f})
            .line({9.5f, 19.5f}, {14.5f, 19.5f});
    }
}

Pen key_icon(Icon which) {
    Pen pen;
    const std::vector<Vec2> arrow{{12, 4},    {20, 12.5f},   {15.5f, 12.5f}, {15.5f, 17},
                                  {8.5f, 17}, {8.5f, 12.5f}, {4, 12.5f}};
    switch (which) {
    case Icon::key_backspace:
        return pen.lines({{2.5f, 12}, {8.5f, 5.5f}, {21, 5.5f}, {21, 18.5f}, {8.5f, 18.5f}}, true)
            .line({11.5f, 9}, {17, 15})
            .line({17, 9}, {11.5f, 15});
    case Icon::key_enter:
        return pen.lines({{20, 5}, {20, 13.5f}, {4.5f, 13.5f}}).lines({{9.5f, 8}, {4.2f, 13.5f}, {9.5f, 19}});
    case Icon::key_shift: return pen.lines(arrow, true);
    case Icon::key_shift_locked: return pen.lines(arrow, true).filled(arrow).line({8.5f, 21}, {15.5f, 21});
    case Icon::key_done: // a keyboard that is put away
        pen.frame({{2.5f, 3}, {19, 11.5f}}, 2).line({8.5f, 11}, {15.5f, 11});
        for (const float x : {6.5f, 10.2f, 13.8f, 17.5f}) pen.disc({x, 7.2f}, 1.1f);
        return pen.lines({{8.5f, 18}, {12, 21.5f}, {15.5f, 18}});
    default: // globe
        return pen.ring(middle, 9)
            .line({3, 12}, {21, 12})
            .curve({12, 3}, {6.5f, 8}, {6.5f, 16}, {12, 21})
            .curve({12, 3}, {17.5f, 8}, {17.5f, 16}, {12, 21});
    }
}

Path made(Icon which) {
    if (which <= Icon::quote) return note_kind_icon(which).path;
    if (which <= Icon::flag) return mark_icon(which).path;
    if (which <= Icon::eraser) return tool_icon(which).path;
    if (which >= Icon::key_backspace && which <= Icon::globe) return key_icon(which).path;
    switch (which) {
    case Icon::trash:
    case Icon::duplicate:
    case Icon::palette:
    case Icon::folder:
    case Icon::file:
    case Icon::save:
    case Icon::home:
    case Icon::clock:
    case Icon::keyboard:
    case Icon::warning:
    case Icon::lock: return file_icon(which).path;
    case Icon::settings:
    case Icon::sun:
    case Icon::moon:
    case Icon::tag:
    case Icon::person:
    case Icon::eye:
    case Icon::stage:
    case Icon::lane:
    case Icon::journey:
    case Icon::tolerance:
    case Icon::expectation:
    case Icon::text: return thing_icon(which).path;
    default: return act_icon(which).path;
    }
}

} // namespace

const Path& icon(Icon which) {
    static const auto icons = [] {
        std::array<Path, icon_count> all;
        for (std::size_t i = 0; i < icon_count; ++i) all[i] = made(static_cast<Icon>(i));
        return all;
    }();
    return icons[static_cast<std::size_t>(which)];
}

} // namespace waymark
