#include "render/gpu.hpp"

#include <epoxy/gl.h>

namespace waymark {

/// OpenGL is called through pointers, Dear ImGui's calls as well: these lead elsewhere for a while.
struct DrawingLeftOut::Calls {
    decltype(glMultiDrawElementsBaseVertex) multi_draw = glMultiDrawElementsBaseVertex;
    decltype(glDrawElementsBaseVertex) draw_base = glDrawElementsBaseVertex;
    decltype(glDrawElements) draw_elements = glDrawElements;
    decltype(glDrawArrays) draw_arrays = glDrawArrays;
    decltype(glClear) clear = glClear;
};

DrawingLeftOut::DrawingLeftOut() : real_{std::make_unique<Calls>()} {
    glMultiDrawElementsBaseVertex = [](GLenum, const GLsizei*, GLenum, const void* const*, GLsizei,
                                       const GLint*) {};
    glDrawElementsBaseVertex = [](GLenum, GLsizei, GLenum, const void*, GLint) {};
    glDrawElements = [](GLenum, GLsizei, GLenum, const void*) {};
    glDrawArrays = [](GLenum, GLint, GLsizei) {};
    glClear = [](GLbitfield) {};
}

DrawingLeftOut::~DrawingLeftOut() {
    glMultiDrawElementsBaseVertex = real_->multi_draw;
    glDrawElementsBaseVertex = real_->draw_base;
    glDrawElements = real_->draw_elements;
    glDrawArrays = real_->draw_arrays;
    glClear = real_->clear;
}

} // namespace waymark
