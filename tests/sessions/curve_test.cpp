#include "sessions/curve.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace waymark {

namespace {

Journey journey_of(const std::vector<float>& widths) {
    Journey journey;
    std::uint64_t id = 1;
    for (const float width : widths) {
        Stage stage;
        stage.id = Id{id++};
        stage.width = width;
        journey.stages.push_back(Shared<Stage>{stage});
    }
    return journey;
}

const std::vector<StageSpan> five_spans = stage_spans(journey_of({0, 400, 200, 0, 1000}));

std::vector<Vec2> random_points(std::mt19937& random) {
    std::uniform_real_distribution<float> step{0.01f, 300}, score{-5, 5};
    std::vector<Vec2> points;
    float x = 0;
    for (std::size_t i = 1 + random() % 40; i > 0; --i) {
        x += step(random);
        points.push_back({x, random() % 4 == 0 && !points.empty() ? points.back().y : score(random)});
    }
    return points;
}

TEST(curve, never_overshoots_between_two_points) {
    std::mt19937 random{1};
    for (int run = 0; run < 500; ++run) {
        const std::vector<Vec2> points = random_points(random);
        const MonotoneCubic curve{points};
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const auto [low, high] = std::minmax(points[i].y, points[i + 1].y);
            float last = points[i].y;
            for (int k = 0; k <= 50; ++k) {
                const float x = std::min(points[i + 1].x, points[i].x + (points[i + 1].x - points[i].x) *
                                                                            static_cast<float>(k) / 50);
                const float y = curve.at(x);
                ASSERT_GE(y, low);
                ASSERT_LE(y, high);
                // Monotone as well, up to the last digits of a float.
                ASSERT_TRUE(points[i].y <= points[i + 1].y ? y >= last - 1e-5f : y <= last + 1e-5f);
                last = y;
            }
        }
    }
}

TEST(curve, goes_through_its_points_and_is_constant_outside) {
    const MonotoneCubic curve{{{0, -1}, {100, 2}, {250, -1}}};
    EXPECT_EQ(curve.at(0), -1);
    EXPECT_EQ(curve.at(100), 2);
    EXPECT_EQ(curve.at(250), -1);
    EXPECT_EQ(curve.at(-50), -1);
    EXPECT_EQ(curve.at(1e9f), -1);
    EXPECT_EQ(MonotoneCubic{{}}.at(3), 0);
    EXPECT_EQ((MonotoneCubic{{{7, 4}}}.at(100)), 4);
}

TEST(curve, is_straight_through_two_points_and_through_points_on_a_line) {
    const MonotoneCubic two{{{0, 0}, {100, 5}}};
    EXPECT_NEAR(two.at(20), 1, 1e-6);
    const MonotoneCubic many{{{0, 0}, {10, 0.5f}, {60, 3}, {100, 5}}};
    for (float x = 0; x <= 100; x += 5) EXPECT_NEAR(many.at(x), x / 20, 1e-5);
}

TEST(curve, is_smooth_at_its_points) {
    const MonotoneCubic curve{{{0, 0}, {100, 1}, {150, 3}, {400, 4}}};
    for (const float x : {100.0f, 150.0f}) {
        const float before = (curve.at(x) - curve.at(x - 0.5f)) / 0.5f,
                    after = (curve.at(x + 0.5f) - curve.at(x)) / 0.5f;
        EXPECT_NEAR(before, after, 2e-3);
    }
}

TEST(curve, of_points_at_one_place_keeps_the_last) {
    const MonotoneCubic curve{{{0, 0}, {10, 1}, {10, 4}, {20, 0}}};
    EXPECT_EQ(curve.points().size(), 3u);
    EXPECT_EQ(curve.at(10), 4);
}

TEST(curve, survives_points_that_are_no_numbers) {
    const float nan = std::numeric_limits<float>::quiet_NaN(),
                infinity = std::numeric_limits<float>::infinity();
    const MonotoneCubic curve{{{0, 1}, {nan, 2}, {5, nan}, {infinity, 1}, {10, 3}}};
    EXPECT_EQ(curve.points().size(), 2u);
    EXPECT_NEAR(curve.at(5), 2, 1e-6);
    EXPECT_EQ(curve.at(nan), 1);
}

