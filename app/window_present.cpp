#include "app/window_present.hpp"

#include "app/chrome.hpp"

#include <epoxy/gl.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

namespace waymark {
namespace {

ImGuiContext* context_of(void* chrome_context) { return static_cast<ImGuiContext*>(chrome_context); }

GpuCounts draw_patch(Gpu& gpu, const Patch& patch, const View& view, int width_px, int height_px,
                     bool all_glyphs) {
    glEnable(GL_SCISSOR_TEST);
    glScissor(static_cast<int>(patch.clip_px.left()), height_px - static_cast<int>(patch.clip_px.bottom()),
              static_cast<int>(patch.clip_px.size.x), static_cast<int>(patch.clip_px.size.y));
    Scene scene;
    scene.background.a = 0; // drawn over what is there
    scene.view = view;
    scene.overlay = patch.placed;
    const GpuCounts counts = gpu.draw(scene, width_px, height_px, all_glyphs);
    glDisable(GL_SCISSOR_TEST);
    return counts;
}

} // namespace

Result<std::unique_ptr<Presenter>> Presenter::create(App& app) {
    Result<std::unique_ptr<Gpu>> gpu = Gpu::create();
    if (!gpu) return gpu.error();
    return std::unique_ptr<Presenter>(new Presenter{app, std::move(gpu).value()});
}

Presenter::Presenter(App& app, std::unique_ptr<Gpu> gpu)
    : chrome_context_{app.chrome->context()}, gpu_{std::move(gpu)} {
    ImGui::SetCurrentContext(context_of(chrome_context_));
    ImGui_ImplOpenGL3_Init("#version 330 core");
    ImGui_ImplOpenGL3_NewFrame(); // makes its programs now, not in the first frame that has a panel
    // These were the last; what the driver keeps for compiling more is several megabytes.
    if (epoxy_gl_version() >= 41 || epoxy_has_gl_extension("GL_ARB_ES2_compatibility"))
        glReleaseShaderCompiler();
}

bool Presenter::is_lost_here() {
    const bool tells = epoxy_gl_version() >= 45 || epoxy_has_gl_extension("GL_KHR_robustness");
    return tells && glGetGraphicsResetStatus() != GL_NO_ERROR;
}

Presenter::~Presenter() {
    ImGui::SetCurrentContext(context_of(chrome_context_));
    ImGui_ImplOpenGL3_Shutdown();
}

GpuCounts Presenter::present_audience(const Frame& frame, Vec2 size_px, bool all_glyphs, bool other_context) {
    const int width_px = static_cast<int>(size_px.x), height_px = static_cast<int>(size_px.y);
    return gpu_->draw_again(frame.scene, frame.audience->view, frame.audience->overlay, width_px, height_px,
                            other_context, all_glyphs);
}

void Presenter::forget_audience() { gpu_->forget_other_context(); }

GpuCounts Presenter::present(App& app, const Frame& frame, bool all_glyphs) {
    const int width_px = static_cast<int>(app.size_px.x), height_px = static_cast<int>(app.size_px.y);
    glViewport(0, 0, width_px, height_px);
    GpuCounts counts = gpu_->draw(frame.scene, width_px, height_px, all_glyphs);
    ImGui::SetCurrentContext(context_of(chrome_context_));
    if (void* const panels = app.chrome->draw_data())
        ImGui_ImplOpenGL3_RenderDrawData(static_cast<ImDrawData*>(panels));
    for (const Patch& patch : frame.patches) {
        const GpuCounts more = draw_patch(*gpu_, patch, frame.scene.view, width_px, height_px, all_glyphs);
        counts.draws += more.draws;
        counts.bytes_uploaded += more.bytes_uploaded;
        counts.complete &= more.complete; // letters that are still missing want another frame
    }
    return counts;
}

} // namespace waymark
