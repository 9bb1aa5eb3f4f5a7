flat in vec4 colour;
flat in vec4 form;
flat in vec4 cut;
flat in vec3 dashes;
in vec2 point;
out vec4 result;
uniform bool only_coverage; // into a mask instead of the picture

void main() {
    // Each pixel near a joint belongs to one of the two segments, so that soft edges and translucent strokes
    // do not double.
    if (dot(cut.xy, point) < 0.0) discard;
    if (dot(cut.zw, point - vec2(form.x, 0.0)) >= 0.0 && cut.zw != vec2(0.0)) discard;
    float along = clamp(point.x, 0.0, form.x);
    float off = point.x - along;
    float radius = form.x > 0.0 ? mix(form.y, form.z, along / form.x) : form.y;
    if (dashes.y > 0.0) {
        float period = dashes.y + dashes.z, part = mod(dashes.x + along, period);
        if (part > dashes.y) off = abs(off) + min(part - dashes.y, period - part);
    }
    float part = clamp(0.5 - (length(vec2(off, point.y)) - radius) * form.w, 0.0, 1.0);
    result = only_coverage ? vec4(part) : colour * part;
}
