#pragma once
#include "render/scene.hpp"
#include "sessions/result.hpp"

#include <cstdint>
#include <memory>

/// Draws scenes with OpenGL 3.3 core into whatever framebuffer is bound. No OpenGL type appears here.
namespace waymark {

/// What the last frame cost.
struct GpuCounts {
    std::uint32_t draws = 0; ///< draw calls (a multi-draw counts as one)
    std::uint32_t quads = 0;
    std::uint64_t bytes_uploaded = 0; ///< besides the camera
    std::uint32_t glyphs_made = 0;
    std::uint32_t texts_set = 0; ///< for the first time or again, in this thread
    bool complete = true;        ///< false: some glyphs or texts come with a later frame
};

class Gpu {
public:
    /// Needs a current OpenGL 3.3 core context, or says in a sentence what is missing.
    static Result<std::unique_ptr<Gpu>> create();
    ~Gpu();

    /// Draws `scene` over the bound framebuffer's `width_px` × `height_px` (scene.view.size_px is scaled to
    /// it). `all_glyphs`: sets every text in sight and makes every glyph at once instead of within 2 ms
    /// a frame (exports, tests). Within
    /// the caller's scissor rectangle, when that is switched on. A scene with a background begins a frame;
    /// scenes without one (alpha 0) are drawn over what is there, and the n-th of them after the first is
    /// compared with the n-th of the frame before.
    GpuCounts draw(const Scene& scene, int width_px, int height_px, bool all_glyphs = false);

    /// Draws the scene that began this frame once more, elsewhere: under another view, with `overlay` instead
    /// of its own, without what marks what somebody has chosen. In a context that shares objects with the one
    /// the Gpu was made in (`other`), or in that one. Nothing of the board is uploaded for it.
    GpuCounts draw_again(const Scene& scene, const View& view, const PlacedChunk& overlay, int width_px,
                         int height_px, bool other_context, bool all_glyphs = false);
    /// The other context has gone, and with it what lay only there. Its own context must be current.
    void forget_other_context();

    /// How many pixels a window's side may have at most: what lies beyond is not drawn.
    int most_pixels() const;
    /// True when the driver has been reset and the context with all that lies in it is gone.
    bool is_lost() const;

private:
    Gpu();
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// An OpenGL context with no display and no window (EGL surfaceless), current on this thread while it lives
/// or another one is made.
class HeadlessContext {
public:
    /// `shares`: another one, whose objects this one sees as well.
    static Result<std::unique_ptr<HeadlessContext>> create(const HeadlessContext* shares = nullptr);
    ~HeadlessContext();
    /// Of several, the one that is drawn in from now on.
    Result<Done> make_current() const;
    /// A framebuffer of this size, bound.
    Result<Done> bind_target(int width_px, int height_px);
    /// Its pixels (opaque RGBA, from the top).
    Bitmap pixels() const;
    /// Waits until everything asked for is drawn: for measuring.
    void finish() const;

private:
    HeadlessContext();
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// While one of these lives, draw calls of this process do nothing: what a frame costs then is what handing
/// it over costs. A software driver shades vertices within the call, on the caller's thread. For measuring.
class DrawingLeftOut {
public:
    DrawingLeftOut();
    ~DrawingLeftOut();
    DrawingLeftOut(const DrawingLeftOut&) = delete;
    DrawingLeftOut& operator=(const DrawingLeftOut&) = delete;

private:
    struct Calls;
    std::unique_ptr<Calls> real_;
};

} // namespace waymark
