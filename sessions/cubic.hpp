#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace waymark {

/// A polynomial of the third degree over t ∈ [0, 1]: ((a·t + b)·t + c)·t + d.
struct Cubic {
    double a = 0, b = 0, c = 0, d = 0;

    double at(double t) const { return ((a * t + b) * t + c) * t + d; }
    /// ∫ dt from 0 to t.
    double integral(double t) const { return (((a / 4 * t + b / 3) * t + c / 2) * t + d) * t; }
    friend Cubic operator-(const Cubic& p, const Cubic& q) {
        return {p.a - q.a, p.b - q.b, p.c - q.c, p.d - q.d};
    }
};

/// From y0 to y1 with the slopes m0 and m1, both for the whole unit of t (Hermite).
inline Cubic hermite(double y0, double y1, double m0, double m1) {
    return {2 * (y0 - y1) + m0 + m1, 3 * (y1 - y0) - 2 * m0 - m1, m0, y0};
}

/// The same polynomial over the part [from, to] of its unit, which becomes [0, 1].
inline Cubic part(const Cubic& p, double from, double to) {
    const double w = to - from;
    return {p.a * w * w * w, (3 * p.a * from + p.b) * w * w, ((3 * p.a * from + 2 * p.b) * from + p.c) * w,
            p.at(from)};
}

/// Where a cubic that is monotone on [low, high] and has different signs at the two ends is zero.
inline double crossing_between(const Cubic& p, double low, double high) {
    const bool rising = p.at(low) < p.at(high);
    for (int i = 0; i < 60 && low < high; ++i) { // halving a double's 53 bits
        const double middle = (low + high) / 2;
        ((p.at(middle) < 0) == rising ? low : high) = middle;
    }
    return (low + high) / 2;
}

/// The t strictly inside (0, 1) where the cubic changes its sign, rising; at most three.
inline std::vector<double> sign_changes(const Cubic& p) {
    std::vector<double> turns{0};
    const double qa = 3 * p.a, qb = 2 * p.b, qc = p.c; // its derivative: qa·t² + qb·t + qc
    const auto add = [&turns](double t) {
        if (t > 0 && t < 1) turns.push_back(t);
    };
    const double discriminant = qb * qb - 4 * qa * qc;
    if (discriminant >= 0) {
        // Citardauq form: no cancellation, and right for qa near zero.
        const double q = -(qb + std::copysign(std::sqrt(discriminant), qb)) / 2;
        if (qa != 0) add(q / qa);
        if (q != 0) add(qc / q);
    }
    turns.push_back(1);
    std::sort(turns.begin(), turns.end());
    std::vector<double> changes;
    for (std::size_t i = 0; i + 1 < turns.size(); ++i)
        if ((p.at(turns[i]) < 0) != (p.at(turns[i + 1]) < 0))
            changes.push_back(crossing_between(p, turns[i], turns[i + 1]));
    return changes;
}

} // namespace waymark
