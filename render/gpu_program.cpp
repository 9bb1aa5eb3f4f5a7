#include "render/gpu_program.hpp"

#include "assets/embedded.hpp"
#include "render/gpu_arena.hpp"

#include <array>
#include <utility>

namespace waymark {
namespace {

struct Sampler {
    const char* name;
    TextureUnit unit;
};
constexpr std::array<Sampler, 16> samplers{{{"places", TextureUnit::places},
                                            {"boxes", TextureUnit::boxes},
                                            {"words", TextureUnit::words},
                                            {"glyphs", TextureUnit::glyphs},
                                            {"bars", TextureUnit::bars},
                                            {"slots", TextureUnit::slots},
                                            {"curves", TextureUnit::curves},
                                            {"fields", TextureUnit::fields},
                                            {"emoji", TextureUnit::emoji},
                                            {"segments", TextureUnit::segments},
                                            {"shapes", TextureUnit::shapes},
                                            {"outlines", TextureUnit::outlines},
                                            {"photos", TextureUnit::photos},
                                            {"photo", TextureUnit::photo},
                                            {"mask", TextureUnit::mask},
                                            {"small", TextureUnit::small}}};

std::string source_of(std::initializer_list<std::string_view> files) {
    std::string source;
    for (const std::string_view file : files) source += asset("shaders/" + std::string{file});
    return source.starts_with("#version") ? source : "#version 330 core\n" + source;
}

std::string compiled(GLuint shader, const std::string& source) {
    const char* text = source.c_str();
    glShaderSource(shader, 1, &text, nullptr);
    glCompileShader(shader);
    GLint good = 0;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
    if (good) return {};
    std::array<char, 1024> log{};
    glGetShaderInfoLog(shader, static_cast<GLsizei>(log.size()), nullptr, log.data());
    return *log.data() ? log.data() : "it gives no reason";
}

} // namespace

Result<Program> Program::linked(std::initializer_list<std::string_view> vertex,
                                std::initializer_list<std::string_view> fragment) {
    Program program;
    program.id_ = glCreateProgram();
    const GLuint shaders[] = {glCreateShader(GL_VERTEX_SHADER), glCreateShader(GL_FRAGMENT_SHADER)};
    std::string trouble = compiled(shaders[0], source_of(vertex));
    if (trouble.empty()) trouble = compiled(shaders[1], source_of(fragment));
    for (const GLuint shader : shaders) {
        glAttachShader(program.id_, shader);
        glDeleteShader(shader); // goes with the program
    }
    GLint good = 0;
    glLinkProgram(program.id_);
    glGetProgramiv(program.id_, GL_LINK_STATUS, &good);
    for (const GLuint shader : shaders)
        glDetachShader(program.id_, shader); // and what it was compiled to, too
    if (!good) {
        std::array<char, 1024> log{};
        if (trouble.empty())
            glGetProgramInfoLog(program.id_, static_cast<GLsizei>(log.size()), nullptr, log.data());
        return Error{ErrorKind::input_output, std::string{*(fragment.end() - 1)},
                     "The graphics driver does not take the shader " + std::string{*(fragment.end() - 1)} +
                         ": " + trouble + log.data()};
    }
    program.use();
    for (const Sampler& sampler : samplers)
        if (const GLint place = program.uniform(sampler.name); place >= 0)
            glUniform1i(place, static_cast<GLint>(sampler.unit));
    if (const GLuint block = glGetUniformBlockIndex(program.id_, "Camera"); block != GL_INVALID_INDEX)
        glUniformBlockBinding(program.id_, block, 0);
    return program;
}

Program::~Program() { glDeleteProgram(id_); }
Program::Program(Program&& other) noexcept : id_{std::exchange(other.id_, 0)} {}
Program& Program::operator=(Program&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
}

} // namespace waymark
