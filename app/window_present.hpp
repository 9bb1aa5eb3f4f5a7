#pragma once
#include "app/app.hpp"
#include "render/gpu.hpp"

#include <memory>

namespace waymark {

/// Puts frames into the bound framebuffer of the current OpenGL context: the scene, the chrome over it, the
/// patches over that. The same for a window and for pictures of screens.
class Presenter {
public:
    static Result<std::unique_ptr<Presenter>> create(App& app);
    ~Presenter();
    /// `all_glyphs`: nothing is left for a later frame (pictures).
    GpuCounts present(App& app, const Frame& frame, bool all_glyphs = false);

    /// The audience's picture of the frame that was presented last, into the current context: the audience's.
    GpuCounts present_audience(const Frame& frame, Vec2 size_px, bool all_glyphs = false,
                               bool other_context = true);
    /// The audience's context is about to go; the board's is the current one.
    void forget_audience();

    /// See `Gpu::most_pixels`.
    int most_pixels() const { return gpu_->most_pixels(); }
    /// The driver has been reset: nothing can be presented any more.
    bool is_lost() const { return gpu_->is_lost(); }
    /// The same of the current context, where no presenter could be made in it.
    static bool is_lost_here();

private:
    Presenter(App& app, std::unique_ptr<Gpu> gpu);
    void* chrome_context_;
    std::unique_ptr<Gpu> gpu_;
};

} // namespace waymark
