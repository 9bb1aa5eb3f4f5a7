#include "render/gpu.hpp"

#include "render/gpu_painter.hpp"
#include "render/gpu_takeover.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>

namespace waymark {
namespace {

constexpr auto glyph_time = std::chrono::milliseconds{2}; // a frame
constexpr int fewest_texels = 1 << 22;                    // of a buffer: some hundred thousand letters

} // namespace

struct Gpu::Inside {
    bool tells_of_resets = false;
    Residence residence;
    Takeover takeover{residence};
    GpuPainter painter;
    Canvas main;
    Loose again; ///< what lies over the main scene where it is drawn once more
    /// Scenes without a background that followed the main one, in their order: each keeps its things like the
    /// main one.
    std::vector<std::unique_ptr<Canvas>> over;
    std::size_t over_used = 0;
    GpuGlyphs::Clock::time_point deadline;
    bool out_of_time = false; ///< letters had to wait for the next frame

    explicit Inside(GpuPainter made) : painter{std::move(made)} {}
    ~Inside() {
        takeover.give_up(main);
        for (const std::unique_ptr<Canvas>& canvas : over) takeover.give_up(*canvas);
        for (Resident* const resident : again.residents) residence.give_up(resident);
        residence.sweep();
    }

    Canvas& canvas_for(const Scene& scene);
    bool prepare_letters(const Plan& plan, float pixels);
    bool is_ready(const PlanItem& item, float pixels);
    bool has_text(const PlanItem& item);
    void renew_runs();
    void drop_far_texts();

    /// How a canvas is to be shown.
    struct Showing {
        View view;
        Colour background;
        int width_px = 0, height_px = 0;
        bool all_glyphs = false, begins_frame = false;
        WhichContext where = WhichContext::own;
        const PlanChunk* unseen = nullptr;
    };
    GpuCounts show(Canvas& canvas, Loose& overlay, const Showing& showing);

    void look_at(PlanChunk& chunk) {
        chunk.looked_at = frame;
        if (is_again) chunk.looked_at_again = times_again;
    }

