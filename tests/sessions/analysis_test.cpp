#include "sessions/analysis.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace waymark {

namespace {

/// Stages of the default width with these tolerances; ids 1, 2, 3 …
Journey journey_with(const std::vector<std::optional<float>>& tolerances) {
    Journey journey;
    std::uint64_t id = 1;
    for (const auto& tolerance : tolerances) {
        Stage stage;
        stage.id = Id{id++};
        stage.tolerance = tolerance;
        journey.stages.push_back(Shared<Stage>{stage});
    }
    return journey;
}

/// A point in the middle of each stage.
Curve curve_of(const std::vector<float>& scores, CurveKind kind = CurveKind::emotion, Id persona = Id::none) {
    Curve curve{Id{100}, kind, persona, {}};
    std::uint64_t stage = 1;
    for (const float score : scores) curve.points.push_back({Id{stage++}, 0.5f, score});
    return curve;
}

CurveAnalysis analysis_of(const std::vector<float>& scores) {
    return analysed(curve_of(scores), journey_with(std::vector<std::optional<float>>(scores.size())));
}

// --- peak-end rule

TEST(peak_end, remembers_the_mean_of_the_greatest_peak_and_the_end) {
    const CurveAnalysis good = analysis_of({-1, 5, 3});
    EXPECT_EQ(good.positive_peak->score, 5);
    EXPECT_EQ(good.positive_peak->place, (StagePlace{Id{2}, 0.5f}));
    EXPECT_EQ(good.negative_peak->score, -1);
    EXPECT_EQ(good.end->score, 3);
    EXPECT_EQ(good.remembered, 4);
    EXPECT_EQ(analysis_of({-5, 4, 1}).remembered, -2);
}

TEST(peak_end, on_a_tie_the_negative_peak_counts) {
    EXPECT_EQ(analysis_of({4, -4, 2}).remembered, -1);
    EXPECT_EQ(analysis_of({-4, 4, 2}).remembered, -1);
}

TEST(peak_end, duration_does_not_count) {
    EXPECT_EQ(analysis_of({-4, 2}).remembered, analysis_of({-4, -4, -4, -4, -4, 2}).remembered);
}

TEST(peak_end, without_peaks_the_end_alone_is_remembered) {
    const CurveAnalysis flat = analysis_of({0, 0});
    EXPECT_FALSE(flat.positive_peak || flat.negative_peak);
    EXPECT_EQ(flat.remembered, 0);
    EXPECT_EQ(analysis_of({3, 2}).remembered, 2.5f);
    EXPECT_FALSE(analysis_of({3, 2}).negative_peak);
}

TEST(peak_end, an_empty_curve_says_nothing) {
    const CurveAnalysis empty = analysis_of({});
    EXPECT_FALSE(empty.positive_peak || empty.negative_peak || empty.end || empty.remembered);
    EXPECT_TRUE(empty.crossings.empty());
}

TEST(peak_end, of_equal_peaks_the_first_counts) {
    EXPECT_EQ(analysis_of({3, 1, 3}).positive_peak->place.stage, Id{1});
}

TEST(peak_end, what_if_follows_a_dragged_point) {
    const Journey journey = journey_with({{}, {}, {}});
    Curve curve = curve_of({1, -4, 2});
    EXPECT_EQ(analysed(curve, journey).remembered, -1);
    curve.points[1].score = 3;
    EXPECT_EQ(analysed(curve, journey).remembered, 2.5f);
}

// --- crossings of the tolerance line

TEST(crossings, a_dip_under_the_line_is_one_interval_with_its_lowest_place) {
    const Journey journey = journey_with({-4.0f, -4.0f, -4.0f});
    const Curve curve = curve_of({0, -5, 0});
    const std::vector<Crossing> found = analysed(curve, journey).crossings;
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].lowest, (Mark{{Id{2}, 0.5f}, -5}));
    // The interval's ends are where the curve is at the line.
    const std::vector<StageSpan> spans = stage_spans(journey);
    const MonotoneCubic function_of = function(curve, spans);
    EXPECT_NEAR(function_of.at(*x_of(spans, found[0].from)), -4, 1e-3);
    EXPECT_NEAR(function_of.at(*x_of(spans, found[0].to)), -4, 1e-3);
    EXPECT_LT(*x_of(spans, found[0].from), *x_of(spans, found[0].to));
}

