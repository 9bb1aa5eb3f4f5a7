#include "render/gpu.hpp"

#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <cstddef>
#include <cstring>
#include <string>
#include <utility>

namespace waymark {

struct HeadlessContext::Inside {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    GLuint framebuffer = 0, colour = 0;
    int width = 0, height = 0;

    ~Inside() {
        if (context != EGL_NO_CONTEXT) {
            glDeleteFramebuffers(1, &framebuffer);
            glDeleteRenderbuffers(1, &colour);
            eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
            eglDestroyContext(display, context);
        }
        // The display is the process's own and stays: others may have a context on it.
    }
};

namespace {

Error no_context(const std::string& why) {
    return {ErrorKind::input_output,
            {},
            "Pictures cannot be drawn without a window here: " + why +
                "; install Mesa's software driver (libegl1, libgl1-mesa-dri)."};
}

EGLDisplay display_without_screen() {
    if (epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless"))
        return eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_EXT_platform_device") &&
        epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_EXT_device_enumeration")) {
        EGLDeviceEXT device = nullptr;
        EGLint count = 0;
        if (eglQueryDevicesEXT(1, &device, &count) && count > 0)
            return eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, device, nullptr);
    }
    return EGL_NO_DISPLAY;
}

} // namespace

HeadlessContext::HeadlessContext() : inside_{std::make_unique<Inside>()} {}
HeadlessContext::~HeadlessContext() = default;

Result<std::unique_ptr<HeadlessContext>> HeadlessContext::create(const HeadlessContext* shares) {
    std::unique_ptr<HeadlessContext> made{new HeadlessContext};
    Inside& in = *made->inside_;
    in.display = display_without_screen();
    if (in.display == EGL_NO_DISPLAY) return no_context("EGL offers no display without a screen");
    if (!eglInitialize(in.display, nullptr, nullptr)) return no_context("EGL does not start");
    if (!eglBindAPI(EGL_OPENGL_API)) return no_context("EGL has no desktop OpenGL");
    EGLConfig config = nullptr; // surfaceless needs none
    if (!epoxy_has_egl_extension(in.display, "EGL_KHR_no_config_context")) {
        const EGLint wanted[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT,
                                 EGL_NONE};
        EGLint count = 0;
        if (!eglChooseConfig(in.display, wanted, &config, 1, &count) || count == 0)
            return no_context("EGL has no fitting mode");
    }
    const EGLint attributes[] = {EGL_CONTEXT_MAJOR_VERSION,
                                 3,
                                 EGL_CONTEXT_MINOR_VERSION,
                                 3,
                                 EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                 EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                 EGL_NONE};
    in.context =
        eglCreateContext(in.display, config, shares ? shares->inside_->context : EGL_NO_CONTEXT, attributes);
    if (in.context == EGL_NO_CONTEXT) return no_context("the driver has no OpenGL 3.3");
    if (const Result<Done> current = made->make_current(); !current) return current.error();
    return made;
}

Result<Done> HeadlessContext::make_current() const {
    if (!eglMakeCurrent(inside_->display, EGL_NO_SURFACE, EGL_NO_SURFACE, inside_->context))
        return no_context("EGL refuses a context without a window");
    return Done{};
}

Result<Done> HeadlessContext::bind_target(int width_px, int height_px) {
    Inside& in = *inside_;
    GLint most = 0;
    glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &most);
    if (width_px < 1 || height_px < 1 || width_px > most || height_px > most)
        return Error{ErrorKind::invalid,
                     {},
                     "A picture of " + std::to_string(width_px) + " x " + std::to_string(height_px) +
                         " pixels cannot be drawn at once; at most " + std::to_string(most) + " a side."};
    if (in.framebuffer == 0) {
        glGenFramebuffers(1, &in.framebuffer);
        glGenRenderbuffers(1, &in.colour);
    }
    glBindFramebuffer(GL_FRAMEBUFFER, in.framebuffer);
    if (in.width != width_px || in.height != height_px) {
        glBindRenderbuffer(GL_RENDERBUFFER, in.colour);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width_px, height_px);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, in.colour);
        in.width = width_px, in.height = height_px;
    }
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
        return Error{
            ErrorKind::input_output, {}, "The graphics driver has no memory for a picture of this size."};
    return Done{};
}

void HeadlessContext::finish() const { glFinish(); }

Bitmap HeadlessContext::pixels() const {
    const Inside& in = *inside_;
    Bitmap bitmap{static_cast<std::uint32_t>(in.width), static_cast<std::uint32_t>(in.height), {}};
    const std::size_t row = std::size_t{bitmap.width} * 4;
    bitmap.pixels.resize(row * bitmap.height);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, in.framebuffer);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, in.width, in.height, GL_RGBA, GL_UNSIGNED_BYTE, bitmap.pixels.data());
    std::vector<std::uint8_t> kept(row); // OpenGL's first row is the lowest
    for (std::size_t top = 0, bottom = bitmap.height; top + 1 < bottom--; ++top) {
        std::uint8_t *a = bitmap.pixels.data() + top * row, *b = bitmap.pixels.data() + bottom * row;
        std::memcpy(kept.data(), a, row);
        std::memcpy(a, b, row);
        std::memcpy(b, kept.data(), row);
    }
    for (std::size_t i = 3; i < bitmap.pixels.size(); i += 4) bitmap.pixels[i] = 255;
    return bitmap;
}

} // namespace waymark