    std::uint32_t frame = 0, texts_set = 0;
    std::uint32_t times_again = 0;         ///< the main scene was drawn once more
    bool is_again = false;                 ///< and just now is
    std::vector<PlanChunk*> other_texts;   ///< chunks in which texts were set or dropped
    std::shared_ptr<LaterText> some_later; ///< any that was set, to ask how much all of them take
};

/// A scene with a background begins a frame; canvases that the frame before did not use are given up.
Canvas& Gpu::Inside::canvas_for(const Scene& scene) {
    if (scene.background.a > 0) {
        for (std::size_t i = over_used; i < over.size(); ++i) takeover.give_up(*over[i]);
        if (over_used < over.size()) over.resize(over_used), residence.sweep();
        over_used = 0;
        return main;
    }
    if (over_used == over.size()) over.push_back(std::make_unique<Canvas>());
    return *over[over_used++];
}

/// True when the item's text is set. As many as there is time for are set here, the others by workers.
bool Gpu::Inside::has_text(const PlanItem& item) {
    ResidentPart& part = *item.part;
    if (part.is_set()) return true;
    LaterText& later = *part.later->of;
    if (!later.set()) {
        const bool in_time = !out_of_time && GpuGlyphs::Clock::now() < deadline;
        if (!in_time && texts_set > 0) return ask(part.later->of), false; // but one a frame at least
        later.set_now();
        ++texts_set;
    }
    residence.put_letters(*item.resident, part, *later.set());
    some_later = part.later->of;
    if (!std::exchange(item.chunk->has_other_texts, true)) other_texts.push_back(item.chunk);
    return true;
}

/// True when the item's letters are there in the form they are needed in.
bool Gpu::Inside::is_ready(const PlanItem& item, float pixels) {
    GpuGlyphs& glyphs = residence.glyphs();
    const std::uint32_t now = glyphs.epoch() + 1;
    ResidentPart& part = *item.part;
    const float scale_px = item.resident->placed.scale * pixels;
    if (part.text->size * scale_px <= GpuPainter::letters_above_px) return true;
    look_at(*item.chunk);
    if (!has_text(item)) return false;
    const TextLayout& text = part.letters();
    const float size_px = text.size * scale_px;
    if (size_px <= GpuPainter::letters_above_px) return true;
    const GlyphForm form = GpuPainter::form_at(size_px);
    std::uint32_t& ready = part.ready[form];
    if (ready == now) return true;
    if (out_of_time) return false; // when others have waited for letters already
    if (!glyphs.prepared(text, form, deadline)) {
        out_of_time = true;
        return false;
    }
    ready = now;
    return true;
}

void Gpu::Inside::renew_runs() {
    for (PlanChunk* const chunk : other_texts) chunk->texts_changed();
    other_texts.clear();
}

/// Texts that nobody has looked at for the longest, as long as all of them take too much; never those in
/// sight.
void Gpu::Inside::drop_far_texts() {
    if (!some_later || some_later->bytes_of_all() <= some_later->most_bytes()) return;
    const std::size_t enough = some_later->most_bytes() / 4 * 3;
    std::vector<PlanChunk*> chunks;
    for (const Group& group : main.board)
        if (const PlanChunk& plan = *group.plan; plan.looked_at != 0 && plan.looked_at != frame &&
                                                 (times_again == 0 || plan.looked_at_again != times_again))
            chunks.push_back(group.plan.get());
    std::ranges::stable_sort(chunks, {}, &PlanChunk::looked_at);
    for (PlanChunk* const chunk : chunks) {
        if (some_later->bytes_of_all() <= enough) break;
        for (const PlanItem& item : chunk->items()) {
            if (!item.part->later) continue;
            residence.drop_letters(*item.part);
            item.part->later->of->drop();
        }
        chunk->looked_at = 0;
        if (!std::exchange(chunk->has_other_texts, true)) other_texts.push_back(chunk);
    }
    renew_runs();
}

/// True when every letter in sight is there in the form it is needed in.
bool Gpu::Inside::prepare_letters(const Plan& plan, float pixels) {
    const std::uint32_t epoch = residence.glyphs().epoch();
    bool all = true;
    for (const Plan::Group& group : plan.groups()) {
        if (group.kind != PartKind::words) continue;
        plan.in_sight(
            group,
            [&](const PlanChunk& chunk, const PlanRun& run) {
                if (run.largest_far * pixels <= GpuPainter::letters_above_px) return;
                const std::optional<GlyphForm> form = GpuPainter::form_of(run, pixels);
                std::uint32_t* const ready = form ? &run.ready[*form] : nullptr;
                if (ready && *ready == epoch + 1) {
                    look_at(*chunk.item(run.begin).chunk);
                    return;
                }
                bool whole = true;
                for (std::uint32_t at = run.begin; at < run.end; ++at)
                    whole &= is_ready(chunk.item(at), pixels);
                if (ready && whole) *ready = epoch + 1; // a run whose texts have changed is summed up anew
                all &= whole;
            },
            [&](const PlanItem& item) { all &= is_ready(item, pixels); });
    }
    renew_runs();
    return all && residence.glyphs().epoch() == epoch;
}

Gpu::Gpu() = default;
Gpu::~Gpu() = default;

Result<std::unique_ptr<Gpu>> Gpu::create() {
    const auto missing = [](const std::string& what) {
        return Error{ErrorKind::input_output,
                     {},
                     "The board needs OpenGL 3.3, and this graphics driver " + what +
                         "; install a newer driver or Mesa (libgl1-mesa-dri)."};
    };
    if (!epoxy_is_desktop_gl()) return missing("has only OpenGL ES");
    if (const int version = epoxy_gl_version(); version < 33)
        return missing("has only OpenGL " + std::to_string(version / 10) + "." +
                       std::to_string(version % 10));
    GLint texels = 0;
    glGetIntegerv(GL_MAX_TEXTURE_BUFFER_SIZE, &texels);
    if (texels < fewest_texels)
        return missing("allows buffers of only " + std::to_string(texels) + " texels");
    Result<GpuPainter> painter = GpuPainter::create();
    if (!painter) return painter.error();
    std::unique_ptr<Gpu> gpu{new Gpu};
    gpu->inside_ = std::make_unique<Inside>(std::move(painter).value());
    gpu->inside_->tells_of_resets = epoxy_gl_version() >= 45 || epoxy_has_gl_extension("GL_KHR_robustness");
    return gpu;
}

int Gpu::most_pixels() const {
    GLint viewport[2]{}, texture = 0;
    glGetIntegerv(GL_MAX_VIEWPORT_DIMS, viewport);
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &texture);
    return std::min({viewport[0], viewport[1], texture});
}

