#pragma once
#include "app/app.hpp"
#include "app/window_present.hpp"
#include "render/export.hpp"
#include "render/gpu.hpp"

#include <memory>
#include <string>
#include <vector>

/// What scenarios of `waymark shots` are made with.
namespace waymark::shots {

inline constexpr double frame_s = 1.0 / 60;

/// A person at a screen of some size: drives real frames.
class Sitter {
public:
    /// `state_folder`: where sessions are kept; empty = nowhere.
    Sitter(HeadlessContext& context, Vec2 size_px, float ui_scale, ThemeName theme, std::string state_folder)
        : context_{context}, app_{system_files(), settings(ui_scale, theme, std::move(state_folder))} {
        input_.size_px = size_px;
        input_.density = ui_scale;
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
            app_.thumbnails.finish();
            app_.painter.pictures().finish();
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
        return write_file(system_files(), path, png_of(context_.pixels()));
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
};

/// A session from a template, at rest.
void open(Sitter& sitter, const char* template_name);

// --- shots_table.cpp
/// Four people around a table, each with a toolbox, one with a ring.
void around_a_table(Sitter& sitter);
/// The same from near: notes to all sides, a long one across, marks of their authors.
void notes_to_all_sides(Sitter& sitter);
/// Who of those that are known opens a toolbox?
void asked_who(Sitter& sitter);

} // namespace waymark::shots
