#include "sessions/storage_draft.hpp"

#include "sessions/limits.hpp"
#include "sessions/soundness.hpp"
#include "sessions/storage_records.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace waymark {

namespace {

template <class T> constexpr Thing thing_of() {
    if constexpr (std::is_same_v<T, Persona>)
        return Thing::persona;
    else if constexpr (std::is_same_v<T, Participant>)
        return Thing::participant;
    else if constexpr (std::is_same_v<T, GlossaryTerm>)
        return Thing::term;
    else if constexpr (std::is_same_v<T, Evidence>)
        return Thing::evidence;
    else if constexpr (std::is_same_v<T, Journey>)
        return Thing::journey;
    else if constexpr (std::is_same_v<T, Stage>)
        return Thing::stage;
    else if constexpr (std::is_same_v<T, Lane>)
        return Thing::lane;
    else if constexpr (std::is_same_v<T, Note>)
        return Thing::note;
    else if constexpr (std::is_same_v<T, Touchpoint>)
        return Thing::touchpoint;
    else if constexpr (std::is_same_v<T, Curve>)
        return Thing::curve;
    else if constexpr (std::is_same_v<T, MagicMoment>)
        return Thing::moment;
    else if constexpr (std::is_same_v<T, Picture>)
        return Thing::picture;
    else if constexpr (std::is_same_v<T, Connector>)
        return Thing::connector;
    else if constexpr (std::is_same_v<T, Ink>)
        return Thing::ink;
    else if constexpr (std::is_same_v<T, Action>)
        return Thing::action;
    else {
        static_assert(std::is_same_v<T, Metric>);
        return Thing::metric;
    }
}

/// What an id names, and in which journey (an index; `of_session` for what belongs to the whole session).
struct Named {
    Thing thing{};
    std::size_t journey = of_session;
    static constexpr std::size_t of_session = ~std::size_t{0};
};

/// Uses the model's own rules of soundness, so that what it leaves behind is what `flaws` asks for.
class Mender {
public:
    Mender(SessionDraft& draft, Mendings& mendings) : draft_{draft}, mendings_{mendings} {}
    void mend();

private:
    template <class Visit> void for_each_object(Visit visit);
    void give_ids();
    void mend_images();
    void mend_journey(JourneyDraft& journey);
    void mend_curves(JourneyDraft& journey);
    template <class T> void mend_list(std::vector<T>& list);
    template <class T> bool mend_one(T& object);

    SessionDraft& draft_;
    Mendings& mendings_;
    std::unordered_map<Id, Named> named_;
    std::set<ImageHash> images_;
    std::size_t journey_ = Named::of_session; ///< the journey at hand
    Known known_{[this](Id id, Thing thing) {
                     const auto found = named_.find(id);
                     if (found == named_.end() || found->second.thing != thing) return false;
                     // What lies on a board is only known there; a persona's picture may lie on any.
                     const std::size_t home = found->second.journey;
                     return thing == Thing::journey || home == Named::of_session ||
                            journey_ == Named::of_session || home == journey_;
                 },
                 [this](const ImageHash& hash) { return images_.contains(hash); }};
};

void Mender::mend() {
    give_ids();
    mend_images();
    for (journey_ = 0; journey_ < draft_.journeys.size(); ++journey_) mend_journey(draft_.journeys[journey_]);
    journey_ = Named::of_session;
    Session facts = draft_.facts;
    clean_texts(facts);
    if (facts != draft_.facts) ++mendings_.texts;
    draft_.facts = std::move(facts);
    mend_list(draft_.personas); // after the journeys, whose pictures they refer to
    mend_list(draft_.participants);
    mend_list(draft_.glossary);
    mend_list(draft_.evidence);
}

/// Calls `visit(object, journey)` for each object that has an id.
template <class Visit> void Mender::for_each_object(Visit visit) {
    for_each_list_of_session(draft_, [&]<class T>(std::vector<T>& list) {
        if constexpr (!std::is_same_v<T, Image>)
            for (T& object : list) visit(object, Named::of_session);
    });
    for (std::size_t i = 0; i < draft_.journeys.size(); ++i) visit(draft_.journeys[i].facts, i);
    for (std::size_t i = 0; i < draft_.journeys.size(); ++i)
        for_each_list_of_journey(draft_.journeys[i], [&]<class T>(std::vector<T>& list) {
            for (T& object : list) visit(object, i);
        });
}

void Mender::give_ids() {
    // Some ids stay free above the greatest, for those that are given here and for years of edits.
    constexpr std::uint64_t greatest_kept = greatest_id / 2;
    const auto is_usable = [](Id id) {
        return id != Id::none && static_cast<std::uint64_t>(id) <= greatest_kept;
    };
    std::uint64_t greatest = 0;
    for_each_object([&](const auto& object, std::size_t) {
        if (is_usable(object.id)) greatest = std::max(greatest, static_cast<std::uint64_t>(object.id));
    });
    std::uint64_t& next = draft_.facts.next_id;
    if (next <= greatest || next > greatest_kept + 1) {
        next = greatest + 1;
        mendings_.next_id_was_wrong = true;
    }
    for_each_object([&]<class T>(T& object, std::size_t journey) {
        const Named what{thing_of<T>(), journey};
        if (is_usable(object.id) && named_.try_emplace(object.id, what).second) return;
        object.id = Id{next++};
        named_.emplace(object.id, what);
        ++mendings_.ids;
    });
}

void Mender::mend_images() {
    mendings_.things += std::erase_if(draft_.images, [&](const Image& image) {
        const bool is_usable = is_sound(image) && image.width <= image_side_limit &&
                               image.height <= image_side_limit &&
                               std::uint64_t{image.width} * image.height <= image_pixels_limit &&
                               images_.size() < image_count_limit;
        return !is_usable || !images_.insert(image.hash).second;
    });
}

void Mender::mend_journey(JourneyDraft& journey) {
    mend_one(journey.facts);
    mend_list(journey.stages);
    mend_list(journey.lanes);
    mend_list(journey.touchpoints);
    mend_list(journey.notes);
    mend_curves(journey);
    mend_list(journey.moments);
    mend_list(journey.pictures);
    mend_list(journey.connectors); // these two refer to all of the above
    mend_list(journey.actions);
    mend_list(journey.ink);
    mend_list(journey.metrics);
}

void Mender::mend_curves(JourneyDraft& journey) {
    mend_list(journey.curves);
    const std::vector<Shared<Stage>> stages(journey.stages.begin(), journey.stages.end());
    for (Curve& curve : journey.curves) {
        const std::vector<CurvePoint> before = curve.points;
        put_in_order(curve.points, stages);
        if (curve.points != before) ++mendings_.values;
    }
}

template <class T> void Mender::mend_list(std::vector<T>& list) {
    mendings_.things += std::erase_if(list, [&](T& object) {
        if (mend_one(object)) return false;
        named_.erase(object.id);
        return true;
    });
}

/// False when the object cannot be without what it refers to.
template <class T> bool Mender::mend_one(T& object) {
    const auto count_if_changed = [&object](std::size_t& count, auto change) {
        const T before = object;
        change();
        if (!(object == before)) ++count;
    };
    count_if_changed(mendings_.texts, [&] { clean_texts(object); });
    count_if_changed(mendings_.values, [&] { bring_into_range(object); });
    bool can_stay = true;
    count_if_changed(mendings_.references, [&] { can_stay = keep_known(object, known_); });
    return can_stay;
}

} // namespace

void mend(SessionDraft& draft, Mendings& mendings) { Mender{draft, mendings}.mend(); }

} // namespace waymark
