// A segment of a stroke: the points within a radius of it.
uniform usamplerBuffer segments;
flat out vec4 colour;
flat out vec4 form;       // length, first radius, last radius, pixels for a unit
flat out vec4 cut;        // directions of the planes through its ends, see SegmentRecord; zero: none
flat out vec3 dashes;     // length of the stroke up to here, dash, gap
out vec2 point;           // from the first end, along and across

void main() {
    int first = record() * 4;
    vec4 ends = uintBitsToFloat(texelFetch(segments, first));
    uvec4 look = texelFetch(segments, first + 1);
    vec4 planes = uintBitsToFloat(texelFetch(segments, first + 2));
    vec4 rest = uintBitsToFloat(texelFetch(segments, first + 3));
    Place place = place_of(look.w);
    float pixels = pixels_per_unit(place);
    vec2 radii = uintBitsToFloat(look.xy);
    colour = colour_of(look.z, place.opacity);
    // Thinner than a pixel: a pixel wide, and paler.
    float least = 0.5 / pixels, wide = max(radii.x, radii.y);
    if (wide < least) { colour *= wide / least; radii = vec2(least); wide = least; }

    vec2 along = ends.zw - ends.xy;
    float len = length(along);
    along = len > 0.0 ? along / len : vec2(1.0, 0.0);
    vec2 across = vec2(-along.y, along.x);
    form = vec4(len, radii, pixels);
    cut = vec4(dot(planes.xy, along), dot(planes.xy, across), dot(planes.zw, along), dot(planes.zw, across));
    dashes = rest.xyz;
    float reach = wide + 1.0 / pixels;
    point = mix(vec2(-reach), vec2(len + reach, reach), corner());
    gl_Position = clip_position(on_frame(place, ends.xy + along * point.x + across * point.y));
}