TEST(crossings, two_dips_are_two_intervals) {
    EXPECT_EQ(analysed(curve_of({-5, 0, -5}), journey_with({-3.0f, -3.0f, -3.0f})).crossings.size(), 2u);
}

TEST(crossings, intervals_that_meet_at_a_stage_border_are_one) {
    const std::vector<Crossing> found =
        analysed(curve_of({-5, -5, -5}), journey_with({-3.0f, -4.0f, -3.0f})).crossings;
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].stages, (std::vector<Id>{Id{1}, Id{2}, Id{3}}));
    EXPECT_EQ(found[0].from, (StagePlace{Id{1}, 0.5f}));
    EXPECT_EQ(found[0].to, (StagePlace{Id{3}, 0.5f}));
}

TEST(crossings, touching_the_line_is_not_crossing_it) {
    EXPECT_TRUE(analysed(curve_of({0, -3, 0}), journey_with({-3.0f, -3.0f, -3.0f})).crossings.empty());
    EXPECT_TRUE(analysed(curve_of({-3, -3, -3}), journey_with({-3.0f, -3.0f, -3.0f})).crossings.empty());
    EXPECT_TRUE(
        analysed(curve_of({-2.7f, -1.3f, -2.7f}), journey_with({-2.7f, -2.7f, -2.7f})).crossings.empty());
}

TEST(crossings, a_stage_without_a_tolerance_has_no_line) {
    EXPECT_TRUE(analysed(curve_of({-5, -5, -5}), journey_with({{}, {}, {}})).crossings.empty());
    const std::vector<Crossing> found =
        analysed(curve_of({-5, -5, -5}), journey_with({-3.0f, {}, -3.0f})).crossings;
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].stages, std::vector<Id>{Id{1}});
    EXPECT_EQ(found[0].to, (StagePlace{Id{1}, 1})); // the line ends in the middle of the gap
    EXPECT_EQ(found[1].stages, std::vector<Id>{Id{3}});
}

TEST(crossings, the_line_steps_at_the_border_between_two_stages) {
    // Level −2: above the line of the first stage, under that of the second.
    const std::vector<Crossing> found = analysed(curve_of({-2, -2}), journey_with({-3.0f, -1.0f})).crossings;
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].stages, std::vector<Id>{Id{2}});
    EXPECT_EQ(found[0].to, (StagePlace{Id{2}, 0.5f}));
}

TEST(crossings, a_single_point_under_the_line_is_found) {
    const std::vector<Crossing> found = analysed(curve_of({-4}), journey_with({-3.0f})).crossings;
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].from, found[0].to);
    EXPECT_EQ(found[0].stages, std::vector<Id>{Id{1}});
    EXPECT_TRUE(analysed(curve_of({-2}), journey_with({-3.0f})).crossings.empty());
}

TEST(crossings, agree_with_looking_at_every_place) {
    std::mt19937 random{11};
    std::uniform_real_distribution<float> score{-5, 5};
    for (int run = 0; run < 200; ++run) {
        std::vector<std::optional<float>> tolerances;
        std::vector<float> scores;
        for (std::size_t i = 2 + random() % 8; i > 0; --i) {
            scores.push_back(score(random));
            tolerances.push_back(random() % 4 == 0 ? std::nullopt : std::optional{score(random)});
        }
        const Journey journey = journey_with(tolerances);
        const Curve curve = curve_of(scores);
        const std::vector<StageSpan> spans = stage_spans(journey);
        const MonotoneCubic function_of = function(curve, spans);
        const std::vector<Crossing> found = analysed(curve, journey).crossings;
        for (std::size_t stage = 0; stage < spans.size(); ++stage)
            for (float along = 0.01f; along < 1; along += 0.02f) {
                const float x = spans[stage].left + along * spans[stage].width();
                if (x < function_of.points().front().x || x > function_of.points().back().x ||
                    !tolerances[stage])
                    continue;
                const float above = function_of.at(x) - *tolerances[stage];
                if (std::abs(above) < 1e-3f) continue;
                bool inside = false;
                for (const Crossing& crossing : found)
                    inside = inside || (x >= *x_of(spans, crossing.from) - 0.01f &&
                                        x <= *x_of(spans, crossing.to) + 0.01f);
                ASSERT_EQ(inside, above < 0) << "run " << run << ", x " << x;
            }
        for (std::size_t i = 0; i + 1 < found.size(); ++i)
            ASSERT_LE(*x_of(spans, found[i].to), *x_of(spans, found[i + 1].from));
    }
}

