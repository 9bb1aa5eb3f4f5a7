#pragma once
#include "app/input.hpp"
#include "app/intent.hpp"
#include "render/scene.hpp"
#include "render/view.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// A second window for those who look on: the board and what is done to it, nothing of the chrome. It shows
/// what the facilitator sees, or the whole board, or has a view of its own that people at it move without
/// being able to change anything.
namespace waymark {

struct App;
struct Frame;

struct Audience {
    AudienceShows shows = AudienceShows::follows;
    View view;           ///< as shown last
    std::string monitor; ///< asked for, by number or name; empty = any but the facilitator's

    /// What moves its view now: one contact pans, two zoom as well.
    struct Grip {
        std::uint32_t contact = 0;
        Vec2 at_px;
    };
    std::vector<Grip> grips; ///< at most two
    Vec2 pointer_px{-1, -1};
};

/// What the audience's window shows: board and held things of the frame's scene under `view`, without the
/// marks of what is chosen, and `overlay` (its own pixels) over them.
struct AudienceFrame {
    View view;
    PlacedChunk overlay;
};

/// What people at the audience's window do: they move its view, fill a screen with it, close it.
void take_audience(App& app, const AudienceInput& input);

/// Under which view the audience looks at the board in this frame; the window's size is that of its last
/// input.
View audience_view(const App& app);

/// The audience's picture of this frame, made after the facilitator's.
AudienceFrame audience_frame(App& app);

} // namespace waymark
