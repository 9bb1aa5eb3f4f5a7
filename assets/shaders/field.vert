// Glyphs from distance fields.
flat out vec4 colour;
flat out float sharpness; // pixels for the whole range of the field
out vec3 texel;

const float field_size = 48.0, field_spread = 6.0, page_size = 2048.0;

void main() {
    Letter l = letter();
    vec4 box = uintBitsToFloat(texelFetch(slots, l.slot));
    vec4 where = uintBitsToFloat(texelFetch(slots, l.slot + 1));
    colour = l.colour;
    sharpness = 2.0 * field_spread * l.size_px / field_size;
    // A pixel around the ink is enough and halves what has to be filled.
    float pad = min(0.9 / l.size_px, (field_spread - 0.5) / field_size);
    vec2 low = box.xy - pad, high = box.zw + pad;
    vec2 em = mix(vec2(low.x, high.y), vec2(high.x, low.y), corner());
    texel = vec3(where.xy + vec2(em.x - box.x, box.w - em.y) * (field_size / page_size), where.z);
    gl_Position = where.w == 0.0 ? nowhere : letter_position(l, em);
}
