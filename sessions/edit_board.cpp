#include "sessions/edit_subject.hpp"
#include "sessions/limits.hpp"

/// Edits of whatever lies on the board: moving, removing, pictures, connectors, ink.
namespace waymark {

namespace {

using Ids = std::unordered_set<std::uint64_t>;

bool is_in(const Ids& ids, Id id) { return ids.contains(static_cast<std::uint64_t>(id)); }

/// Removes those of `things` that are named and notes down their ids.
template <class T> void remove_named(std::vector<Shared<T>>& things, const Ids& named, Ids& gone) {
    std::erase_if(things, [&](const Shared<T>& thing) {
        if (!is_in(named, thing->id)) return false;
        gone.insert(static_cast<std::uint64_t>(thing->id));
        return true;
    });
}

template <class T> void remove_named(List<T>& things, const Ids& named, Ids& gone) {
    std::vector<std::size_t> places;
    std::size_t index = 0;
    for (const Shared<T>& thing : things) {
        if (is_in(named, thing->id)) {
            places.push_back(index);
            gone.insert(static_cast<std::uint64_t>(thing->id));
        }
        ++index;
    }
    for (auto place = places.rbegin(); place != places.rend(); ++place) things.erase(*place);
}

void move_ink(List<Ink>& ink, const Ids& named, Vec2 by) {
    for (std::size_t i = 0; i < ink.size(); ++i) {
        if (!is_in(named, ink[i]->id)) continue;
        Ink moved = *ink[i];
        for (InkPoint& point : moved.points) point.at = on_board(point.at + by);
        replace_at(ink, i, std::move(moved));
    }
}

} // namespace

void change(Subject& subject, const MoveBy& edit) {
    if (std::isnan(edit.by.x) || std::isnan(edit.by.y)) return;
    const Vec2 by = on_board(edit.by);
    Ids named;
    std::vector<Id> notes;
    for (const Id id : edit.things)
        if (named.insert(static_cast<std::uint64_t>(id)).second) notes.push_back(id);
    update_notes(subject.journey.notes, std::move(notes), [by](Note& note) {
        if (auto* free = std::get_if<Free>(&note.place)) free->at = on_board(free->at + by);
    });
    for (std::size_t i = 0; i < subject.journey.pictures.size(); ++i) {
        Picture picture = *subject.journey.pictures[i];
        if (!is_in(named, picture.id)) continue;
        picture.frame.at = on_board(picture.frame.at + by);
        replace_at(subject.journey.pictures, i, std::move(picture));
    }
    move_ink(subject.journey.ink, named, by);
}

void change(Subject& subject, const Remove& edit) {
    Ids named, gone;
    for (const Id id : edit.things) named.insert(static_cast<std::uint64_t>(id));
    Journey& journey = subject.journey;
    remove_named(journey.notes, named, gone);
    remove_named(journey.pictures, named, gone);
    remove_named(journey.ink, named, gone);
    remove_named(journey.connectors, named, gone);
    remove_named(journey.moments, named, gone);
    remove_named(journey.touchpoints, named, gone);
    remove_named(journey.actions, named, gone);
    remove_named(journey.metrics, named, gone);
    remove_named(journey.curves, named, gone);
    if (!gone.empty()) forget(journey, std::move(gone));
}

void change(Subject& subject, const AddPicture& edit) {
    Session* session = subject.session;
    const bool is_kept = session && known_to(subject).image(edit.image.hash);
    if (edit.picture.image != edit.image.hash || (!is_kept && !is_sound(edit.image))) return;
    if (session && !has_room_for(*session, edit.image)) return;
    if (index_of(subject.journey.pictures, edit.picture.id) || !claim(subject, edit.picture.id)) return;
    if (session && !is_kept) session->images.push_back(edit.image);
    if (auto picture = sound(edit.picture, subject)) subject.journey.pictures.push_back(std::move(*picture));
}

void change(Subject& subject, const PutPicture& edit) {
    if (index_of(subject.journey.pictures, edit.picture.id))
        put(subject, subject.journey.pictures, edit.picture);
}

void change(Subject& subject, const PutConnector& edit) {
    put(subject, subject.journey.connectors, edit.connector);
}

void change(Subject& subject, const AddInk& edit) {
    auto ink = sound(edit.ink, subject);
    if (ink && claim(subject, ink->id)) subject.journey.ink.push_back(std::move(*ink));
}

bool has_room_for(const Session& session, const Image& image) {
    std::uint64_t bytes = image.bytes->size();
    for (const Shared<Image>& one : session.images) {
        if (one->hash == image.hash) return true;
        bytes += one->bytes->size();
    }
    return session.images.size() < image_count_limit && bytes <= images_bytes_limit;
}

} // namespace waymark
