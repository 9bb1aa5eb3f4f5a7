#pragma once
#include "app/app.hpp"
#include "app/drives.hpp"
#include "app/window_present.hpp"
#include "render/png.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// Who sits for the pictures of screens, and what they do: shared by the files of `waymark shots`.
namespace waymark::shots {

constexpr double frame_s = 1.0 / 60;

/// A person at a screen of some size: drives real frames.
class Sitter {
public:
    /// `state_folder`: where sessions are kept; empty = nowhere.
    Sitter(HeadlessContext& context, Vec2 size_px, float ui_scale, ThemeName theme, std::string state_folder,
           float pixels_a_mm = 0)
        : context_{context}, app_{system_files(), settings(ui_scale, theme, std::move(state_folder))} {
        input_.size_px = size_px;
        input_.density = std::max(1.0f, ui_scale);
        input_.pixels_per_mm = pixels_a_mm;
        if (pixels_a_mm > 0) input_.screen_mm = size_px / pixels_a_mm;
    }

    App& app() { return app_; }

    void frames(int count) {
        for (int i = 0; i < count; ++i) step({});
    }
    void step(std::vector<Event> events) {
        input_.time_s += frame_s;
        input_.events = std::move(events);
        last_ = frame(app_, input_);
    }
    /// Waits out animations, thumbnails and what is read beside the board.
    void settle() {
        for (int i = 0; i < 40; ++i) {
            app_.drives->finish();
            app_.thumbnails.finish();
            app_.painter.pictures().finish();
            app_.dictionaries.finish();
            for (const ReadingPictures& pictures : app_.reading) pictures.result.wait();
            if (app_.listing_left.valid()) app_.listing_left.wait();
            if (app_.past && app_.past->listing.valid()) app_.past->listing.wait();
            if (app_.past && app_.past->loading.valid()) app_.past->loading.wait();
            step({});
        }
    }
    void mouse(ContactPhase phase, Vec2 at_px) {
        step({Contact{1, Source::mouse, phase, at_px, 1, Button::left}});
    }
    void hover(Vec2 at_px) { step({Hover{at_px}}); }
    void key(Key key, Modifiers with = {}) {
        step({KeyPress{key, true, false, with}, KeyPress{key, false, false, with}});
    }
    void type(const std::string& text) { step({Typed{text}}); }
    Vec2 on_screen(Vec2 world) const { return app_.view.to_screen(world); }

    Result<Done> shoot(const std::string& path) {
        const int width = static_cast<int>(input_.size_px.x), height = static_cast<int>(input_.size_px.y);
        if (const Result<Done> bound = context_.bind_target(width, height); !bound) return bound.error();
        if (!presenter_) {
            Result<std::unique_ptr<Presenter>> made = Presenter::create(app_);
            if (!made) return made.error();
            presenter_ = std::move(made).value();
        }
        presenter_->present(app_, last_, true);
        if (shows_audience_) presenter_->present_audience(last_, input_.size_px, true, false);
        return write_file(system_files(), path, png_of(context_.pixels()));
    }
    /// The picture is that of the audience's window, as large as the facilitator's.
    void show_audience() {
        shows_audience_ = true;
        input_.audience = AudienceInput{input_.size_px, {}};
        perform(app_, ShowAudience{true});
    }

private:
    static Settings settings(float ui_scale, ThemeName theme, std::string state_folder) {
        Settings settings;
        settings.state_folder = std::move(state_folder);
        settings.ui_scale = ui_scale;
        settings.theme = theme;
        return settings;
    }

    HeadlessContext& context_;
    App app_;
    std::unique_ptr<Presenter> presenter_;
    Input input_;
    Frame last_;
    bool shows_audience_ = false;
};

using Scenario = std::function<void(Sitter&)>;

struct Shot {
    const char* name;
    Scenario scenario;
};

struct ScreenKind {
    const char* name;
    Vec2 size_px;
    float ui_scale;
    ThemeName theme;
    bool all; ///< every screen, else only the boards
    float pixels_a_mm = 0;
};

/// A picture to be taken.
struct PlannedShot {
    ScreenKind screen;
    Shot shot;
};

/// A board from a template, everything in its place.
void open(Sitter& sitter, const char* template_name);
/// Where the first note's middle is, in the window's pixels.
Vec2 first_note_middle(const Sitter& sitter, App& app);
void with_note_chosen(Sitter& sitter);
void with_rings(Sitter& sitter);
Scenario with_panel(Panel panel);

/// Audiences, walls and tables; there the interface's scale follows from the screen's size (ui_scale 0).
std::vector<PlannedShot> screen_shots();
/// On-screen keyboards.
std::vector<Shot> keypad_shots();
/// People around a table.
std::vector<Shot> table_shots();

} // namespace waymark::shots
