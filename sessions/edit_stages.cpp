#include "sessions/clean_text.hpp"
#include "sessions/edit_subject.hpp"
#include "sessions/limits.hpp"

namespace waymark {

namespace {

/// Brings every curve's points into the order of the stages.
void order_curves(Journey& journey) {
    for (std::size_t i = 0; i < journey.curves.size(); ++i) {
        Curve curve = *journey.curves[i];
        put_in_order(curve.points, journey.stages);
        replace_at(journey.curves, i, std::move(curve));
    }
}

void park_notes_of(Journey& journey, Id stage) {
    update_notes_where(
        journey.notes,
        [stage](const Note& note) {
            const auto* cell = std::get_if<InCell>(&note.place);
            return cell && cell->stage == stage;
        },
        [](Note& note) { note.place = Parked{}; });
}

void forget_points_of(Journey& journey, Id stage) {
    for (std::size_t i = 0; i < journey.curves.size(); ++i) {
        Curve curve = *journey.curves[i]; // stays when its last point goes: it may be drawn again
        std::erase_if(curve.points, [stage](const CurvePoint& point) { return point.stage == stage; });
        replace_at(journey.curves, i, std::move(curve));
    }
}

} // namespace

void change(Subject& subject, const AddStage& edit) {
    std::optional<Stage> stage = sound(edit.stage, subject);
    if (stage && claim(subject, stage->id))
        insert_at(subject.journey.stages, edit.index, Shared<Stage>{std::move(*stage)});
}

void change(Subject& subject, const RenameStage& edit) {
    update(subject.journey.stages, edit.stage,
           [&edit](Stage& stage) { stage.title = clean_line(edit.title).text; });
}

void change(Subject& subject, const MoveStage& edit) {
    move_to(subject.journey.stages, edit.stage, edit.index);
    order_curves(subject.journey);
}

void change(Subject& subject, const ResizeStage& edit) {
    if (std::isnan(edit.width)) return;
    update(subject.journey.stages, edit.stage, [&edit](Stage& stage) {
        stage.width = edit.width;
        bring_into_range(stage);
    });
}

void change(Subject& subject, const SetPhase& edit) {
    if (is_known(edit.phase))
        update(subject.journey.stages, edit.stage, [&edit](Stage& stage) { stage.phase = edit.phase; });
}

void change(Subject& subject, const SetTolerance& edit) {
    if (edit.score && std::isnan(*edit.score)) return;
    update(subject.journey.stages, edit.stage, [&edit](Stage& stage) {
        stage.tolerance = edit.score;
        stage.tolerance_reason = edit.reason;
        clean_texts(stage);
        bring_into_range(stage);
    });
}

void change(Subject& subject, const SetLeap& edit) {
    const Stage* old = find_stage(subject.journey, edit.stage);
    if (!old) return;
    Stage stage = *old;
    stage.leap = edit.leap;
    stage.branches = edit.branches;
    put(subject, subject.journey.stages, stage);
}

void change(Subject& subject, const RemoveStage& edit) {
    Journey& journey = subject.journey;
    const auto index = index_of(journey.stages, edit.stage);
    if (!index) return;
    park_notes_of(journey, edit.stage);
    forget_points_of(journey, edit.stage);
    journey.stages.erase(journey.stages.begin() + static_cast<std::ptrdiff_t>(*index));
    for (std::size_t i = 0; i < journey.stages.size(); ++i) {
        Stage stage = *journey.stages[i];
        std::erase_if(stage.branches, [&edit](const Branch& branch) { return branch.to == edit.stage; });
        replace_at(journey.stages, i, std::move(stage));
    }
    for (std::size_t i = 0; i < journey.touchpoints.size(); ++i) {
        Touchpoint touchpoint = *journey.touchpoints[i];
        if (touchpoint.stage == edit.stage) touchpoint.stage = Id::none;
        replace_at(journey.touchpoints, i, std::move(touchpoint));
    }
    forget(journey, {static_cast<std::uint64_t>(edit.stage)});
}

} // namespace waymark
