#include "sessions/clean_text.hpp"
#include "sessions/edit_subject.hpp"

#include <cmath>

namespace waymark {

void change(Subject& subject, const AddLane& edit) {
    std::optional<Lane> lane = sound(edit.lane, subject);
    if (lane && claim(subject, lane->id))
        insert_at(subject.journey.lanes, edit.index, Shared<Lane>{std::move(*lane)});
}

void change(Subject& subject, const RenameLane& edit) {
    update(subject.journey.lanes, edit.lane,
           [&edit](Lane& lane) { lane.title = clean_line(edit.title).text; });
}

void change(Subject& subject, const MoveLane& edit) { move_to(subject.journey.lanes, edit.lane, edit.index); }

void change(Subject& subject, const ResizeLane& edit) {
    if (std::isnan(edit.height)) return;
    update(subject.journey.lanes, edit.lane, [&edit](Lane& lane) {
        lane.height = edit.height;
        bring_into_range(lane);
    });
}

void change(Subject& subject, const RemoveLane& edit) {
    const auto index = index_of(subject.journey.lanes, edit.lane);
    if (!index) return;
    subject.journey.lanes.erase(subject.journey.lanes.begin() + static_cast<std::ptrdiff_t>(*index));
    update_notes_where(
        subject.journey.notes,
        [&edit](const Note& note) {
            const auto* cell = std::get_if<InCell>(&note.place);
            return cell && cell->lane == edit.lane;
        },
        [](Note& note) { note.place = Parked{}; });
}

} // namespace waymark