// --- gap to expectation

TEST(gap, is_the_area_between_both_curves_for_each_stage) {
    Journey journey = journey_with({{}, {}, {}});
    journey.curves = {curve_of({2, 2, 2}), curve_of({1, 1, 1}, CurveKind::expectation)};
    const std::vector<StageGap> gaps = analysed(journey).curves.at(0).gaps;
    ASSERT_EQ(gaps.size(), 3u);
    EXPECT_NEAR(gaps[0].exceeded, 0.5, 1e-5); // both curves begin in the middle of the first stage
    EXPECT_NEAR(gaps[1].exceeded, 1, 1e-5);
    EXPECT_NEAR(gaps[2].exceeded, 0.5, 1e-5);
    for (const StageGap& gap : gaps) EXPECT_NEAR(gap.disappointed, 0, 1e-6);
}

TEST(gap, counts_both_sides_of_a_crossing_apart) {
    Journey journey = journey_with({{}});
    Curve emotion{Id{100}, CurveKind::emotion, Id::none, {{Id{1}, 0, -4}, {Id{1}, 1, 4}}};
    Curve expectation{Id{101}, CurveKind::expectation, Id::none, {{Id{1}, 0, 0}, {Id{1}, 1, 0}}};
    journey.curves = {emotion, expectation};
    const StageGap gap = analysed(journey).curves.at(0).gaps.at(0);
    EXPECT_NEAR(gap.exceeded, 1, 1e-5);
    EXPECT_NEAR(gap.disappointed, 1, 1e-5);
    EXPECT_NEAR(gap.net(), 0, 1e-5);
}

TEST(gap, is_only_where_both_curves_are) {
    Journey journey = journey_with({{}, {}, {}, {}});
    Curve expectation{Id{101}, CurveKind::expectation, Id::none, {{Id{3}, 0.2f, 0}, {Id{3}, 0.6f, 0}}};
    journey.curves = {curve_of({2, 2, 2, 2}), expectation};
    const std::vector<StageGap> gaps = analysed(journey).curves.at(0).gaps;
    ASSERT_EQ(gaps.size(), 1u);
    EXPECT_EQ(gaps[0].stage, Id{3});
    EXPECT_NEAR(gaps[0].exceeded, 2 * 0.4, 1e-5);
}

TEST(gap, takes_the_personas_own_expectation_before_everybodys) {
    Journey journey = journey_with({{}, {}});
    Curve own = curve_of({1, 1}, CurveKind::expectation, Id{7}),
          everybodys = curve_of({-1, -1}, CurveKind::expectation);
    own.id = Id{101}, everybodys.id = Id{102};
    journey.curves = {everybodys, own, curve_of({2, 2}, CurveKind::emotion, Id{7}),
                      curve_of({2, 2}, CurveKind::emotion, Id{8})};
    const Analysis analysis = analysed(journey);
    EXPECT_NEAR(analysis.curves.at(0).gaps.at(0).exceeded, 0.5, 1e-5);
    EXPECT_NEAR(analysis.curves.at(1).gaps.at(0).exceeded, 1.5, 1e-5);
}

