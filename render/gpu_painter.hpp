#pragma once
#include "render/gpu.hpp"
#include "render/gpu_plan.hpp"
#include "render/gpu_program.hpp"
#include "render/gpu_residence.hpp"

#include <epoxy/gl.h>
#include <array>
#include <optional>
#include <vector>

namespace waymark {

/// Quads of one program, drawn by one call.
class Batch {
public:
    void add(RecordRange range);
    void add(const std::vector<RecordRange>& ranges);
    /// Draws and empties.
    void draw(GpuCounts& counts);

private:
    void close();
    std::vector<GLsizei> counts_;
    std::vector<GLint> bases_;
    std::vector<const void*> offsets_;
    std::uint32_t begin_ = 0, end_ = 0;
};

/// The context in which everything was made, or another one that shares objects with it.
enum class WhichContext : std::uint8_t { own, other };

/// Runs the programs over a plan.
class GpuPainter {
public:
    static Result<GpuPainter> create();
    ~GpuPainter();
    GpuPainter(GpuPainter&& other) noexcept;
    GpuPainter& operator=(GpuPainter&&) = delete;

    /// Sets everything of OpenGL's state that drawing depends on.
    void begin(int width_px, int height_px, WhichContext which);
    /// What the other context had went with it.
    void forget_other_context();
    /// What the plan has found in sight, under the camera. `glyphs`: for which forms are ready.
    void draw(const Plan& plan, const CameraRecord& camera, const GpuGlyphs& glyphs, GpuCounts& counts);
    void end();

    /// Pixels per em above which letters are drawn from their curves, up to which they are small ones, and
    /// below which they begin to turn into bars.
    static constexpr float outline_from_px = 40, small_up_to_px = 6, bars_below_px = 5, letters_above_px = 3;
    static GlyphForm form_at(float size_px) {
        return size_px > outline_from_px  ? GlyphForm::outline
               : size_px > small_up_to_px ? GlyphForm::field
                                          : GlyphForm::small;
    }

    /// The form in which the letters of all texts of the run are drawn, when it is one.
    static std::optional<GlyphForm> form_of(const PlanRun& run, float pixels);

private:
    GpuPainter() = default;
    enum Which : std::size_t {
        box,
        photo,
        ribbon,
        shape,
        bars,
        small,
        field,
        outline,
        emoji,
        mask,
        program_count
    };
    Batch& batch_of(GlyphForm form) {
        return form == GlyphForm::small   ? small_batch_
               : form == GlyphForm::field ? field_batch_
                                          : outline_batch_;
    }
    void draw_words(const Plan& plan, const Plan::Group& group, const CameraRecord& camera,
                    const GpuGlyphs& glyphs, GpuCounts& counts);
    bool add_run(const PlanRun& run, float pixels, std::uint32_t epoch);
    void add_words(const PlanItem& item, const CameraRecord& camera, std::uint32_t epoch);
    void draw_ribbons(const Plan& plan, const Plan::Group& group, const CameraRecord& camera,
                      GpuCounts& counts);
    void draw_masked(const PlanItem& item, const CameraRecord& camera, GpuCounts& counts);
    void draw_photos(const Plan& plan, const Plan::Group& group, GpuCounts& counts);
    void run_batch(Which which, Batch& batch, GpuCounts& counts);

    std::array<Program, program_count> programs_;
    GLint only_coverage_ = -1, tint_ = -1;
    /// What contexts do not share, and the mask, which is as large as the context's window.
    struct Place {
        GLuint arrays = 0, mask_texture = 0, mask_target = 0;
        int mask_width = 0, mask_height = 0;
    };
    void make_arrays(Place& place) const;

    GLuint indices_ = 0, camera_ = 0;
    std::array<Place, 2> places_;
    Place* place_ = nullptr; ///< the one drawn in
    int width_ = 0, height_ = 0;
    Batch batch_, bars_batch_, small_batch_, field_batch_, outline_batch_, emoji_batch_;
};

} // namespace waymark
