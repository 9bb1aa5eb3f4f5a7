#pragma once
#include "render/layout.hpp"
#include "render/scene.hpp"
#include "render/theme.hpp"
#include "sessions/files.hpp"

#include <optional>
#include <string>

/// Takes the board away: the same scene as on the screen, written as picture or vectors with real text.
namespace waymark {

enum class ExportFormat { png, svg, pdf };
/// From the path's ending; nothing when it is none of ours.
std::optional<ExportFormat> export_format(const std::string& path);

struct ExportOptions {
    ThemeName theme = ThemeName::paper;
    float scale = 1;             ///< pixels for a world unit; ignored when `size_px` is given
    std::optional<Vec2> size_px; ///< the picture is exactly this large, the board centred in it
    bool names = false;          ///< of the people who took part; without it no export carries them
    bool on_table = false;       ///< notes face the sides of the table that they were turned to
};

/// The scene of one journey for export: no selection, nothing pinned, the whole board with title in `area`.
/// `names`: the heading says who took part, and notes are marked with who wrote them.
struct ExportScene {
    Scene scene;
    Rect area;           ///< world
    std::string problem; ///< one sentence about what could not be had for it; empty = it is whole
};
ExportScene export_scene(const Session& session, const Journey& journey, ThemeName theme, TextEngine& text,
                         bool names = false, bool on_table = false);
/// Whether the session has names of people to be left out.
bool has_names(const Session& session);

/// PNG is drawn by the GPU path without a window, in strips, so that its size does not decide the memory it
/// takes.
Result<std::string> png_bytes(const ExportScene& scene, const ExportOptions& options);
Result<std::string> svg_text(const ExportScene& scene, const ExportOptions& options);
Result<std::string> pdf_bytes(const ExportScene& scene, const ExportOptions& options,
                              const std::string& title);

/// Any bitmap as PNG.
std::string png_of(const Bitmap& bitmap);

/// Writes a whole file: temporary beside it, fsync, rename; nothing is left or overwritten when it fails.
Result<Done> write_file(Files& files, const std::string& path, const std::string& bytes);

} // namespace waymark