TEST(gap, agrees_with_summing_up_small_steps) {
    std::mt19937 random{12};
    std::uniform_real_distribution<float> score{-5, 5}, along{0.05f, 0.95f};
    for (int run = 0; run < 40; ++run) {
        Journey journey = journey_with({{}, {}, {}, {}});
        Curve emotion = curve_of({0, 0, 0, 0}), expectation = curve_of({0, 0, 0, 0}, CurveKind::expectation);
        expectation.id = Id{101};
        for (Curve* curve : {&emotion, &expectation})
            for (CurvePoint& point : curve->points) point.score = score(random), point.along = along(random);
        journey.curves = {emotion, expectation};
        const std::vector<StageSpan> spans = stage_spans(journey);
        const MonotoneCubic feeling = function(emotion, spans), expected = function(expectation, spans);
        const float first = std::max(feeling.points().front().x, expected.points().front().x);
        const float last = std::min(feeling.points().back().x, expected.points().back().x);
        const Analysis analysis = analysed(journey);
        for (const StageGap& gap : analysis.curves.at(0).gaps) {
            const StageSpan span = *std::find_if(spans.begin(), spans.end(),
                                                 [&](const StageSpan& s) { return s.stage == gap.stage; });
            double exceeded = 0, disappointed = 0;
            constexpr int steps = 20000;
            for (int i = 0; i < steps; ++i) {
                const float x = span.left + span.width() * (static_cast<float>(i) + 0.5f) / steps;
                if (x < first || x > last) continue;
                const double difference = static_cast<double>(feeling.at(x) - expected.at(x)) / steps;
                (difference > 0 ? exceeded : disappointed) += std::abs(difference);
            }
            ASSERT_NEAR(gap.exceeded, exceeded, 2e-3);
            ASSERT_NEAR(gap.disappointed, disappointed, 2e-3);
        }
    }
}

// --- counts

TEST(analysis, counts_notes_by_stage_and_evidence) {
    Journey journey = journey_with({{}, {}});
    journey.lanes = {Lane{Id{50}, LaneKind::actions, "", 0, false}};
    const auto note = [](std::uint64_t id, Place place, EvidenceState evidence) {
        Note result;
        result.id = Id{id}, result.place = place, result.evidence = evidence;
        return result;
    };
    journey.notes = {note(60, InCell{Id{2}, Id{50}}, EvidenceState::measured),
                     note(61, InCell{Id{2}, Id{50}}, EvidenceState::assumption),
                     note(62, Free{}, EvidenceState::assumption),
                     note(63, Parked{}, EvidenceState::confirmed)};
    journey.curves = {curve_of({1, 2})};
    const Analysis analysis = analysed(journey);
    EXPECT_EQ(analysis.notes_per_stage, (std::vector<std::uint32_t>{0, 2}));
    EXPECT_EQ(analysis.free, 1u);
    EXPECT_EQ(analysis.parked, 1u);
    EXPECT_EQ(analysis.evidence.total(), 6u); // four notes and two points
    EXPECT_FLOAT_EQ(analysis.evidence.share(EvidenceState::assumption), 4.0f / 6);
    EXPECT_FLOAT_EQ(analysis.evidence.share(EvidenceState::measured), 1.0f / 6);
    EXPECT_EQ(EvidenceShares{}.share(EvidenceState::confirmed), 0);
}

TEST(analysis, only_emotion_curves_are_analysed) {
    Journey journey = journey_with({{}});
    journey.curves = {curve_of({1}, CurveKind::expectation)};
    EXPECT_TRUE(analysed(journey).curves.empty());
    EXPECT_TRUE(analysed(Journey{}).curves.empty());
}

TEST(score_text, reads_as_people_write_scores) {
    EXPECT_EQ(score_text(4.5f), "+4.5");
    EXPECT_EQ(score_text(-1), "\u22121");
    EXPECT_EQ(score_text(0), "0");
    EXPECT_EQ(score_text(-0.04f), "0");
    EXPECT_EQ(score_text(5), "+5");
    EXPECT_EQ(score_text(-3.95f), "\u22124");
    EXPECT_EQ(score_text(0.25f), "+0.3");
    EXPECT_EQ(score_text(std::numeric_limits<float>::quiet_NaN()), "0");
}

} // namespace

} // namespace waymark
