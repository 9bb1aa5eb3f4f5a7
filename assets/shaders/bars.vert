// Lines of text too small to read: a light bar each.
uniform usamplerBuffer words, bars;
flat out vec4 colour;
flat out vec3 form; // half width, half height, pixels for a unit
out vec2 point;

void main() {
    uvec4 bar = texelFetch(bars, record());
    uvec4 a = texelFetch(words, int(bar.x) * 2);
    uvec4 b = texelFetch(words, int(bar.x) * 2 + 1);
    Place place = place_of(b.x);
    float pixels = pixels_per_unit(place), size = uintBitsToFloat(a.z);
    float left = b.y == 1u ? 1.0 : 1.0 - smoothstep(3.0, 5.0, size * pixels); // 1: stands in for a text
    colour = colour_of(a.w, place.opacity) * 0.3 * left;
    vec2 half_size = vec2(uintBitsToFloat(bar.w) * 0.5, size * 0.25);
    form = vec3(half_size, pixels);
    // A bar stands for the letters' x-height: a quarter of an em above the baseline.
    vec2 middle = uintBitsToFloat(a.xy) + uintBitsToFloat(bar.yz) + vec2(half_size.x, -half_size.y);
    point = (corner() * 2.0 - 1.0) * (half_size + 1.0 / pixels);
    gl_Position = clip_position(on_frame(place, middle + point));
}
