#include "render/gpu.hpp"

#include "render/gpu_painter.hpp"
#include "render/gpu_plan.hpp"
#include "render/gpu_residence.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <string>
#include <unordered_map>
#include <utility>

namespace waymark {
namespace {

constexpr auto glyph_time = std::chrono::milliseconds{2}; // a frame
constexpr int fewest_texels = 1 << 22;                    // of a buffer: some hundred thousand letters

/// Placed things that come and go together.
struct Group {
    Shared<PlacedChunk> chunk;
    std::vector<Resident*> residents; ///< by place in the chunk
};

bool same(const PlacedChunk& a, const PlacedChunk& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Placed& x, const Placed& y) {
        return x.drawing.same(y.drawing) && x.at == y.at && x.scale == y.scale && x.angle == y.angle &&
               x.lift == y.lift && x.opacity == y.opacity && x.pinned == y.pinned;
    });
}

bool same(const std::vector<Group>& kept, const std::vector<Shared<PlacedChunk>>& wanted) {
    return std::equal(
        kept.begin(), kept.end(), wanted.begin(), wanted.end(),
        [](const Group& group, const Shared<PlacedChunk>& chunk) { return group.chunk.same(chunk); });
}

void add(Plan& plan, const Group& group) {
    for (Resident* resident : group.residents) plan.add(*resident);
}

/// What one scene shows, as it was drawn last.
struct Canvas {
    std::vector<Group> board;
    Group held, overlay;
    Plan board_plan, held_plan, overlay_plan;
    bool drawn_before = false;
};

} // namespace

struct Gpu::Inside {
    Residence residence;
    GpuPainter painter;
    Canvas main;
    /// Scenes without a background that followed the main one, in their order: each keeps its things like the
    /// main one.
    std::vector<std::unique_ptr<Canvas>> over;
    std::size_t over_used = 0;
    GpuGlyphs::Clock::time_point deadline;

    explicit Inside(GpuPainter made) : painter{std::move(made)} {}
    ~Inside() {
        give_up(main);
        for (const std::unique_ptr<Canvas>& canvas : over) give_up(*canvas);
        residence.sweep();
    }

    void give_up(Group& group) {
        for (Resident* resident : group.residents) residence.give_up(resident);
        group.residents.clear();
    }
    void give_up(Canvas& canvas) {
        for (Group& group : canvas.board) give_up(group);
        give_up(canvas.held);
        give_up(canvas.overlay);
    }
    void take(Group& group) {
        group.residents.reserve(group.chunk->size());
        for (const Placed& placed : *group.chunk) group.residents.push_back(residence.claim(placed));
    }
    Canvas& canvas_for(const Scene& scene);
    void take_over(Canvas& canvas, const Scene& scene);
    void change_board(std::vector<Group>& board, const std::vector<Shared<PlacedChunk>>& chunks);
    bool prepare_glyphs(const Plan& plan, float pixels, const Rect& seen);
};

/// A scene with a background begins a frame; canvases that the frame before did not use are given up.
Canvas& Gpu::Inside::canvas_for(const Scene& scene) {
    if (scene.background.a > 0) {
        for (std::size_t i = over_used; i < over.size(); ++i) give_up(*over[i]);
        if (over_used < over.size()) over.resize(over_used), residence.sweep();
        over_used = 0;
        return main;
    }
    if (over_used == over.size()) over.push_back(std::make_unique<Canvas>());
    return *over[over_used++];
}

/// Keeps chunks that are still there, gives up the others. New ones come back without residents.
void Gpu::Inside::change_board(std::vector<Group>& board, const std::vector<Shared<PlacedChunk>>& chunks) {
    std::unordered_map<const PlacedChunk*, std::size_t> places;
    places.reserve(board.size());
    for (std::size_t i = 0; i < board.size(); ++i) places.emplace(board[i].chunk.get(), i);
    std::vector<Group> next;
    next.reserve(chunks.size());
    for (const Shared<PlacedChunk>& chunk : chunks) {
        const auto found = places.find(chunk.get());
        if (found == places.end()) {
            next.push_back({chunk, {}});
        } else {
            next.push_back(std::move(board[found->second]));
            board[found->second].residents.clear();
            places.erase(found);
        }
    }
    for (Group& group : board) give_up(group);
    board = std::move(next);
}