TEST(curve, area_is_exact) {
    const MonotoneCubic line{{{0, 0}, {100, 5}}};
    EXPECT_NEAR(line.area(0, 100), 250, 1e-6);
    EXPECT_NEAR(line.area(0, 100, 2.5f), 0, 1e-6);
    EXPECT_NEAR(line.area(50, 1000), 187.5, 1e-6); // nothing is counted outside the points
    EXPECT_EQ(line.area(60, 40), 0);
    std::mt19937 random{2};
    for (int run = 0; run < 50; ++run) {
        const MonotoneCubic curve{random_points(random)};
        const float from = curve.points().front().x, to = curve.points().back().x;
        double sum = 0;
        constexpr int steps = 20000;
        for (int i = 0; i < steps; ++i)
            sum +=
                static_cast<double>(curve.at(from + (to - from) * (static_cast<float>(i) + 0.5f) / steps)) *
                static_cast<double>(to - from) / steps;
        ASSERT_NEAR(curve.area(from, to), sum, 1e-3 * std::max(1.0, static_cast<double>(to - from)));
    }
}

TEST(curve, follows_its_stages_when_they_move_or_grow) {
    Curve curve;
    curve.points = {{Id{1}, 0.5f, 1}, {Id{2}, 0.25f, 4}};
    const std::vector<Vec2> points = curve_points(curve, stage_spans(journey_of({200, 400})));
    ASSERT_EQ(points.size(), 2u);
    EXPECT_EQ(points[0].x, 100);
    EXPECT_EQ(points[1].x, 200 + stage_gap + 100);
    const std::vector<Vec2> wider = curve_points(curve, stage_spans(journey_of({600, 400})));
    EXPECT_EQ(wider[0].x, 300);
    EXPECT_EQ(wider[1].x, 600 + stage_gap + 100);
}

// --- strokes drawn by hand

bool rises(const std::vector<CurvePoint>& points, const std::vector<StageSpan>& spans) {
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const auto left = x_of(spans, {points[i].stage, points[i].along}),
                   right = x_of(spans, {points[i + 1].stage, points[i + 1].along});
        if (!left || !right || !(*left < *right)) return false;
    }
    return true;
}

MonotoneCubic curve_through(const std::vector<CurvePoint>& points, const std::vector<StageSpan>& spans) {
    Curve curve;
    curve.points = points;
    return function(curve, spans);
}

bool is_on_a_sheet(float x, const std::vector<StageSpan>& spans) {
    for (const StageSpan& span : spans)
        if (x >= span.left && x <= span.right) return true;
    return false;
}

/// A stroke as hands draw them: waves of a few pixels a step, from left to right.
std::vector<Vec2> random_stroke(std::mt19937& random, const std::vector<StageSpan>& spans) {
    const float length = spans.back().right;
    std::uniform_real_distribution<float> unit{0, 1};
    const float start = unit(random) * length * 0.5f, end = start + length * (0.1f + 0.4f * unit(random));
    const float slow = 200 + 600 * unit(random), quick = 80 + 200 * unit(random), phase = 6 * unit(random);
    const float high = 4 * unit(random), low = 1.2f * unit(random);
    std::vector<Vec2> stroke;
    for (float x = start; x < end; x += 1 + 6 * unit(random))
        stroke.push_back({x, high * std::sin(x / slow * 6.28f + phase) + low * std::sin(x / quick * 6.28f) +
                                 0.05f * unit(random)});
    return stroke;
}

TEST(fitted, stays_within_its_tolerance_of_a_thousand_strokes) {
    std::mt19937 random{3};
    std::size_t points_used = 0;
    for (int run = 0; run < 1000; ++run) {
        const std::vector<Vec2> stroke = random_stroke(random, five_spans);
        const float tolerance = run % 2 == 0 ? 0.15f : 0.3f;
        const std::vector<CurvePoint> points = fitted(stroke, five_spans, tolerance);
        ASSERT_TRUE(rises(points, five_spans));
        ASSERT_LE(points.size(), 200u);
        points_used += points.size();
        const MonotoneCubic curve = curve_through(points, five_spans);
        for (const Vec2 p : stroke) {
            if (!is_on_a_sheet(p.x, five_spans)) continue; // no point can lie in a gap between two sheets
            ASSERT_NEAR(curve.at(p.x), std::clamp(p.y, -5.0f, 5.0f), tolerance + 0.02f)
                << "run " << run << " at " << p.x;
        }
    }
    EXPECT_LT(points_used, 40u * 1000u); // few points: they are to be dragged by hand
}

