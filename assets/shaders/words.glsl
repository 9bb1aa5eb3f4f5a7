// One glyph of a laid-out text: entry {text, slot, x, y}; text {at, size, colour | place}; slot, see
// GlyphSlot.
uniform usamplerBuffer words, glyphs, slots;

struct Letter {
    Place place;
    vec2 pen;       // in the drawing
    float size;     // em, drawing units
    float size_px;  // em, pixels
    vec4 colour;
    int slot;       // first texel
};

Letter letter() {
    uvec4 entry = texelFetch(glyphs, record());
    uvec4 a = texelFetch(words, int(entry.x) * 2);
    Letter l;
    l.place = place_of(texelFetch(words, int(entry.x) * 2 + 1).x);
    l.size = uintBitsToFloat(a.z);
    l.size_px = l.size * pixels_per_unit(l.place);
    l.pen = uintBitsToFloat(a.xy) + uintBitsToFloat(entry.zw);
    l.colour = colour_of(a.w, l.place.opacity) * smoothstep(3.0, 5.0, l.size_px);
    l.slot = int(entry.y) * 4;
    return l;
}

// `em`: from the pen, y upwards.
vec4 letter_position(Letter l, vec2 em) {
    return clip_position(on_frame(l.place, l.pen + vec2(em.x, -em.y) * l.size));
}
const vec4 nowhere = vec4(2.0, 2.0, 2.0, 1.0); // all four corners here: no quad
