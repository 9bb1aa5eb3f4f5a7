#include "render/gpu_painter.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace waymark {
namespace {

constexpr std::uint32_t quads_at_once = 16'384; // as many as 16-bit indices reach

void add_indices() {
    std::vector<std::uint16_t> indices;
    indices.reserve(quads_at_once * 6);
    for (std::uint32_t quad = 0; quad < quads_at_once; ++quad)
        for (const std::uint32_t corner : {0u, 1u, 2u, 2u, 1u, 3u})
            indices.push_back(static_cast<std::uint16_t>(quad * 4 + corner));
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(indices.size() * sizeof(std::uint16_t)),
                 indices.data(), GL_STATIC_DRAW);
}

float em_px(const PlanItem& item, const CameraRecord& camera) {
    return item.part->letters().size * item.resident->placed.scale * camera.pixels;
}

float far_em_px(const PlanItem& item, const CameraRecord& camera) {
    return item.part->text->size * item.resident->placed.scale * camera.pixels;
}

/// Calls `each` for every item of the group that is in sight.
template <class Each> void for_each_in_sight(const Plan& plan, const Plan::Group& group, Each each) {
    plan.in_sight(
        group,
        [&](const PlanChunk& chunk, const PlanRun& run) {
            for (std::uint32_t at = run.begin; at < run.end; ++at) each(chunk.item(at));
        },
        each);
}

} // namespace

void Batch::close() {
    while (begin_ < end_) {
        const std::uint32_t count = std::min(end_ - begin_, quads_at_once);
        counts_.push_back(static_cast<GLsizei>(count * 6));
        bases_.push_back(static_cast<GLint>(begin_ * 4));
        begin_ += count;
    }
}

void Batch::add(RecordRange range) {
    if (range.count == 0) return;
    if (range.first != end_) {
        close();
        begin_ = range.first;
    }
    end_ = range.first + range.count;
}

void Batch::add(const std::vector<RecordRange>& ranges) {
    for (const RecordRange& range : ranges) add(range);
}

void Batch::draw(GpuCounts& counts) {
    close();
    begin_ = end_ = 0;
    if (counts_.empty()) return;
    offsets_.resize(std::max(offsets_.size(), counts_.size()), nullptr);
    glMultiDrawElementsBaseVertex(GL_TRIANGLES, counts_.data(), GL_UNSIGNED_SHORT, offsets_.data(),
                                  static_cast<GLsizei>(counts_.size()), bases_.data());
    ++counts.draws;
    for (const GLsizei count : counts_) counts.quads += static_cast<std::uint32_t>(count) / 6;
    counts_.clear();
    bases_.clear();
}

Result<GpuPainter> GpuPainter::create() {
    GpuPainter painter;
    struct Wanted {
        Which which;
        Result<Program> made;
    };
    Wanted wanted[] = {
        {box, Program::linked({"camera.glsl", "box.vert"}, {"round_box.glsl", "box.frag"})},
        {photo, Program::linked({"camera.glsl", "photo.vert"}, {"round_box.glsl", "photo.frag"})},
        {ribbon, Program::linked({"camera.glsl", "ribbon.vert"}, {"ribbon.frag"})},
        {shape,
         Program::linked({"camera.glsl", "shape.vert"}, {"shape_data.glsl", "slug.glsl", "shape.frag"})},
        {bars, Program::linked({"camera.glsl", "bars.vert"}, {"round_box.glsl", "bars.frag"})},
        {small, Program::linked({"camera.glsl", "words.glsl", "small.vert"}, {"small.frag"})},
        {field, Program::linked({"camera.glsl", "words.glsl", "field.vert"}, {"field.frag"})},
        {outline, Program::linked({"camera.glsl", "words.glsl", "outline.vert"},
                                  {"outline_data.glsl", "slug.glsl", "outline.frag"})},
        {emoji, Program::linked({"camera.glsl", "words.glsl", "emoji.vert"}, {"emoji.frag"})},
        {mask, Program::linked({"mask.vert"}, {"mask.frag"})},
    };
    for (Wanted& one : wanted) {
        if (!one.made) return one.made.error();
        painter.programs_[one.which] = std::move(one.made).value();
    }
    painter.only_coverage_ = painter.programs_[ribbon].uniform("only_coverage");
    painter.tint_ = painter.programs_[mask].uniform("tint");
    glGenBuffers(1, &painter.indices_);
    painter.make_arrays(painter.places_.front());
    add_indices();
    glBindVertexArray(0);
    glGenBuffers(1, &painter.camera_);
    glBindBuffer(GL_UNIFORM_BUFFER, painter.camera_);
    glBufferData(GL_UNIFORM_BUFFER, sizeof(CameraRecord), nullptr, GL_DYNAMIC_DRAW);
    return painter;
}

GpuPainter::GpuPainter(GpuPainter&& other) noexcept
    : programs_{std::move(other.programs_)},
      only_coverage_{other.only_coverage_},
      tint_{other.tint_},
      indices_{std::exchange(other.indices_, 0)},
      camera_{std::exchange(other.camera_, 0)},
      places_{std::exchange(other.places_, {})} {}

