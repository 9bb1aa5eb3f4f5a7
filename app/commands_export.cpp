#include "app/commands.hpp"

#include "app/export_journey.hpp"
#include "render/fonts.hpp"
#include "render/text.hpp"

#include <algorithm>
#include <array>

namespace waymark {
namespace {

/// Why a path cannot be exported to.
std::string format_sentence(const std::string& path) {
    static constexpr std::array later{"pptx", "xlsx", "csv", "md", "json", "mmd", "canvas"};
    const std::size_t slash = path.find_last_of('/');
    const std::size_t dot = path.find_last_of('.');
    const bool has_ending = dot != std::string::npos && (slash == std::string::npos || dot > slash);
    const std::string ending = has_ending ? path.substr(dot + 1) : "";
    if (std::find(later.begin(), later.end(), ending) != later.end())
        return "Export to ." + ending + " is not in this version; .png, .svg and .pdf are.";
    if (ending.empty()) return path + " has no ending that says what to write: .png, .svg or .pdf.";
    return "Waymark does not write ." + ending + " files; choose .png, .svg or .pdf for " + path + ".";
}

} // namespace

int run(const ExportCommand& command) {
    for (const std::string& output : command.outputs) {
        if (export_format(output)) continue;
        say(format_sentence(output));
        return exit_wrong_usage;
    }
    const std::optional<OpenedSession> opened = opened_or_said(command.file);
    if (!opened) return exit_could_not;
    const Journey* const journey = journey_or_said(opened->session, command.journey, command.file);
    if (!journey) return exit_could_not;
    for (const std::string& sentence : opened->damage) say(sentence);

    TextEngine text;
    const ExportScene scene = export_scene(opened->session, *journey, command.options.theme, text,
                                           command.options.names, command.options.on_table);
    const std::string title = journey->title.empty() ? opened->session.title : journey->title;
    for (const std::string& output : command.outputs) {
        const Result<std::string> bytes =
            exported_bytes(scene, *export_format(output), command.options, title);
        if (!bytes) {
            say(bytes.error().sentence);
            return exit_could_not;
        }
        const Result<Done> written = write_file(system_files(), output, *bytes);
        if (!written) {
            say(written.error().sentence);
            return exit_could_not;
        }
        print(output + "\n");
    }
    for (const std::string& sentence : missing_fonts()) say(sentence);
    return exit_done;
}

} // namespace waymark
