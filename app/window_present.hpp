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

    /// The driver has been reset: nothing can be presented any more.
    bool is_lost() const { return gpu_->is_lost(); }

private:
    Presenter(App& app, std::unique_ptr<Gpu> gpu);
    void* chrome_context_;
    std::unique_ptr<Gpu> gpu_;
};

} // namespace waymark