GpuPainter::~GpuPainter() {
    const Place& own = places_.front();
    glDeleteVertexArrays(1, &own.arrays);
    glDeleteBuffers(1, &indices_);
    glDeleteBuffers(1, &camera_);
    for (const Place& place : places_) glDeleteTextures(1, &place.mask_texture);
    glDeleteFramebuffers(1, &own.mask_target); // the other's arrays and target go with their context
}

void GpuPainter::make_arrays(Place& place) const {
    glGenVertexArrays(1, &place.arrays);
    glBindVertexArray(place.arrays);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
}

void GpuPainter::forget_other_context() {
    glDeleteTextures(1, &places_.back().mask_texture);
    places_.back() = {};
}

void GpuPainter::begin(int width_px, int height_px, WhichContext which) {
    width_ = width_px, height_ = height_px;
    place_ = &places_[static_cast<std::size_t>(which)];
    glViewport(0, 0, width_px, height_px);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_STENCIL_TEST);
    glDisable(GL_CULL_FACE);
    glDisable(GL_FRAMEBUFFER_SRGB);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glPolygonMode(GL_FRONT_AND_BACK, GL_FILL);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    if (place_->arrays == 0) make_arrays(*place_);
    glBindVertexArray(place_->arrays);
    glBindBufferBase(GL_UNIFORM_BUFFER, 0, camera_);
    for (const TextureUnit unit : {TextureUnit::photo, TextureUnit::mask})
        glBindSampler(static_cast<GLuint>(unit), 0);
}

void GpuPainter::end() {
    glBindVertexArray(0);
    glUseProgram(0);
    glActiveTexture(GL_TEXTURE0);
}

void GpuPainter::run_batch(Which which, Batch& batch, GpuCounts& counts) {
    programs_[which].use();
    batch.draw(counts);
}

void GpuPainter::draw(const Plan& plan, const CameraRecord& camera, const GpuGlyphs& glyphs,
                      GpuCounts& counts) {
    if (plan.empty()) return;
    glBindBuffer(GL_UNIFORM_BUFFER, camera_);
    glBufferSubData(GL_UNIFORM_BUFFER, 0, sizeof camera, &camera);
    for (const Plan::Group& group : plan.groups()) {
        if (group.kind == PartKind::words)
            draw_words(plan, group, camera, glyphs, counts);
        else if (group.kind == PartKind::ribbon)
            draw_ribbons(plan, group, camera, counts);
        else if (group.kind == PartKind::photo)
            draw_photos(plan, group, counts);
        else {
            plan.in_sight(
                group, [&](const PlanChunk&, const PlanRun& run) { batch_.add(run.records); },
                [&](const PlanItem& item) { batch_.add(item.part->records); });
            run_batch(group.kind == PartKind::box ? box : shape, batch_, counts);
        }
    }
}

void GpuPainter::add_words(const PlanItem& item, const CameraRecord& camera, std::uint32_t epoch) {
    if (!item.part->is_set() || far_em_px(item, camera) <= letters_above_px)
        return bars_batch_.add(item.part->far_bars());
    const float size_px = em_px(item, camera);
    if (size_px < bars_below_px) bars_batch_.add(item.part->bars);
    if (size_px <= letters_above_px) return;
    // Until all its letters are there in the form they should have, a text stays in one that it has.
    GlyphForm form = form_at(size_px);
    for (const GlyphForm other : {form, GlyphForm::field, GlyphForm::small, GlyphForm::outline})
        if (item.part->ready[other] == epoch) {
            form = other;
            break;
        }
    batch_of(form).add(item.part->records);
    emoji_batch_.add(item.part->pictures);
}

std::optional<GlyphForm> GpuPainter::form_of(const PlanRun& run, float pixels) {
    if (!run.all_set) return std::nullopt;
    const float smallest_px = run.smallest_letters * pixels, largest_px = run.largest_letters * pixels;
    const GlyphForm form = form_at(smallest_px);
    if (smallest_px <= letters_above_px || form != form_at(largest_px)) return std::nullopt;
    return form;
}

/// All texts of the run at once, when they all look alike; false when they have to be told apart.
bool GpuPainter::add_run(const PlanRun& run, float pixels, std::uint32_t epoch) {
    const float smallest_px = run.smallest_letters * pixels, largest_px = run.largest_letters * pixels;
    if (run.largest_far * pixels <= letters_above_px) return bars_batch_.add(run.far_bars), true;
    if (!run.all_set || run.smallest_far * pixels <= letters_above_px) return false;
    if (largest_px <= letters_above_px) return bars_batch_.add(run.bars), true;
    const std::optional<GlyphForm> form = form_of(run, pixels);
    const bool with_bars = largest_px < bars_below_px;
    if (!form || run.ready[*form] != epoch || (!with_bars && smallest_px < bars_below_px)) return false;
    if (with_bars) bars_batch_.add(run.bars);
    batch_of(*form).add(run.records);
    emoji_batch_.add(run.pictures);
    return true;
}