/// Brings what is on the GPU in line with the scene. Everything is given up before anything is claimed, so
/// that a note which is picked up from the board and held only changes its place.
void Gpu::Inside::take_over(Canvas& canvas, const Scene& scene) {
    auto& [board, held, overlay, board_plan, held_plan, overlay_plan, drawn_before] = canvas;
    const bool new_board = !drawn_before || !same(board, scene.board);
    const bool new_held = !drawn_before || !same(*held.chunk, scene.held);
    const bool new_overlay = !drawn_before || !same(*overlay.chunk, scene.overlay);
    if (!new_board && !new_held && !new_overlay) return;
    drawn_before = true;
    if (new_board) change_board(board, scene.board);
    if (new_held) give_up(held), held.chunk = scene.held;
    if (new_overlay) give_up(overlay), overlay.chunk = scene.overlay;
    residence.sort_given_up();
    for (Group& group : board)
        if (group.residents.empty()) take(group);
    if (new_held) take(held);
    if (new_overlay) take(overlay);
    residence.sweep();
    if (new_board) {
        board_plan.clear();
        for (const Group& group : board) add(board_plan, group);
        board_plan.arrange();
    }
    if (new_held) held_plan.clear(), add(held_plan, held), held_plan.arrange();
    if (new_overlay) overlay_plan.clear(), add(overlay_plan, overlay), overlay_plan.arrange();
}

/// True when every letter in sight is there in the form it is needed in.
bool Gpu::Inside::prepare_glyphs(const Plan& plan, float pixels, const Rect& seen) {
    GpuGlyphs& glyphs = residence.glyphs();
    const std::uint32_t now = glyphs.epoch() + 1;
    bool all = true;
    for (const Plan::Run& run : plan.runs()) {
        if (run.kind != PartKind::words) continue;
        for (std::uint32_t i = run.begin; i < run.end; ++i) {
            const Plan::Item& item = plan.items()[i];
            if (!item.box.touches(seen)) continue;
            ResidentPart& part = *item.part;
            const float size_px = part.text->size * item.resident->placed.scale * pixels;
            if (size_px <= GpuPainter::letters_above_px) continue;
            const GlyphForm form =
                size_px > GpuPainter::outline_from_px ? GlyphForm::outline : GlyphForm::field;
            std::uint32_t& ready = part.ready_epoch[static_cast<std::size_t>(form)];
            if (ready == now) continue;
            if (glyphs.prepared(*part.text, form, deadline))
                ready = now;
            else
                all = false;
        }
    }
    return all && glyphs.epoch() + 1 == now;
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
    return gpu;
}

GpuCounts Gpu::draw(const Scene& scene, int width_px, int height_px, bool all_glyphs) {
    Inside& in = *inside_;
    GpuCounts counts;
    Canvas& canvas = in.canvas_for(scene);
    in.take_over(canvas, scene);

    const View& view = scene.view;
    const auto width = static_cast<float>(width_px), height = static_cast<float>(height_px);
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

    if (all_glyphs)
        in.deadline = GpuGlyphs::Clock::time_point::max();
    else if (&canvas == &in.main)
        in.deadline = GpuGlyphs::Clock::now() + glyph_time; // scenes drawn over it share its time
    counts.complete = in.prepare_glyphs(canvas.held_plan, world.pixels, seen);
    counts.complete &= in.prepare_glyphs(canvas.overlay_plan, screen.pixels, seen_screen);
    counts.complete &= in.prepare_glyphs(canvas.board_plan, world.pixels, seen);
    counts.glyphs_made = in.residence.glyphs().made();
    counts.bytes_uploaded = in.residence.flush();

    in.painter.begin(width_px, height_px);
    in.residence.bind();
    if (scene.background.a > 0) {
        const Colour c = scene.background;
        const float alpha = static_cast<float>(c.a) / 255.0f, part = alpha / 255.0f;
        glClearColor(static_cast<float>(c.r) * part, static_cast<float>(c.g) * part,
                     static_cast<float>(c.b) * part, alpha);
        glClear(GL_COLOR_BUFFER_BIT);
    }
    in.painter.draw(canvas.board_plan, world, seen, in.residence.glyphs(), counts);
    in.painter.draw(canvas.held_plan, world, seen, in.residence.glyphs(), counts);
    in.painter.draw(canvas.overlay_plan, screen, seen_screen, in.residence.glyphs(), counts);
    in.painter.end();
    return counts;
}

} // namespace waymark
