// Distance to a rectangle with round corners around the origin; negative inside.
float round_box(vec2 at, vec2 half_size, float radius) {
    vec2 q = abs(at) - half_size + radius;
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - radius;
}

// How much of the pixel at `at` the rectangle covers. The product of both axes is the exact box filter of an
// upright rectangle, so that hairlines thinner than a pixel keep their weight; the distance rounds the
// corners.
float covered(vec2 at, vec2 half_size, float radius, float pixels) {
    if (half_size.x <= 0.0 || half_size.y <= 0.0) return 0.0;
    vec2 begin = clamp((at + half_size) * pixels + 0.5, 0.0, 1.0);
    vec2 end = clamp((at - half_size) * pixels + 0.5, 0.0, 1.0);
    vec2 side = begin - end;
    float part = side.x * side.y;
    if (radius <= 0.0) return part;
    return min(part, clamp(0.5 - round_box(at, half_size, radius) * pixels, 0.0, 1.0));
}
