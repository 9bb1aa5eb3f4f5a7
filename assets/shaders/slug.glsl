// Coverage of a pixel by an outline of quadratic curves, exact at any size: Eric Lengyel, "GPU-Centered Font
// Rendering Directly from Glyph Outlines", Journal of Computer Graphics Techniques 6 (2), 2017 ("Slug"). What
// comes before this gives points_at() and numbers_at(). An outline is: its box; {bands}; for each horizontal,
// then each vertical band {curves, where their list is}; the curves; the lists. How it is made: slug.cpp.

// Which of a curve's two crossings with the ray count, from the signs of its three points: bit 0 the first,
// bit 8 the second.
uint crossings(float a, float b, float c) {
    uint signs = (a < 0.0 ? 1u : 0u) | (b < 0.0 ? 2u : 0u) | (c < 0.0 ? 4u : 0u);
    return (0x2E74u >> signs) & 0x0101u;
}

// How much of a pixel lies on the far side of an edge that crosses the ray `x` pixels ahead and leans `lean` pixels
// for one across it, and how much that is to be trusted. `lean` is at most 1: for what is flatter the other
// ray knows better.
float ramp(float x) { x = max(x, 0.0); return x < 1.0 ? 0.5 * x * x : x - 0.5; }
vec2 crossed(float x, vec2 along) {
    float flatness = abs(along.x) / max(abs(along.y), 1e-6), lean = clamp(flatness, 0.01, 1.0);
    float half_width = 0.5 + 0.5 * lean;
    float covered = (ramp(x + half_width) - ramp(x + 1.0 - half_width)) / lean;
    return vec2(covered, clamp(1.0 - abs(x) / half_width, 0.0, 1.0) / (1.0 + flatness * flatness));
}

// Coverage by the ray from `at` along +x (or +y, with `swapped`), and how much it is to be trusted.
vec2 along_ray(vec2 at, float pixels, int outline, int band, bool swapped) {
    ivec4 head = numbers_at(outline + 2 + band);
    int list = outline + head.y;
    float sum = 0.0, trust = 0.0;
    ivec4 four = ivec4(0);
    for (int i = 0; i < head.x; ++i) {
        if ((i & 3) == 0) four = numbers_at(list + (i >> 2));
        int curve = outline + four[i & 3];
        vec4 ab = points_at(curve);
        vec2 c = points_at(curve + 1).xy;
        if (swapped) { ab = ab.yxwz; c = c.yx; }
        vec2 a = ab.xy - at, b = ab.zw - at;
        c -= at;
        if (max(max(a.x, b.x), c.x) * pixels < -1.0) break; // sorted: all the others lie behind as well
        uint code = crossings(a.y, b.y, c.y);
        if (code == 0u) continue;
        vec2 square = a - 2.0 * b + c, linear = a - b;
        float t1, t2;
        if (abs(square.y) < 1e-5) t1 = t2 = 0.5 * a.y / linear.y;
        else {
            float root = sqrt(max(linear.y * linear.y - square.y * a.y, 0.0));
            t1 = (linear.y - root) / square.y;
            t2 = (linear.y + root) / square.y;
        }
        vec2 t = vec2(t1, t2), x = ((square.x * t - 2.0 * linear.x) * t + a.x) * pixels;
        if ((code & 1u) != 0u) {
            vec2 edge = crossed(x.x, square * t1 - linear);
            sum += edge.x;
            trust = max(trust, edge.y);
        }
        if (code > 1u) {
            vec2 edge = crossed(x.y, square * t2 - linear);
            sum -= edge.x;
            trust = max(trust, edge.y);
        }
    }
    return vec2(sum, trust);
}

// `pixels`: for a unit, along each axis.
float inside(vec2 at, vec2 pixels, int outline) {
    vec4 box = points_at(outline);
    int bands = numbers_at(outline + 1).x;
    vec2 part = (at - box.xy) / max(box.zw - box.xy, vec2(1e-6));
    ivec2 band = clamp(ivec2(part * float(bands)), ivec2(0), ivec2(bands - 1));
    vec2 across = along_ray(at, pixels.x, outline, band.y, false);
    vec2 down = along_ray(at.yx, pixels.y, outline, bands + band.x, true);
    down.x = -down.x; // the other ray counts crossings the other way round
    float sum = abs(across.x * across.y + down.x * down.y) / max(across.y + down.y, 1.0 / 65536.0);
    return clamp(max(sum, min(abs(across.x), abs(down.x))), 0.0, 1.0);
}
