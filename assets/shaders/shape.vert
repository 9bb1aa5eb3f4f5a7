// Filled outlines: coordinates run from 0 to 1 over the shape's box, so that the widest shape stays exact.
uniform usamplerBuffer shapes;
flat out vec4 colour;
flat out int outline;
out vec2 part;

void main() {
    uvec4 a = texelFetch(shapes, record() * 2);
    vec4 rect = uintBitsToFloat(texelFetch(shapes, record() * 2 + 1));
    Place place = place_of(a.x);
    colour = colour_of(a.y, place.opacity);
    outline = int(a.z);
    vec2 pad = 1.0 / (pixels_per_unit(place) * rect.zw);
    part = mix(-pad, 1.0 + pad, corner());
    gl_Position = clip_position(on_frame(place, rect.xy + part * rect.zw));
}
