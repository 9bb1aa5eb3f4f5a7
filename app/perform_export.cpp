#include "app/export_journey.hpp"
#include "app/folders.hpp"
#include "app/perform.hpp"
#include "app/perform_worker.hpp"
#include "render/export.hpp"

#include <future>

namespace waymark {
namespace {

constexpr float exported_scale = 2; // pixels for a world unit: sharp on a 4K screen at 200 %

} // namespace

void export_to(App& app, const ExportTo& wanted) {
    if (app.screen != Screen::board) return;
    settle_writing(app);
    if (app.exporting) {
        say(app, "An export is being written; try again in a moment.");
        return;
    }
    const std::string path = full_path(wanted.path);
    if (!export_format(path)) {
        say(app, "Waymark exports .png, .svg and .pdf; end the file's name with one of these.", true);
        return;
    }
    app.panel = Panel::none;
    say(app, "Exporting " + file_name(path) + " …");
    // A thread of its own: it brings its own drawing context and its own text engine, and the board goes on
    // meanwhile.
    app.exporting = Exporting{
        path, std::async(std::launch::async, [files = app.files, path, session = app.session(),
                                              journey = app.journey, theme = app.settings.theme,
                                              names = wanted.names, on_table = app.settings.lies_flat] {
            const Journey* const shown = find_journey(session, journey);
            if (!shown)
                return Result<Done>{Error{ErrorKind::invalid, path, "There is no journey to export."}};
            return without_throwing<Done>(path, [&] {
                return export_journey(*files, path, session, *shown,
                                      ExportOptions{theme, exported_scale, std::nullopt, names, on_table});
            });
        })};
}

void exported(App& app, const std::string& path, const Result<Done>& result) {
    if (!result) app.after_saving.reset();
    end_waiting_for_file(app);
    if (!result) {
        say(app, result.error().sentence, true);
        return;
    }
    app.settings.last_folder = parent_folder(path);
    remember(*app.files, app.settings);
    say(app, "Exported " + file_name(path) + " to " + parent_folder(path) + ".");
    go_on(app);
}

} // namespace waymark