TEST(fitted, keeps_the_highest_and_the_lowest_place_of_the_stroke) {
    std::mt19937 random{4};
    for (int run = 0; run < 200; ++run) {
        std::vector<Vec2> stroke = random_stroke(random, five_spans);
        std::erase_if(stroke, [](Vec2 p) { return !is_on_a_sheet(p.x, five_spans); });
        float high = -9, low = 9, fitted_high = -9, fitted_low = 9;
        for (const Vec2 p : stroke)
            high = std::max(high, std::clamp(p.y, -5.0f, 5.0f)),
            low = std::min(low, std::clamp(p.y, -5.0f, 5.0f));
        for (const CurvePoint& p : fitted(stroke, five_spans))
            fitted_high = std::max(fitted_high, p.score), fitted_low = std::min(fitted_low, p.score);
        ASSERT_NEAR(fitted_high, high, 0.02);
        ASSERT_NEAR(fitted_low, low, 0.02);
    }
}

TEST(fitted, a_straight_stroke_needs_two_points) {
    std::vector<Vec2> stroke;
    for (float x = 20; x <= 360; x += 5) stroke.push_back({x, x / 100});
    EXPECT_EQ(fitted(stroke, five_spans).size(), 2u);
}

TEST(fitted, a_zigzag_of_few_samples_is_still_followed_between_them) {
    const std::vector<Vec2> stroke{{10, 4}, {180, -4}, {360, 4}};
    const MonotoneCubic curve = curve_through(fitted(stroke, five_spans), five_spans);
    for (float x = 10; x <= 180; x += 1) ASSERT_NEAR(curve.at(x), 4 - 8 * (x - 10) / 170, 0.16);
}

TEST(fitted, a_tap_gives_one_point) {
    EXPECT_EQ(fitted({{100, 2}}, five_spans),
              (std::vector<CurvePoint>{{Id{1}, 100 / default_stage_width, 2}}));
    EXPECT_EQ(fitted({{100, 2}, {102, 2.5f}, {101, 3}}, five_spans).size(), 1u);
    EXPECT_EQ(fitted({{100, 2}, {102, 2.5f}, {101, 3}}, five_spans)[0].score, 3);
    const float gap = default_stage_width + stage_gap / 2;
    ASSERT_EQ(fitted({{gap, 1}}, five_spans).size(), 1u); // between two sheets: at the nearer border
    EXPECT_EQ(fitted({{gap - 2, 1}, {gap + 8, 1}}, five_spans).size(), 1u);
}

TEST(fitted, the_later_part_of_a_stroke_that_runs_back_wins) {
    std::vector<Vec2> stroke;
    for (float x = 10; x <= 350; x += 5) stroke.push_back({x, 3});
    for (float x = 350; x >= 200; x -= 5) stroke.push_back({x, -2});
    const MonotoneCubic curve = curve_through(fitted(stroke, five_spans), five_spans);
    EXPECT_NEAR(curve.at(100), 3, 0.15);
    EXPECT_NEAR(curve.at(300), -2, 0.15);
}

TEST(fitted, a_stroke_from_right_to_left_is_the_same_curve) {
    std::mt19937 random{8};
    std::vector<Vec2> stroke = random_stroke(random, five_spans);
    const std::vector<CurvePoint> forwards = fitted(stroke, five_spans);
    std::reverse(stroke.begin(), stroke.end());
    const std::vector<CurvePoint> backwards = fitted(stroke, five_spans);
    const MonotoneCubic one = curve_through(forwards, five_spans),
                        other = curve_through(backwards, five_spans);
    for (const Vec2 p : stroke)
        if (is_on_a_sheet(p.x, five_spans)) {
            ASSERT_NEAR(one.at(p.x), other.at(p.x), 0.31);
        }
}

