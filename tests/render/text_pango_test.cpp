// Pango's own layout as the judge: our lines break where its do, our carets stand where its do.
#include "render/text_shaping.hpp"
#include "tests/sanitized.hpp"

#include "tests/render/made_notes.hpp"
#include "tests/render/text_checks.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace waymark {
namespace {

struct Unref {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using OwnedLayout = std::unique_ptr<PangoLayout, Unref>;

OwnedLayout pango_layout(Shaper& shaper, const std::string& text, float width) {
    OwnedLayout layout{pango_layout_new(shaper.context(FontWeight::regular, language_of(text, "")))};
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    PangoAttrList* const attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes,
                           pango_attr_insert_hyphens_new(FALSE)); // Pango's dashes in cut words: not ours
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
    return layout;
}

std::vector<std::uint32_t> line_begins(PangoLayout* layout) {
    std::vector<std::uint32_t> begins;
    for (int i = 0; i < pango_layout_get_line_count(layout); ++i)
        begins.push_back(static_cast<std::uint32_t>(pango_layout_get_line_readonly(layout, i)->start_index));
    return begins;
}

std::vector<std::uint32_t> line_begins(const TextLayout& layout) {
    std::vector<std::uint32_t> begins;
    for (const TextLine& line : layout.lines) begins.push_back(line.begin);
    return begins;
}

struct Differences {
    int count = 0;
    std::string first;
};

Differences differences_in(Mixture mixture, int notes, float width, std::uint32_t seed) {
    TextEngine engine;
    Shaper shaper;
    MadeNotes made{mixture, seed};
    Differences differences;
    for (int i = 0; i < notes; ++i) {
        const std::string text = made.next();
        const auto theirs = line_begins(pango_layout(shaper, text, width).get());
        const auto ours = line_begins(engine.laid_out(text, {}, reference_size, width));
        if (ours != theirs && differences.count++ == 0) {
            differences.first = text + "\nours:";
            for (const auto begin : ours) differences.first += " " + std::to_string(begin);
            differences.first += "\ntheirs:";
            for (const auto begin : theirs) differences.first += " " + std::to_string(begin);
        }
    }
    return differences;
}

std::string mixture_name(const testing::TestParamInfo<Mixture>& mixture) {
    switch (mixture.param) {
    case Mixture::latin: return "latin";
    case Mixture::chinese: return "chinese";
    default: return "all_scripts";
    }
}

class MixturesAgainstPango : public testing::TestWithParam<Mixture> {};
INSTANTIATE_TEST_SUITE_P(mixtures, MixturesAgainstPango,
                         testing::Values(Mixture::latin, Mixture::chinese, Mixture::all_scripts),
                         mixture_name);

TEST_P(MixturesAgainstPango, ten_thousand_notes_break_at_the_same_places) {
    const Differences found = differences_in(GetParam(), test::sanitized ? 2'000 : 10'000, 160, 1);
    EXPECT_EQ(found.count, 0) << found.first;
}

TEST_P(MixturesAgainstPango, other_widths_break_at_the_same_places) {
    for (const float width : {170.5f, 231.0f, 400.0f}) {
        const Differences found = differences_in(GetParam(), 1'000, width, static_cast<std::uint32_t>(width));
        EXPECT_EQ(found.count, 0) << width << ": " << found.first;
    }
}

TEST(text_against_pango, words_longer_than_the_line_are_cut_at_the_same_places) {
    for (const float width : {40.0f, 66.0f, 97.0f}) {
        const Differences found =
            differences_in(Mixture::latin, 1'000, width, static_cast<std::uint32_t>(width));
        EXPECT_EQ(found.count, 0) << width << ": " << found.first;
    }
}

TEST_P(MixturesAgainstPango, carets_stand_at_the_same_places) {
    TextEngine engine;
    Shaper shaper;
    MadeNotes made{GetParam(), 7};
    for (int i = 0; i < 300; ++i) {
        const std::string text = made.next();
        const OwnedLayout theirs = pango_layout(shaper, text, 160);
        const TextLayout ours = engine.laid_out(text, {}, reference_size, 160);
        const TextStops stops = engine.stops(text, {});
        std::vector<PangoRectangle> lines;
        for (int line = 0; line < pango_layout_get_line_count(theirs.get()); ++line) {
            PangoRectangle rect;
            pango_layout_line_get_extents(pango_layout_get_line_readonly(theirs.get(), line), nullptr, &rect);
            lines.push_back(rect);
        }
        for (std::size_t at = 0; at <= text.size(); ++at) {
            if (!(stops.flags[at] & TextStops::caret)) continue;
            const Rect caret = caret_at(ours, at);
            const auto row = static_cast<std::size_t>(caret.at.y / ours.line_height + 0.5f);
            // Space that hangs at a line's end is wide for Pango and nothing for us.
            if (at > ours.lines[row].end || (at == ours.lines[row].end && at < ours.lines[row].next))
                continue;
            PangoRectangle strong;
            pango_layout_get_cursor_pos(theirs.get(), static_cast<int>(at), &strong, nullptr);
            float x = static_cast<float>(strong.x) / PANGO_SCALE;
            // In right-to-left lines Pango lets the hanging space push the letters to the right; ours stay.
            const bool hangs = ours.lines[row].end < ours.lines[row].next;
            if (hangs && ours.lines[row].right_to_left)
                x += 160 - (static_cast<float>(lines[row].width) / PANGO_SCALE) - ours.lines[row].left;
            EXPECT_NEAR(caret.at.x, x, 0.6f) << text << " at " << at;
            if (HasFailure()) return;
        }
    }
}

TEST_P(MixturesAgainstPango, lines_are_as_wide) {
    TextEngine engine;
    Shaper shaper;
    MadeNotes made{GetParam(), 11};
    for (int i = 0; i < 500; ++i) {
        const std::string text = made.next();
        const OwnedLayout theirs = pango_layout(shaper, text, -1.0f / PANGO_SCALE);
        PangoRectangle rect;
        pango_layout_get_extents(theirs.get(), nullptr, &rect);
        ASSERT_NEAR(engine.laid_out(text, {}, reference_size).box.x,
                    static_cast<float>(rect.width) / PANGO_SCALE, 0.01f)
            << text;
    }
}

} // namespace
} // namespace waymark
