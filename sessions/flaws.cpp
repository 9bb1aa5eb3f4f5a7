#include "sessions/flaws.hpp"

#include "sessions/ids.hpp"
#include "sessions/limits.hpp"
#include "sessions/soundness.hpp"
#include "sessions/text_fields.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace waymark {

namespace {

/// All that can be referred to, looked up once so that checking is fast however large the board.
class Register {
public:
    void add(const Session& session) {
        add_all(session.journeys, Thing::journey);
        add_all(session.personas, Thing::persona);
        add_all(session.participants, Thing::participant);
        add_all(session.glossary, Thing::term);
        add_all(session.evidence, Thing::evidence);
        for (const Shared<Image>& image : session.images) images_.insert(key(image->hash));
    }

    void add(const Journey& journey) {
        add_all(journey.stages, Thing::stage);
        add_all(journey.lanes, Thing::lane);
        add_all(journey.notes, Thing::note);
        add_all(journey.touchpoints, Thing::touchpoint);
        add_all(journey.curves, Thing::curve);
        add_all(journey.moments, Thing::moment);
        add_all(journey.pictures, Thing::picture);
    }

    /// A persona's portrait may lie on any board.
    void add_portraits(const Session& session) {
        for (const Shared<Journey>& journey : session.journeys) add_all(journey->pictures, Thing::picture);
    }

    Known known() const {
        return {[this](Id id, Thing kind) {
                    return kinds_.contains(number(id)) && kinds_.at(number(id)).contains(kind);
                },
                [this](const ImageHash& hash) { return images_.contains(key(hash)); }};
    }

private:
    static std::string key(const ImageHash& hash) { return {hash.begin(), hash.end()}; }
    template <class Things> void add_all(const Things& things, Thing kind) {
        for (const auto& thing : things)
            if (thing->id != Id::none) kinds_[number(thing->id)].insert(kind);
    }

    struct Kinds { // a set of Things in one number
        std::uint32_t bits = 0;
        void insert(Thing kind) { bits |= 1u << static_cast<unsigned>(kind); }
        bool contains(Thing kind) const { return (bits & (1u << static_cast<unsigned>(kind))) != 0; }
    };
    std::unordered_map<std::uint64_t, Kinds> kinds_;
    std::unordered_set<std::string> images_;
};

class Report {
public:
    void say(std::string sentence) { sentences_.push_back(std::move(sentence)); }

    /// Compares the thing with what it would be if it were sound.
    template <class T> void check(const T& thing, const char* what, const Known& known) {
        const auto about = [&] { return std::string{what} + " " + std::to_string(number(thing.id)) + ": "; };
        each_text(thing, [&](const std::string& text, std::size_t limit) {
            if (clean_text(text, limit).text != text)
                say(about() + "a text is not clean UTF-8 within its limit.");
        });
        T in_range = thing;
        bring_into_range(in_range);
        if (!(in_range == thing)) say(about() + "a number is not within its range.");
        T kept = in_range; // not `thing`: a NaN in it would not even equal itself
        if (!keep_known(kept, known) || !(kept == in_range))
            say(about() + "refers to something that is not there.");
    }

    template <class Things> void check_all(const Things& things, const char* what, const Known& known) {
        for (const auto& thing : things) check(*thing, what, known);
    }

    std::vector<std::string> sentences() && { return std::move(sentences_); }

private:
    std::vector<std::string> sentences_;
};

void check_order(Report& report, const Journey& journey) {
    for (const Shared<Curve>& curve : journey.curves) {
        std::vector<CurvePoint> ordered = curve->points;
        put_in_order(ordered, journey.stages);
        if (ordered != curve->points)
            report.say("Curve " + std::to_string(number(curve->id)) +
                       ": its points do not rise along the journey.");
    }
}

void check_journey(Report& report, const Journey& journey, const Known& known) {
    Journey facts; // without what the journey holds
    facts.id = journey.id, facts.title = journey.title, facts.scenario = journey.scenario,
    facts.goal = journey.goal;
    facts.purpose = journey.purpose, facts.state = journey.state, facts.pair = journey.pair;
    facts.personas = journey.personas, facts.tags = journey.tags;
    report.check(facts, "Journey", known);
    report.check_all(journey.stages, "Stage", known);
    report.check_all(journey.lanes, "Lane", known);
    report.check_all(journey.notes, "Note", known);
    report.check_all(journey.touchpoints, "Touchpoint", known);
    report.check_all(journey.curves, "Curve", known);
    report.check_all(journey.moments, "Magic moment", known);
    report.check_all(journey.pictures, "Picture", known);
    report.check_all(journey.connectors, "Connector", known);
    report.check_all(journey.ink, "Ink", known);
    report.check_all(journey.actions, "Action", known);
    report.check_all(journey.metrics, "Metric", known);
    check_order(report, journey);
}

/// Ids that are none, too great, not below `next_id`, or used twice.
template <class Owner> void check_ids(Report& report, const Owner& owner, std::uint64_t next_id) {
    std::vector<std::pair<std::uint64_t, const char*>> ids;
    each_id(owner, [&ids](Id id, const char* what) { ids.emplace_back(number(id), what); });
    std::stable_sort(ids.begin(), ids.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto& [id, what] = ids[i];
        const std::string named = std::string{"The "} + what + " " + std::to_string(id);
        if (id == 0)
            report.say(std::string{"A "} + what + " has no id.");
        else if (id > greatest_id || id >= next_id)
            report.say(named + " has an id that is not below the next free one.");
        if (id != 0 && i > 0 && ids[i - 1].first == id)
            report.say(named + " has the same id as the " + ids[i - 1].second + " " + std::to_string(id) +
                       ".");
    }
}

void check_images(Report& report, const Session& session) {
    std::vector<ImageHash> hashes;
    for (const Shared<Image>& image : session.images) {
        hashes.push_back(image->hash);
        if (!is_sound(*image)) report.say("An image has no size or no bytes.");
    }
    std::sort(hashes.begin(), hashes.end());
    if (std::adjacent_find(hashes.begin(), hashes.end()) != hashes.end())
        report.say("An image is there twice.");
}

} // namespace

std::vector<std::string> flaws(const Session& session) {
    Report report;
    check_ids(report, session, session.next_id);
    each_text(session, [&](const std::string& text, std::size_t limit) {
        if (clean_text(text, limit).text != text)
            report.say("Session: a text is not clean UTF-8 within its limit.");
    });
    check_images(report, session);
    Register all;
    all.add(session);
    all.add_portraits(session);
    const Known known = all.known();
    report.check_all(session.personas, "Persona", known);
    report.check_all(session.participants, "Participant", known);
    report.check_all(session.glossary, "Glossary term", known);
    report.check_all(session.evidence, "Evidence", known);
    for (const Shared<Journey>& journey : session.journeys) {
        Register own;
        own.add(session);
        own.add(*journey);
        check_journey(report, *journey, own.known());
    }
    return std::move(report).sentences();
}

std::vector<std::string> flaws(const Journey& journey, const Session& session) {
    Report report;
    check_ids(report, journey, session.next_id);
    Register own;
    own.add(session);
    own.add(journey);
    check_journey(report, journey, own.known());
    return std::move(report).sentences();
}

} // namespace waymark
