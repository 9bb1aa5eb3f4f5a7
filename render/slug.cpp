#include "render/slug.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace waymark {
namespace {

Vec2 middle(Vec2 a, Vec2 b) { return (a + b) * 0.5f; }

struct Extent {
    Vec2 low, high;
};
Extent extent(const Quadratic& c) {
    return {{std::min({c.from.x, c.control.x, c.to.x}), std::min({c.from.y, c.control.y, c.to.y})},
            {std::max({c.from.x, c.control.x, c.to.x}), std::max({c.from.y, c.control.y, c.to.y})}};
}

/// Appends the curves' texels; returns where each begins.
std::vector<std::size_t> put_curves(const std::vector<Quadratic>& curves,
                                    std::vector<std::array<float, 4>>& texels) {
    std::vector<std::size_t> places;
    places.reserve(curves.size());
    for (std::size_t i = 0; i < curves.size(); ++i) {
        const Quadratic& c = curves[i];
        const bool goes_on = i > 0 && curves[i - 1].to == c.from;
        if (goes_on)
            texels.back() = {c.from.x, c.from.y, c.control.x, c.control.y};
        else
            texels.push_back({c.from.x, c.from.y, c.control.x, c.control.y});
        places.push_back(texels.size() - 1);
        texels.push_back({c.to.x, c.to.y, 0, 0});
    }
    return places;
}

/// Which curves a ray within low … high can cross, the farthest along the ray first, so that the shader can
/// stop early.
std::vector<std::size_t> crossed(const std::vector<Extent>& extents, bool vertical, float low, float high) {
    std::vector<std::pair<float, std::size_t>> found;
    for (std::size_t i = 0; i < extents.size(); ++i) {
        const Extent& e = extents[i];
        const float begin = vertical ? e.low.x : e.low.y, end = vertical ? e.high.x : e.high.y;
        if (begin == end || end < low || begin > high) continue; // parallel to the ray, or elsewhere
        found.emplace_back(-(vertical ? e.high.y : e.high.x), i);
    }
    std::sort(found.begin(), found.end());
    std::vector<std::size_t> curves;
    curves.reserve(found.size());
    for (const auto& [order, curve] : found) curves.push_back(curve);
    return curves;
}

} // namespace

void Outline::move(Vec2 to) {
    close();
    pen_ = start_ = to;
}

void Outline::line(Vec2 to) { quadratic(middle(pen_, to), to); }

void Outline::quadratic(Vec2 control, Vec2 to) {
    if (!(control == pen_ && to == pen_)) curves_.push_back({pen_, control, to});
    pen_ = to;
}

void Outline::cubic(Vec2 a, Vec2 b, Vec2 to) {
    split_cubic(pen_, a, b, to, 0);
    pen_ = to;
}

void Outline::split_cubic(Vec2 from, Vec2 a, Vec2 b, Vec2 to, int depth) {
    // The nearest quadratic is off by |to - 3 b + 3 a - from| · √3 / 36.
    const Vec2 third = to - b * 3 + a * 3 - from;
    if (length(third) * 0.0481125f <= tolerance_ || depth == 6) {
        const Vec2 control = ((a + b) * 3 - from - to) / 4;
        if (!(from == to && control == from)) curves_.push_back({from, control, to});
        return;
    }
    const Vec2 fa = middle(from, a), ab = middle(a, b), bt = middle(b, to);
    const Vec2 left = middle(fa, ab), right = middle(ab, bt), half = middle(left, right);
    split_cubic(from, fa, left, half, depth + 1);
    split_cubic(half, right, bt, to, depth + 1);
}

void Outline::close() {
    if (!(pen_ == start_)) line(start_);
}

SlugTexels slug_texels(const std::vector<Quadratic>& curves, std::size_t most_bands, float overlap) {
    SlugTexels result;
    if (curves.empty()) return result;
    std::vector<Extent> extents;
    extents.reserve(curves.size());
    for (const Quadratic& curve : curves) extents.push_back(extent(curve));
    Extent all = extents.front();
    for (const Extent& e : extents) {
        all.low = {std::min(all.low.x, e.low.x), std::min(all.low.y, e.low.y)};
        all.high = {std::max(all.high.x, e.high.x), std::max(all.high.y, e.high.y)};
    }
    result.box = rect_between(all.low, all.high);
    if (result.box.empty()) return result;

    const std::size_t bands = std::clamp<std::size_t>(curves.size() / 2, 1, most_bands);
    auto& texels = result.texels;
    texels.push_back({all.low.x, all.low.y, all.high.x, all.high.y});
    texels.push_back({static_cast<float>(bands), 0, 0, 0});
    texels.resize(texels.size() + bands * 2);
    const std::vector<std::size_t> places = put_curves(curves, texels);
    for (std::size_t band = 0; band < bands * 2; ++band) {
        const bool vertical = band >= bands;
        const float begin = vertical ? all.low.x : all.low.y,
                    size = vertical ? result.box.size.x : result.box.size.y;
        const auto border = [&](std::size_t i) {
            return begin + size * static_cast<float>(i) / static_cast<float>(bands);
        };
        const std::size_t number = vertical ? band - bands : band;
        const auto list = crossed(extents, vertical, border(number) - overlap, border(number + 1) + overlap);
        texels[2 + band] = {static_cast<float>(list.size()), static_cast<float>(texels.size()), 0, 0};
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (i % 4 == 0) texels.emplace_back();
            texels.back()[i % 4] = static_cast<float>(places[list[i]]);
        }
    }
    return result;
}

} // namespace waymark
