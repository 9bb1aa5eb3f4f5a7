// Glyphs of a few pixels, from their coverage.
flat out vec4 colour;
flat out float weight;
out vec3 texel;

const float small_size = 8.0, page_size = 1024.0;

void main() {
    Letter l = letter();
    uvec4 slot = texelFetch(slots, l.slot + 3);
    colour = l.colour;
    // Distance fields, which follow above six pixels, show thin strokes darker than they are: no jump there.
    weight = 1.0 + 0.14 * smoothstep(4.0, 6.0, l.size_px);
    vec2 at = vec2(slot.z & 4095u, (slot.z >> 12) & 4095u), size = vec2(slot.w & 255u, (slot.w >> 8) & 255u);
    vec2 from = vec2((slot.w >> 16) & 255u, slot.w >> 24) - 128.0; // of its top left, y upwards
    vec2 inside = mix(vec2(0.5), size - 0.5, corner());            // what lies beside it is not looked at
    texel = vec3((at + inside) / page_size, float(slot.z >> 24));
    vec2 em = (from + vec2(inside.x, -inside.y)) / small_size;
    gl_Position = (slot.w & 255u) == 0u ? nowhere : letter_position(l, em);
}
