#pragma once
#include "sessions/archive_in.hpp"
#include "sessions/image_hash.hpp"
#include "sessions/journey.hpp"
#include "sessions/storage_words.hpp"

#include <cereal/archives/portable_binary.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>

/// The fields of every record, in the order in which they lie in the file. One function for each struct
/// serves reading, writing and JSON.
///
/// How to add a field, so that every old file still opens and every old Waymark keeps what it does not know:
/// append it at the end of a record (never in between, never remove or retype one), raise the record's
/// version in `storage_records.hpp`, and read it only where `ArchiveIn::rest()` is not empty. The small
/// structs within lists (Branch, CurvePoint, InkPoint) and Vec2 and Rect are closed for ever: what is new
/// about them goes into a list of its own at the end of the record around them.
namespace waymark {

template <class T> auto named(const char* name, T&& value) {
    return cereal::make_nvp(name, std::forward<T>(value));
}

/// Fields that a later version has appended: files from before it end in front of them.
template <class Archive, class... Fields> void appended(Archive& archive, Fields&&... fields) {
    if constexpr (std::is_same_v<Archive, ArchiveIn>)
        if (archive.rest().empty()) return;
    archive(std::forward<Fields>(fields)...);
}

/// An enumeration on its way to or from a file: one byte. A number that we do not know leaves the default in
/// place.
template <class E> struct Word { E& value; };
template <class E> Word(E&) -> Word<E>;

template <class E> void load(ArchiveIn& archive, Word<E>& word) {
    static_assert(sizeof(E) == 1);
    std::uint8_t number = 0;
    archive(number);
    if (number < EnumeratorWords<E>::list.size())
        word.value = static_cast<E>(number);
    else
        archive.count_replaced();
}
template <class E> void save(cereal::PortableBinaryOutputArchive& archive, const Word<E>& word) {
    archive(static_cast<std::uint8_t>(word.value));
}

/// A note's place with all its possibilities side by side, because a variant's index would depend on its
/// order.
struct StoredPlace {
    std::uint8_t kind = 2; ///< 0 = in a cell, 1 = free, 2 = parked
    Id stage = Id::none, lane = Id::none;
    Vec2 at;
};

inline StoredPlace stored(const Place& place) {
    return match(
        place,
        [](const InCell& cell) {
            return StoredPlace{0, cell.stage, cell.lane, {}};
        },
        [](const Free& free) {
            return StoredPlace{1, Id::none, Id::none, free.at};
        },
        [](const Parked&) { return StoredPlace{}; });
}

inline Place placed(const StoredPlace& place) {
    if (place.kind == 0) return InCell{place.stage, place.lane};
    if (place.kind == 1) return Free{place.at};
    return Parked{};
}

template <class Archive> void serialize(Archive& archive, Vec2& v) {
    archive(named("x", v.x), named("y", v.y));
}
template <class Archive> void serialize(Archive& archive, Rect& r) {
    archive(named("at", r.at), named("size", r.size));
}

template <class Archive> void serialize(Archive& archive, StoredPlace& p) {
    archive(named("kind", p.kind), named("stage", p.stage), named("lane", p.lane), named("at", p.at));
}

template <class Archive> void serialize(Archive& archive, Branch& b) {
    archive(named("exit", Word{b.exit}), named("to", b.to), named("reason", b.reason));
}

template <class Archive> void serialize(Archive& archive, Stage& s) {
    archive(named("id", s.id), named("title", s.title), named("phase", Word{s.phase}),
            named("width", s.width), named("tolerance", s.tolerance),
            named("tolerance_reason", s.tolerance_reason), named("leap", s.leap),
            named("branches", s.branches));
}

template <class Archive> void serialize(Archive& archive, Lane& l) {
    archive(named("id", l.id), named("kind", Word{l.kind}), named("title", l.title),
            named("height", l.height), named("backstage", l.backstage));
}

template <class Archive> void serialize(Archive& archive, Note& n) {
    StoredPlace place = stored(n.place);
    archive(named("id", n.id), named("place", place), named("text", n.text), named("colour", Word{n.colour}),
            named("kind", Word{n.kind}), named("evidence", Word{n.evidence}), named("author", n.author),
            named("touchpoint", n.touchpoint), named("personas_view", n.personas_view),
            named("evidence_records", n.evidence_records), named("tags", n.tags), named("scale", n.scale),
            named("angle", n.angle));
    appended(archive, named("facing", Word{n.facing})); // since 1.1
    if constexpr (std::is_same_v<Archive, ArchiveIn>) {
        n.place = placed(place);
        if (place.kind > 2) archive.count_replaced();
    }
}

template <class Archive> void serialize(Archive& archive, Touchpoint& t) {
    archive(named("id", t.id), named("stage", t.stage), named("name", t.name), named("channel", t.channel),
            named("life_cycle", Word{t.life_cycle}), named("information_needed", t.information_needed),
            named("information_given", t.information_given), named("front_departments", t.front_departments),
            named("back_departments", t.back_departments), named("duration_minutes", t.duration_minutes),
            named("service_cost", t.service_cost), named("effort", t.effort), named("standard", t.standard),
            named("trigger", t.trigger), named("next_action", t.next_action), named("content", t.content),
            named("tags", t.tags), named("evidence", Word{t.evidence}));
}

template <class Archive> void serialize(Archive& archive, CurvePoint& p) {
    archive(named("stage", p.stage), named("along", p.along), named("score", p.score),
            named("evidence", Word{p.evidence}));
}

template <class Archive> void serialize(Archive& archive, Curve& c) {
    archive(named("id", c.id), named("kind", Word{c.kind}), named("persona", c.persona),
            named("points", c.points));
    appended(archive, named("author", c.author)); // since 1.1
}

template <class Archive> void serialize(Archive& archive, MagicMoment& m) {
    archive(named("id", m.id), named("stage", m.stage), named("along", m.along), named("curve", m.curve),
            named("note", m.note), named("title", m.title), named("process", m.process),
            named("owner", m.owner), named("potential", m.potential));
}

template <class Archive> void serialize(Archive& archive, Picture& p) {
    archive(named("id", p.id), named("image", p.image), named("frame", p.frame), named("angle", p.angle),
            named("description", p.description));
}

template <class Archive> void serialize(Archive& archive, Connector& c) {
    archive(named("id", c.id), named("from", c.from), named("to", c.to), named("text", c.text));
}

template <class Archive> void serialize(Archive& archive, InkPoint& p) {
    archive(named("at", p.at), named("pressure", p.pressure));
}

template <class Archive> void serialize(Archive& archive, Ink& i) {
    archive(named("id", i.id), named("points", i.points), named("colour", i.colour), named("width", i.width),
            named("author", i.author));
}

template <class Archive> void serialize(Archive& archive, Action& a) {
    archive(named("id", a.id), named("title", a.title), named("owner", a.owner), named("effect", a.effect),
            named("horizon", Word{a.horizon}), named("effort", a.effort), named("effect_size", a.effect_size),
            named("status", Word{a.status}), named("about", a.about));
}

template <class Archive> void serialize(Archive& archive, Metric& m) {
    archive(named("id", m.id), named("name", m.name), named("unit", m.unit),
            named("responsible", m.responsible), named("baseline", m.baseline), named("target", m.target),
            named("review_date", m.review_date));
}

/// The journey's own facts; stages, notes and so on are records of their own.
template <class Archive> void serialize(Archive& archive, Journey& j) {
    archive(named("id", j.id), named("title", j.title), named("scenario", j.scenario), named("goal", j.goal),
            named("purpose", j.purpose), named("state", Word{j.state}), named("pair", j.pair),
            named("personas", j.personas), named("tags", j.tags));
}

template <class Archive> void serialize(Archive& archive, Persona& p) {
    archive(named("id", p.id), named("name", p.name), named("description", p.description),
            named("traits", p.traits), named("likes", p.likes), named("dislikes", p.dislikes),
            named("indifferent_to", p.indifferent_to), named("tier", Word{p.tier}),
            named("role", Word{p.role}), named("segment", p.segment), named("entry", p.entry),
            named("picture", p.picture));
}

template <class Archive> void serialize(Archive& archive, Participant& p) {
    archive(named("id", p.id), named("name", p.name), named("department", p.department),
            named("role", p.role), named("goal", p.goal));
    appended(archive, named("colour", Word{p.colour})); // since 1.1
}

template <class Archive> void serialize(Archive& archive, GlossaryTerm& t) {
    archive(named("id", t.id), named("word", t.word), named("department", t.department),
            named("meaning", t.meaning));
}

template <class Archive> void serialize(Archive& archive, Evidence& e) {
    archive(named("id", e.id), named("source", Word{e.source}), named("title", e.title),
            named("quote", e.quote), named("date", e.date), named("sample_size", e.sample_size));
}

/// The hash is not written: it follows from the bytes, so that the two can never disagree.
inline void save(cereal::PortableBinaryOutputArchive& archive, const Image& i) {
    archive(i.width, i.height, *i.bytes);
}
inline void load(ArchiveIn& archive, Image& i) {
    std::string bytes;
    archive(i.width, i.height, bytes);
    i.hash = hash_of(bytes);
    i.bytes = std::move(bytes);
}

/// The session's own facts; its id stands in the envelope.
template <class Archive> void serialize(Archive& archive, Session& s) {
    archive(named("title", s.title), named("language", s.language), named("sponsor", s.sponsor),
            named("facilitator", s.facilitator), named("next_id", s.next_id));
}

} // namespace waymark