bool Gpu::is_lost() const { return inside_->tells_of_resets && glGetGraphicsResetStatus() != GL_NO_ERROR; }

GpuCounts Gpu::draw(const Scene& scene, int width_px, int height_px, bool all_glyphs) {
    Inside& in = *inside_;
    Canvas& canvas = in.canvas_for(scene);
    in.takeover.show(canvas, scene);
    return in.show(canvas, canvas.overlay,
                   {scene.view, scene.background, width_px, height_px, all_glyphs, &canvas == &in.main});
}

GpuCounts Gpu::draw_again(const Scene& scene, const View& view, const PlacedChunk& overlay, int width_px,
                          int height_px, bool other_context, bool all_glyphs) {
    Inside& in = *inside_;
    in.takeover.show(in.main, scene);
    in.takeover.show(in.again, overlay);
    const bool marked = scene.marks_at < in.main.board.size();
    in.out_of_time = false; // time of its own: the first window may have waited for its screen meanwhile
    in.deadline = GpuGlyphs::Clock::now() + glyph_time;
    ++in.times_again;
    in.is_again = true;
    const GpuCounts counts = in.show(in.main, in.again,
                                     {view, scene.background, width_px, height_px, all_glyphs, false,
                                      other_context ? WhichContext::other : WhichContext::own,
                                      marked ? in.main.board[scene.marks_at].plan.get() : nullptr});
    in.is_again = false;
    return counts;
}

void Gpu::forget_other_context() {
    inside_->painter.forget_other_context();
    inside_->times_again = 0; // nobody looks there any more
}

/// Draws what was taken over. The first of a frame has 2 ms for letters; the others share what is left.
GpuCounts Gpu::Inside::show(Canvas& canvas, Loose& overlay, const Showing& showing) {
    GpuCounts counts;
    const View& view = showing.view;
    const auto width = static_cast<float>(showing.width_px), height = static_cast<float>(showing.height_px);
    const float factor = width / view.size_px.x; // framebuffer pixels for one of the view's
    const CameraRecord world{view.at.x,
                             view.at.y,
                             view.zoom * factor,
                             0,
                             width * 0.5f,
                             height * 0.5f,
                             width,
                             height,
                             view.pin_px.x * factor,
                             view.pin_px.y * factor,
                             {}};
    const CameraRecord screen{0, 0, factor, 0, 0, 0, width, height, 0, 0, {}};
    const Rect seen = view.seen().grown(2 / world.pixels),
               seen_screen = Rect{{}, {width / factor, height / factor}}.grown(2);

    if (showing.all_glyphs || showing.begins_frame) out_of_time = false;
    if (showing.all_glyphs)
        deadline = GpuGlyphs::Clock::time_point::max();
    else if (showing.begins_frame)
        deadline = GpuGlyphs::Clock::now() + glyph_time;
    if (showing.begins_frame) ++frame;
    canvas.held.plan.look(seen);
    overlay.plan.look(seen_screen);
    canvas.plan.look(seen, showing.unseen);
    counts.complete = prepare_letters(canvas.held.plan, world.pixels);
    counts.complete &= prepare_letters(overlay.plan, screen.pixels);
    counts.complete &= prepare_letters(canvas.plan, world.pixels);
    if (showing.begins_frame) drop_far_texts();
    counts.texts_set = std::exchange(texts_set, 0);
    counts.glyphs_made = residence.glyphs().made();
    counts.bytes_uploaded = residence.flush();

    painter.begin(showing.width_px, showing.height_px, showing.where);
    residence.bind();
    if (showing.background.a > 0) {
        const Colour c = showing.background;
        const float alpha = static_cast<float>(c.a) / 255.0f, part = alpha / 255.0f;
        glClearColor(static_cast<float>(c.r) * part, static_cast<float>(c.g) * part,
                     static_cast<float>(c.b) * part, alpha);
        glClear(GL_COLOR_BUFFER_BIT);
    }
    painter.draw(canvas.plan, world, residence.glyphs(), counts);
    painter.draw(canvas.held.plan, world, residence.glyphs(), counts);
    painter.draw(overlay.plan, screen, residence.glyphs(), counts);
    painter.end();
    return counts;
}

} // namespace waymark
