// Large glyphs from their curves.
flat out vec4 colour;
flat out int outline;
out vec2 em;

void main() {
    Letter l = letter();
    vec4 box = uintBitsToFloat(texelFetch(slots, l.slot + 2));
    uvec4 where = texelFetch(slots, l.slot + 3);
    colour = l.colour;
    outline = int(where.x);
    float pad = 0.6 / l.size_px;
    vec2 low = box.xy - pad, high = box.zw + pad;
    em = mix(vec2(low.x, high.y), vec2(high.x, low.y), corner());
    gl_Position = where.y == 0u ? nowhere : letter_position(l, em);
}
