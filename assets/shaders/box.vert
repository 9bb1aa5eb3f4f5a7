uniform usamplerBuffer boxes;
flat out vec4 fill, border, shade;
flat out vec4 form;    // half width, half height, radius, border width
flat out vec3 shadow;  // down, blur, pixels for a unit
out vec2 point;        // from the box's centre

const vec3 lifted = vec3(12.0, 28.0, 0.22); // down, blur, black of a held thing's shadow

void main() {
    int first = record() * 4;
    vec4 rect = uintBitsToFloat(texelFetch(boxes, first));
    uvec4 look = texelFetch(boxes, first + 1);
    uvec4 soft = texelFetch(boxes, first + 2);
    uvec4 rest = texelFetch(boxes, first + 3);
    Place place = place_of(rest.x);
    float pixels = pixels_per_unit(place);

    fill = colour_of(look.x, place.opacity);
    border = colour_of(look.y, place.opacity);
    vec2 half_size = rect.zw * 0.5;
    float radius = min(uintBitsToFloat(look.z), min(half_size.x, half_size.y));
    form = vec4(half_size, radius, uintBitsToFloat(look.w));

    float lift = rest.y != 0u ? place.lift : 0.0;
    shadow = vec3(mix(vec2(uintBitsToFloat(soft.x), uintBitsToFloat(soft.y)), lifted.xy, lift), pixels);
    shade = mix(colour_of(soft.z, place.opacity), vec4(0.0, 0.0, 0.0, lifted.z * place.opacity), lift);

    vec2 pad = vec2(1.0 / pixels);
    vec2 low = -half_size - pad, high = half_size + pad;
    if (shade.a > 0.0) {
        low = min(low, -half_size - shadow.y + vec2(0.0, shadow.x));
        high = max(high, half_size + shadow.y + vec2(0.0, shadow.x));
    }
    point = mix(low, high, corner());
    gl_Position = clip_position(on_frame(place, rect.xy + half_size + point));
}