void GpuPainter::draw_words(const Plan& plan, const Plan::Group& group, const CameraRecord& camera,
                            const GpuGlyphs& glyphs, GpuCounts& counts) {
    const std::uint32_t epoch = glyphs.epoch() + 1;
    plan.in_sight(
        group,
        [&](const PlanChunk& chunk, const PlanRun& run) {
            if (add_run(run, camera.pixels, epoch)) return;
            for (std::uint32_t at = run.begin; at < run.end; ++at) add_words(chunk.item(at), camera, epoch);
        },
        [&](const PlanItem& item) { add_words(item, camera, epoch); });
    run_batch(bars, bars_batch_, counts);
    run_batch(small, small_batch_, counts);
    run_batch(field, field_batch_, counts);
    run_batch(outline, outline_batch_, counts);
    run_batch(emoji, emoji_batch_, counts);
}

void GpuPainter::draw_photos(const Plan& plan, const Plan::Group& group, GpuCounts& counts) {
    for_each_in_sight(plan, group, [&](const PlanItem& item) {
        if (item.part->texture == 0) return;
        glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(TextureUnit::photo));
        glBindTexture(GL_TEXTURE_2D, item.part->texture);
        batch_.add(item.part->records);
        run_batch(photo, batch_, counts);
    });
}

void GpuPainter::draw_ribbons(const Plan& plan, const Plan::Group& group, const CameraRecord& camera,
                              GpuCounts& counts) {
    for_each_in_sight(plan, group, [&](const PlanItem& item) {
        const bool translucent = item.part->colour.a < 255 || item.resident->placed.opacity < 1;
        if (!(translucent && item.part->doubles)) return batch_.add(item.part->records);
        run_batch(ribbon, batch_, counts);
        draw_masked(item, camera, counts);
    });
    run_batch(ribbon, batch_, counts);
}

/// A translucent stroke that crosses itself is first drawn as a mask, where each pixel keeps its greatest
/// coverage, and the mask then tints the picture once.
void GpuPainter::draw_masked(const PlanItem& item, const CameraRecord& camera, GpuCounts& counts) {
    GLint target = 0, scissor[4] = {};
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &target);
    glGetIntegerv(GL_SCISSOR_BOX, scissor);
    const GLboolean clipped = glIsEnabled(GL_SCISSOR_TEST);
    if (place_->mask_texture == 0) {
        glGenTextures(1, &place_->mask_texture);
        glGenFramebuffers(1, &place_->mask_target);
    }
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(TextureUnit::mask));
    glBindTexture(GL_TEXTURE_2D, place_->mask_texture);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, place_->mask_target);
    if (place_->mask_width != width_ || place_->mask_height != height_) {
        glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width_, height_, 0, GL_RED, GL_UNSIGNED_BYTE, nullptr);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glFramebufferTexture2D(GL_DRAW_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, place_->mask_texture,
                               0);
        place_->mask_width = width_, place_->mask_height = height_;
    }
    // Only where the stroke is. A pinned one may lie elsewhere on the frame: `area` knows how far.
    const Rect& area = item.box;
    const auto column = [&](float x) {
        return std::clamp(static_cast<int>((x - camera.at_x) * camera.pixels + camera.origin_x), -4,
                          width_ + 4);
    };
    const auto row = [&](float y) {
        return std::clamp(static_cast<int>((y - camera.at_y) * camera.pixels + camera.origin_y), -4,
                          height_ + 4);
    };
    int left = column(area.left()) - 2, low = height_ - row(area.bottom()) - 2;
    int right = column(area.right()) + 2, high = height_ - row(area.top()) + 2;
    if (clipped) { // the caller's rectangle holds as well
        left = std::max(left, scissor[0]), right = std::min(right, scissor[0] + scissor[2]);
        low = std::max(low, scissor[1]), high = std::min(high, scissor[1] + scissor[3]);
    }
    glEnable(GL_SCISSOR_TEST);
    glScissor(left, low, std::max(right - left, 0), std::max(high - low, 0));
    glClearColor(0, 0, 0, 0);
    glClear(GL_COLOR_BUFFER_BIT);
    glBlendEquation(GL_MAX);
    programs_[ribbon].use();
    glUniform1i(only_coverage_, 1);
    batch_.add(item.part->records);
    batch_.draw(counts);
    glUniform1i(only_coverage_, 0);
    glBlendEquation(GL_FUNC_ADD);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(target));
    const Colour colour = item.part->colour;
    const float alpha = static_cast<float>(colour.a) / 255.0f * item.resident->placed.opacity,
                part = alpha / 255.0f;
    programs_[mask].use();
    glUniform4f(tint_, static_cast<float>(colour.r) * part, static_cast<float>(colour.g) * part,
                static_cast<float>(colour.b) * part, alpha);
    glDrawArrays(GL_TRIANGLES, 0, 3);
    ++counts.draws;
    glScissor(scissor[0], scissor[1], scissor[2], scissor[3]);
    if (!clipped) glDisable(GL_SCISSOR_TEST);
}

} // namespace waymark
