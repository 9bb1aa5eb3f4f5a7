#include "render/text_shaping.hpp"

#include "render/fonts.hpp"

#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <cstring>

namespace waymark {
namespace {

int pango_length(std::size_t bytes) { return static_cast<int>(bytes); }

PangoWeight pango_weight(FontWeight weight) {
    switch (weight) {
    case FontWeight::regular: return PANGO_WEIGHT_NORMAL;
    case FontWeight::medium: return PANGO_WEIGHT_MEDIUM;
    case FontWeight::semibold: return PANGO_WEIGHT_SEMIBOLD;
    case FontWeight::bold: return PANGO_WEIGHT_BOLD;
    }
    return PANGO_WEIGHT_NORMAL;
}

PangoContext* new_context(PangoFontMap* map, FontWeight weight, const TextLanguage& language) {
    PangoContext* const context = pango_font_map_create_context(map);
    cairo_font_options_t* const options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    PangoFontDescription* const description = pango_font_description_new();
    pango_font_description_set_family(description, family_alias(language.han));
    pango_font_description_set_absolute_size(description, reference_size * units_per_px);
    pango_font_description_set_weight(description, pango_weight(weight));
    pango_context_set_font_description(context, description);
    pango_font_description_free(description);
    pango_context_set_language(context, pango_language_from_string(language.tag.c_str()));
    return context;
}

// A font as fontconfig describes it, with heights in em.
FontFile file_of(PangoFont* font) {
    FcPattern* const pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
    const auto text = [&](const char* what) -> std::string {
        FcChar8* value = nullptr;
        return FcPatternGetString(pattern, what, 0, &value) == FcResultMatch ? reinterpret_cast<char*>(value)
                                                                             : "";
    };
    FontFile file;
    file.path = text(FC_FILE);
    file.family = text(FC_FAMILY);
    file.variations = text(FC_FONT_VARIATIONS);
    FcPatternGetInteger(pattern, FC_INDEX, 0, &file.index);
    double weight = FC_WEIGHT_REGULAR;
    FcPatternGetDouble(pattern, FC_WEIGHT, 0, &weight);
    file.weight = static_cast<int>(FcWeightToOpenTypeDouble(weight) + 0.5);
    FcBool colour = FcFalse;
    FcPatternGetBool(pattern, FC_COLOR, 0, &colour);
    file.colour = colour == FcTrue;
    hb_font_extents_t extents{};
    if (hb_font_get_h_extents(pango_font_get_hb_font(font), &extents)) {
        file.ascent = static_cast<float>(extents.ascender) / (reference_size * units_per_px);
        file.descent = -static_cast<float>(extents.descender) / (reference_size * units_per_px);
    }
    return file;
}

std::size_t weight_in_memory(const ShapedParagraph& paragraph) {
    return sizeof(ShapedParagraph) + paragraph.text.size() * 2 +
           paragraph.items.size() * (sizeof(ShapedItem) + 160) +
           paragraph.glyphs.size() * sizeof(ShapedGlyph) + paragraph.widths.size() * 5 +
           paragraph.segments.size() * sizeof(WrapSegment);
}

void divide_widths(ShapedParagraph& paragraph, const ShapedItem& item) {
    const auto glyphs = paragraph.glyphs.begin() + item.first_glyph;
    for (auto glyph = glyphs; glyph != glyphs + item.glyph_count; ++glyph) {
        paragraph.widths[glyph->cluster] += glyph->advance;
        paragraph.flags[glyph->cluster] |= cluster_flag;
    }
    paragraph.flags[item.begin] |= cluster_flag;
    for (std::uint32_t begin = item.begin; begin < item.end;) {
        std::uint32_t end = begin + 1, carets = 1;
        for (; end < item.end && !(paragraph.flags[end] & cluster_flag); ++end)
            carets += paragraph.flags[end] & caret_flag ? 1 : 0;
        if (carets > 1) { // a ligature: its letters share the width
            const std::int32_t whole = paragraph.widths[begin];
            std::uint32_t given = 0;
            for (std::uint32_t at = begin; at < end; ++at)
                if (at == begin || paragraph.flags[at] & caret_flag) {
                    const auto up_to = [&](std::uint32_t n) {
                        return static_cast<std::int32_t>(std::int64_t{whole} * n / carets);
                    };
                    paragraph.widths[at] = up_to(given + 1) - up_to(given);
                    ++given;
                }
        }
        begin = end;
    }
}

void find_segments(ShapedParagraph& paragraph) {
    const auto size = static_cast<std::uint32_t>(paragraph.text.size());
    WrapSegment segment;
    for (std::uint32_t at = 0; at < size;) {
        const auto next = static_cast<std::uint32_t>(
            at + static_cast<std::uint32_t>(g_utf8_skip[static_cast<unsigned char>(paragraph.text[at])]));
        const bool white = paragraph.flags[at] & white_flag;
        segment.white += paragraph.widths[at];
        if (paragraph.text[at] == '\t') segment.has_tab = paragraph.has_tabs = true;
        if (!white) {
            segment.visible += segment.white;
            segment.white = 0;
            segment.visible_end = next;
        }
        at = next;
        if (at == size || paragraph.flags[at] & break_flag) {
            segment.end = at;
            paragraph.segments.push_back(segment);
            segment = {at, at, 0, 0, false};
        }
    }
}

} // namespace

BaseDirection base_direction(std::string_view paragraph) {
    constexpr gunichar left_to_right_mark = 0x200E, right_to_left_mark = 0x200F, arabic_letter_mark = 0x061C;
    hb_unicode_funcs_t* const unicode = hb_unicode_funcs_get_default();
    const char* const end = paragraph.data() + paragraph.size();
    for (const char* at = paragraph.data(); at < end; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (c == left_to_right_mark) return BaseDirection::left_to_right;
        if (c == right_to_left_mark || c == arabic_letter_mark) return BaseDirection::right_to_left;
        const hb_script_t script = hb_unicode_script(unicode, c);
        if (script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN ||
            g_unichar_isdigit(c) || g_unichar_ismark(c))
            continue;
        return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL ? BaseDirection::right_to_left
                                                                              : BaseDirection::left_to_right;
    }
    return BaseDirection::neutral;
}

Shaper::Shaper(std::size_t remembered_bytes) : kept_limit_{remembered_bytes} {
    FcConfig* const config = pinned_config();
    map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), config);
    attributes_ = pango_attr_list_new();
    glyph_string_ = pango_glyph_string_new();
}

