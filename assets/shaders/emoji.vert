// Colour glyphs, from pictures.
flat out float opacity;
out vec3 texel;

void main() {
    Letter l = letter();
    vec4 box = uintBitsToFloat(texelFetch(slots, l.slot));
    // Width and height of the page that are used, which page, whether it is there.
    vec4 where = uintBitsToFloat(texelFetch(slots, l.slot + 1));
    opacity = l.place.opacity * smoothstep(3.0, 5.0, l.size_px);
    vec2 em = mix(vec2(box.x, box.w), vec2(box.z, box.y), corner());
    texel = vec3(corner() * where.xy, where.z);
    gl_Position = where.w == 0.0 ? nowhere : letter_position(l, em);
}
