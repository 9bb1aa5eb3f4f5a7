#pragma once
#include "sessions/journey.hpp"

#include <functional>

/// What makes each thing of the model sound, as three functions for each kind of thing. An edit calls them on
/// what it is given; `flaws` compares a thing with what they make of it. So the two never disagree.
namespace waymark {

enum class Thing : std::uint8_t {
    journey,
    stage,
    lane,
    note,
    touchpoint,
    curve,
    moment,
    picture,
    connector,
    ink,
    action,
    metric,
    persona,
    participant,
    term,
    evidence
};

/// What is there to refer to.
struct Known {
    std::function<bool(Id, Thing)> thing;
    std::function<bool(const ImageHash&)> image;
};

/// Texts through the one door (`clean_text.hpp`).
void clean_texts(Stage&), clean_texts(Lane&), clean_texts(Note&), clean_texts(Touchpoint&),
    clean_texts(Curve&), clean_texts(MagicMoment&), clean_texts(Picture&), clean_texts(Connector&),
    clean_texts(Ink&), clean_texts(Action&), clean_texts(Metric&), clean_texts(Journey&),
    clean_texts(Persona&), clean_texts(Participant&), clean_texts(GlossaryTerm&), clean_texts(Evidence&),
    clean_texts(Session&);

/// Numbers finite and in range, enumerators known.
void bring_into_range(Stage&), bring_into_range(Lane&), bring_into_range(Note&),
    bring_into_range(Touchpoint&), bring_into_range(Curve&), bring_into_range(MagicMoment&),
    bring_into_range(Picture&), bring_into_range(Connector&), bring_into_range(Ink&),
    bring_into_range(Action&), bring_into_range(Metric&), bring_into_range(Journey&),
    bring_into_range(Persona&), bring_into_range(Participant&), bring_into_range(GlossaryTerm&),
    bring_into_range(Evidence&);

/// Clears references to what is not there. False when the thing cannot be without what it refers to.
bool keep_known(Stage&, const Known&), keep_known(Lane&, const Known&), keep_known(Note&, const Known&),
    keep_known(Touchpoint&, const Known&), keep_known(Curve&, const Known&),
    keep_known(MagicMoment&, const Known&), keep_known(Picture&, const Known&),
    keep_known(Connector&, const Known&), keep_known(Ink&, const Known&), keep_known(Action&, const Known&),
    keep_known(Metric&, const Known&), keep_known(Journey&, const Known&), keep_known(Persona&, const Known&),
    keep_known(Participant&, const Known&), keep_known(GlossaryTerm&, const Known&),
    keep_known(Evidence&, const Known&);

/// A point's place, score and evidence brought into range; false when it is not a number anywhere.
bool bring_into_range(CurvePoint& point);

/// Points sorted by the journey's order of stages and strictly rising; of two at one place the last stays.
void put_in_order(std::vector<CurvePoint>& points, const std::vector<Shared<Stage>>& stages);

bool is_sound(const Image& image);

} // namespace waymark