Shaper::~Shaper() {
    pango_glyph_string_free(glyph_string_);
    pango_attr_list_unref(attributes_);
}

PangoContext* Shaper::context(FontWeight weight, const TextLanguage& language) {
    auto& context = contexts_[{weight, language.tag}];
    if (!context) context.reset(new_context(map_.get(), weight, language));
    return context.get();
}

const Shaper::UsedFont& Shaper::used_font(PangoFont* font) {
    const auto known = fonts_.find(font);
    if (known != fonts_.end()) return known->second;
    UsedFont used;
    used.font.reset(static_cast<PangoFont*>(g_object_ref(font)));
    const FontFile file = file_of(font);
    used.id = font_id(file);
    used.pinned = is_pinned_family(file.family);
    hb_font_t* const shapes = pango_font_get_hb_font(font);
    hb_codepoint_t space = 0;
    if (hb_font_get_nominal_glyph(shapes, ' ', &space)) used.space = space;
    used.blank_advance = hb_font_get_glyph_h_advance(shapes, 0);
    return fonts_.emplace(font, std::move(used)).first->second;
}

void Shaper::add_glyphs(const ShapedParagraph& paragraph, const UsedFont& font, std::uint32_t begin,
                        std::uint32_t end, const PangoAnalysis& analysis, std::vector<ShapedGlyph>& out) {
    const char* const text = paragraph.text.data();
    pango_shape_full(text + begin, pango_length(end - begin), text, pango_length(paragraph.text.size()),
                     &analysis, glyph_string_);
    for (int i = 0; i < glyph_string_->num_glyphs; ++i) {
        const PangoGlyphInfo& info = glyph_string_->glyphs[i];
        ShapedGlyph glyph{info.glyph, begin + static_cast<std::uint32_t>(glyph_string_->log_clusters[i]),
                          info.geometry.width, info.geometry.x_offset, info.geometry.y_offset};
        if (text[glyph.cluster] == '\t') { // its width is known only once the line is
            glyph = {font.space, glyph.cluster, 0, 0, 0};
        } else if (info.glyph & PANGO_GLYPH_UNKNOWN_FLAG) {
            note_missing_font(missing_font_sentence(info.glyph & ~PANGO_GLYPH_UNKNOWN_FLAG));
            glyph = {0, glyph.cluster, font.blank_advance, 0, 0};
        } else if (!font.pinned) {
            note_missing_font(missing_font_sentence(g_utf8_get_char(text + glyph.cluster)));
        }
        out.push_back(glyph);
    }
    // Pango reallocates the whole string at every use; one that an enormous text has grown is not kept.
    constexpr int usual_glyphs = 1024;
    if (glyph_string_->num_glyphs > usual_glyphs) {
        pango_glyph_string_free(glyph_string_);
        glyph_string_ = pango_glyph_string_new();
    }
}

