#pragma once
#include "render/export.hpp"
#include "render/path.hpp"
#include "render/scene.hpp"

#include <string_view>
#include <vector>

/// What SVG and PDF share: where the board lies on the page, and shapes that neither of them has of its own.
namespace waymark {

/// Where the area lies in the picture: pixel = world × zoom + shift.
struct ExportFrame {
    int width_px = 1, height_px = 1;
    double zoom = 1;
    double shift_x = 0, shift_y = 0;
};
ExportFrame export_frame(const Rect& area, const ExportOptions& options);

/// Everything that lies on the board, back to front.
template <class Function> void for_each_placed(const Scene& scene, Function function) {
    for (const Shared<PlacedChunk>& chunk : scene.board)
        for (const Placed& placed : *chunk) function(placed);
    for (const Placed& placed : scene.held) function(placed);
}

/// A part of a shadow: an evenly filled rectangle with round corners.
struct SoftBox {
    Rect rect;
    float radius = 0;
    Colour fill;
};
/// A box's soft shadow as at most two translucent boxes, the larger one first: vector formats have no blur
/// that all of their readers draw.
std::vector<SoftBox> soft_shadow(const Box& box, float lift);

/// The rectangle and radius along which the border's middle runs: a border lies inside its box.
SoftBox border_line(const Box& box);

/// True when the stroke is equally wide everywhere.
bool is_even(const Ribbon& ribbon);
/// The width of an even stroke.
float width_of(const Ribbon& ribbon);
/// The middle of a stroke, bending where it bends on the screen: corners of more than 30° stay, gentler ones
/// are round.
Path middle_line(const Ribbon& ribbon);
/// The outline of a stroke of changing width, to be filled by the non-zero rule: nothing is covered twice.
Path outline(const Ribbon& ribbon);

/// How many components the pixels of a JPEG have (1 grey, 3 colour, 4 print colours); 0 when this is no JPEG.
int jpeg_components(std::string_view bytes);

} // namespace waymark
