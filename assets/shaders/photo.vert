uniform usamplerBuffer photos;
flat out vec4 form; // half width, half height, radius, pixels for a unit
flat out float opacity;
out vec2 point, part;

void main() {
    vec4 rect = uintBitsToFloat(texelFetch(photos, record() * 2));
    uvec4 rest = texelFetch(photos, record() * 2 + 1);
    Place place = place_of(rest.x);
    opacity = place.opacity;
    vec2 half_size = rect.zw * 0.5;
    float pixels = pixels_per_unit(place);
    form = vec4(half_size, min(uintBitsToFloat(rest.y), min(half_size.x, half_size.y)), pixels);
    point = (corner() * 2.0 - 1.0) * (half_size + 1.0 / pixels);
    part = point / rect.zw + 0.5;
    gl_Position = clip_position(on_frame(place, rect.xy + half_size + point));
}