void Shaper::shape_item(ShapedParagraph& paragraph, OwnedItem item) {
    const UsedFont& font = used_font(item->analysis.font);
    ShapedItem shaped;
    shaped.begin = static_cast<std::uint32_t>(item->offset);
    shaped.end = static_cast<std::uint32_t>(item->offset + item->length);
    shaped.first_glyph = static_cast<std::uint32_t>(paragraph.glyphs.size());
    shaped.font = font.id;
    shaped.level = item->analysis.level;
    add_glyphs(paragraph, font, shaped.begin, shaped.end, item->analysis, paragraph.glyphs);
    shaped.glyph_count = static_cast<std::uint32_t>(paragraph.glyphs.size()) - shaped.first_glyph;
    shaped.source = std::move(item);
    paragraph.items.push_back(std::move(shaped));
}

void Shaper::find_stops(ShapedParagraph& paragraph) {
    const std::string& text = paragraph.text;
    const auto count = static_cast<std::size_t>(g_utf8_strlen(text.data(), static_cast<gssize>(text.size())));
    attrs_.assign(count + 1, PangoLogAttr{});
    pango_default_break(text.data(), pango_length(text.size()), nullptr, attrs_.data(),
                        pango_length(count + 1));
    std::size_t at = 0;
    for (const ShapedItem& item : paragraph.items) {
        PangoItem& source = *item.source;
        pango_tailor_break(text.data() + source.offset, source.length, &source.analysis, source.offset,
                           attrs_.data() + at, source.num_chars + 1);
        at += static_cast<std::size_t>(source.num_chars);
    }
    const char* byte = text.data();
    for (std::size_t i = 0; i <= count; ++i, byte = g_utf8_next_char(byte)) {
        const PangoLogAttr& attr = attrs_[i];
        paragraph.flags[static_cast<std::size_t>(byte - text.data())] |= static_cast<std::uint8_t>(
            (attr.is_cursor_position ? caret_flag : 0) | (attr.is_word_start ? word_start_flag : 0) |
            (attr.is_word_end ? word_end_flag : 0) | (attr.is_line_break && i > 0 ? break_flag : 0) |
            (attr.is_white && i < count ? white_flag : 0));
    }
    // Whatever the text, one can stand before and behind it.
    paragraph.flags.front() |= caret_flag;
    paragraph.flags.back() |= caret_flag;
}

std::shared_ptr<const ShapedParagraph> Shaper::shaped(std::string_view text, FontWeight weight,
                                                      const TextLanguage& language, bool right_to_left) {
    std::string key =
        std::to_string(static_cast<int>(weight)) + (right_to_left ? "r" : "l") + language.tag + '\n';
    key += text;
    const auto known = kept_by_key_.find(key);
    if (known != kept_by_key_.end()) {
        kept_.splice(kept_.begin(), kept_, known->second);
        return known->second->paragraph;
    }
    const auto paragraph = std::make_shared<ShapedParagraph>();
    paragraph->text = text;
    paragraph->right_to_left = right_to_left;
    paragraph->widths.assign(text.size() + 1, 0);
    paragraph->flags.assign(text.size() + 1, 0);
    if (!text.empty()) {
        GList* const items = pango_itemize_with_base_dir(
            context(weight, language), right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR,
            paragraph->text.data(), 0, pango_length(text.size()), attributes_, nullptr);
        paragraph->glyphs.reserve(text.size());
        for (GList* at = items; at; at = at->next)
            shape_item(*paragraph, OwnedItem{static_cast<PangoItem*>(at->data)});
        g_list_free(items);
    }
    find_stops(*paragraph);
    for (const ShapedItem& item : paragraph->items) divide_widths(*paragraph, item);
    find_segments(*paragraph);
    remember(std::move(key), paragraph);
    return paragraph;
}

void Shaper::remember(std::string key, const std::shared_ptr<const ShapedParagraph>& paragraph) {
    const std::size_t bytes = weight_in_memory(*paragraph) + 2 * key.size() + 128;
    if (bytes > kept_limit_) return;
    kept_.push_front({std::move(key), paragraph, bytes});
    kept_by_key_.emplace(kept_.front().key, kept_.begin());
    kept_bytes_ += bytes;
    while (kept_bytes_ > kept_limit_) {
        kept_bytes_ -= kept_.back().bytes;
        kept_by_key_.erase(kept_.back().key);
        kept_.pop_back();
    }
}

std::vector<ShapedGlyph> Shaper::shaped_part(const ShapedParagraph& paragraph, const ShapedItem& item,
                                             std::uint32_t begin, std::uint32_t end) {
    std::vector<ShapedGlyph> glyphs;
    add_glyphs(paragraph, used_font(item.source->analysis.font), begin, end, item.source->analysis, glyphs);
    return glyphs;
}

} // namespace waymark
