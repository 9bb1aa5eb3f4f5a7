#pragma once
#include "sessions/result.hpp"

#include <epoxy/gl.h>
#include <initializer_list>
#include <string>
#include <string_view>

namespace waymark {

/// A linked pair of shaders.
class Program {
public:
    Program() = default;
    /// Both shaders are the named files of `assets/shaders` one after another. Every sampler gets the texture
    /// unit of its name.
    static Result<Program> linked(std::initializer_list<std::string_view> vertex,
                                  std::initializer_list<std::string_view> fragment);
    ~Program();
    Program(Program&& other) noexcept;
    Program& operator=(Program&& other) noexcept;

    void use() const { glUseProgram(id_); }
    GLint uniform(const char* name) const { return glGetUniformLocation(id_, name); }

private:
    GLuint id_ = 0;
};

} // namespace waymark
