#include "app/export_journey.hpp"

namespace waymark {

Result<std::string> exported_bytes(const ExportScene& scene, ExportFormat format,
                                   const ExportOptions& options, const std::string& title) {
    if (!scene.problem.empty()) // half a picture is none
        return Error{ErrorKind::input_output, "", scene.problem};
    switch (format) {
    case ExportFormat::png: return png_bytes(scene, options);
    case ExportFormat::svg: return svg_text(scene, options);
    case ExportFormat::pdf: return pdf_bytes(scene, options, title);
    }
    return Error{ErrorKind::invalid, "", "This export format is unknown."};
}

Result<Done> export_journey(Files& files, const std::string& path, const Session& session,
                            const Journey& journey, const ExportOptions& options) {
    const std::optional<ExportFormat> format = export_format(path);
    if (!format)
        return Error{ErrorKind::invalid, path,
                     "Waymark exports .png, .svg and .pdf; end the file's name with one of these."};
    TextEngine text;
    const ExportScene scene =
        export_scene(session, journey, options.theme, text, options.names, options.on_table);
    const Result<std::string> bytes =
        exported_bytes(scene, *format, options, journey.title.empty() ? session.title : journey.title);
    if (!bytes) return bytes.error();
    return write_file(files, path, *bytes);
}

} // namespace waymark
