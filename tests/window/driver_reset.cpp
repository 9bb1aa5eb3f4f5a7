#include <epoxy/gl.h>
#include <epoxy/glx.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

/// Preloaded into the program: a graphics driver that has been reset as soon as the file is there that
/// $WAYMARK_DRIVER_RESET names. The context that is asked about first is lost for good, the next one works,
/// unless the same name with `.making` is there: then that one is lost while its programs are being made.
namespace {

GLXContext lost = nullptr;

/// True for a context that is lost, or is lost now because of the file.
bool is_lost_by(const char* ending) {
    const GLXContext now = glXGetCurrentContext();
    const char* const file = std::getenv("WAYMARK_DRIVER_RESET");
    if (file && now != lost && unlink((std::string{file} + ending).c_str()) == 0) lost = now;
    return now == lost;
}

GLenum status() { return is_lost_by("") ? GL_UNKNOWN_CONTEXT_RESET : GL_NO_ERROR; }

/// No program can be made in a lost context.
void get_program(GLuint program, GLenum what, GLint* result) {
    static const auto real = reinterpret_cast<PFNGLGETPROGRAMIVPROC>(
        glXGetProcAddress(reinterpret_cast<const GLubyte*>("glGetProgramiv")));
    real(program, what, result);
    if (what == GL_LINK_STATUS && is_lost_by(".making")) *result = GL_FALSE;
}

/// epoxy's functions are pointers, resolved when they are called first.
[[gnu::constructor]] void preloaded() {
    epoxy_glGetGraphicsResetStatus = status;
    epoxy_glGetProgramiv = get_program;
}

} // namespace