TEST(fitted, brings_any_stroke_into_range) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    std::mt19937 random{9};
    std::uniform_real_distribution<float> far{-5000, 5000};
    for (int run = 0; run < 200; ++run) {
        std::vector<Vec2> stroke{{nan, nan}};
        for (std::size_t i = random() % 300; i > 0; --i)
            stroke.push_back({far(random), run % 3 == 0 ? nan : far(random)});
        const std::vector<CurvePoint> points = fitted(stroke, five_spans);
        ASSERT_LE(points.size(), 200u);
        ASSERT_TRUE(rises(points, five_spans));
        for (const CurvePoint& p : points) {
            ASSERT_GE(p.score, -5);
            ASSERT_LE(p.score, 5);
            ASSERT_GE(p.along, 0);
            ASSERT_LE(p.along, 1);
        }
    }
    EXPECT_TRUE(fitted({}, five_spans).empty());
    EXPECT_TRUE(fitted({{1, 1}}, {}).empty());
}

TEST(redrawn, replaces_only_what_the_stroke_covers) {
    const std::vector<CurvePoint> points{
        {Id{1}, 0.5f, 1}, {Id{2}, 0.5f, 2}, {Id{3}, 0.5f, 3}, {Id{4}, 0.5f, 4}};
    const std::vector<CurvePoint> stroke{{Id{2}, 0.2f, -1}, {Id{3}, 0.9f, -2}};
    EXPECT_EQ(
        redrawn(points, stroke, five_spans),
        (std::vector<CurvePoint>{{Id{1}, 0.5f, 1}, {Id{2}, 0.2f, -1}, {Id{3}, 0.9f, -2}, {Id{4}, 0.5f, 4}}));
    EXPECT_EQ(redrawn({}, stroke, five_spans), stroke);
    EXPECT_EQ(redrawn(points, {}, five_spans), points);
    EXPECT_EQ(redrawn(points, {{Id{1}, 0.5f, -4}}, five_spans)[0].score, -4); // a tap on a point moves it
    EXPECT_EQ(redrawn(points, {{Id{1}, 0.5f, -4}}, five_spans).size(), 4u);
}

// --- stages

TEST(stages, lie_side_by_side_with_a_gap) {
    const std::vector<StageSpan> spans = stage_spans(journey_of({0, 400}));
    ASSERT_EQ(spans.size(), 2u);
    EXPECT_EQ(spans[0].left, 0);
    EXPECT_EQ(spans[0].right, default_stage_width);
    EXPECT_EQ(spans[1].left, default_stage_width + stage_gap);
    EXPECT_EQ(spans[1].width(), 400);
}

TEST(stages, a_place_and_its_x_lead_to_each_other) {
    for (const StageSpan& span : five_spans)
        for (const float along : {0.0f, 0.3f, 0.999f, 1.0f}) {
            const float x = *x_of(five_spans, {span.stage, along});
            const StagePlace place = *place_at(five_spans, x);
            EXPECT_EQ(place.stage, span.stage);
            EXPECT_NEAR(place.along, along, 1e-5);
        }
    EXPECT_FALSE(x_of(five_spans, {Id{99}, 0.5f}));
    EXPECT_FALSE(place_at({}, 3));
}

TEST(stages, a_place_in_a_gap_or_outside_is_at_the_nearer_border) {
    const float right = five_spans[0].right;
    EXPECT_EQ(place_at(five_spans, right + 1), (StagePlace{Id{1}, 1}));
    EXPECT_EQ(place_at(five_spans, right + stage_gap - 1), (StagePlace{Id{2}, 0}));
    EXPECT_EQ(place_at(five_spans, -500), (StagePlace{Id{1}, 0}));
    EXPECT_EQ(place_at(five_spans, 1e9f), (StagePlace{Id{5}, 1}));
    EXPECT_EQ(place_at(five_spans, std::numeric_limits<float>::quiet_NaN()), (StagePlace{Id{1}, 0}));
}

} // namespace

} // namespace waymark
