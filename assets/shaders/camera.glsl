#version 330 core
// What every vertex program begins with: the camera, the placements, and how a point of a drawing comes to
// the frame.

layout(std140) uniform Camera {
    vec4 seen;  // xy: the world point that lies at frame.xy; z: pixels for a world unit
    vec4 frame; // xy: pixels from the top left; zw: size of the framebuffer in pixels
    vec4 pin;   // xy: where pinned things come to rest, pixels
};
uniform usamplerBuffer places;

struct Place {
    vec2 from_camera; // from seen.xy to the drawing's origin, world units
    vec2 turn;        // cosine and sine of its angle, times its scale
    float lift, opacity;
};

// Subtracting the camera first keeps positions steady far from the world's origin: both numbers are large
// there, their difference is small and exact.
Place place_of(uint index) {
    int first = int(index) * 2;
    vec4 a = uintBitsToFloat(texelFetch(places, first));
    vec4 b = uintBitsToFloat(texelFetch(places, first + 1));
    Place place;
    place.from_camera = a.xy - seen.xy;
    // The same rule as pin_shift() of view.hpp.
    vec2 missing = (pin.xy - frame.xy) / seen.z - place.from_camera;
    place.from_camera += clamp(missing, vec2(0.0), max(b.zw, vec2(0.0)));
    place.turn = a.zw;
    place.lift = b.x;
    place.opacity = b.y;
    return place;
}

float pixels_per_unit(Place place) { return length(place.turn) * seen.z; }

// A point of the drawing in pixels from the frame's top left.
vec2 on_frame(Place place, vec2 point) {
    vec2 turned = point.x * place.turn + point.y * vec2(-place.turn.y, place.turn.x);
    return (place.from_camera + turned) * seen.z + frame.xy;
}

vec4 clip_position(vec2 pixels) {
    vec2 part = pixels / frame.zw * 2.0 - 1.0;
    return vec4(part.x, -part.y, 0.0, 1.0);
}

// Four vertices make a quad; which one, and of which record.
vec2 corner() { return vec2(gl_VertexID & 1, (gl_VertexID >> 1) & 1); }
int record() { return gl_VertexID >> 2; }

// 0xAABBGGRR as premultiplied colour.
vec4 colour_of(uint bits, float opacity) {
    vec4 colour = vec4(bits & 255u, (bits >> 8) & 255u, (bits >> 16) & 255u, bits >> 24) / 255.0;
    colour.a *= opacity;
    return vec4(colour.rgb * colour.a, colour.a);
}
