#pragma once
#include "sessions/journey.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

/// The enumerators of every enumeration that is written to files, by their numbers. The file holds the
/// number, JSON the word; a number beyond the list was written by a newer Waymark. Append only.
namespace waymark {

template <class E> struct EnumeratorWords;

template <> struct EnumeratorWords<JourneyState> {
    static constexpr std::array<std::string_view, 2> list{"current", "future"};
};
template <> struct EnumeratorWords<Phase> {
    static constexpr std::array<std::string_view, 3> list{"before", "during", "after"};
};
template <> struct EnumeratorWords<LaneKind> {
    static constexpr std::array<std::string_view, 15> list{
        "actions", "touchpoints", "channels", "thoughts",      "emotion",
        "needs",   "pain_points", "gains",    "opportunities", "processes",
        "owners",  "evidence",    "metrics",  "parking_lot",   "custom"};
};
template <> struct EnumeratorWords<NoteKind> {
    static constexpr std::array<std::string_view, 9> list{"plain", "pain",   "gain",     "idea", "question",
                                                          "need",  "action", "decision", "quote"};
};
template <> struct EnumeratorWords<NoteColour> {
    static constexpr std::array<std::string_view, 7> list{"yellow", "pink",   "blue", "green",
                                                          "orange", "violet", "white"};
};
template <> struct EnumeratorWords<EvidenceState> {
    static constexpr std::array<std::string_view, 5> list{"assumption", "hearsay", "observed", "measured",
                                                          "confirmed"};
};
template <> struct EnumeratorWords<LifeCycle> {
    static constexpr std::array<std::string_view, 4> list{"new", "active", "fading", "ignored"};
};
template <> struct EnumeratorWords<ValueTier> {
    static constexpr std::array<std::string_view, 4> list{"unknown", "high", "middle", "low"};
};
template <> struct EnumeratorWords<BuyingRole> {
    static constexpr std::array<std::string_view, 8> list{"none",  "user",       "buyer",      "decider",
                                                          "payer", "influencer", "gatekeeper", "initiator"};
};
template <> struct EnumeratorWords<CurveKind> {
    static constexpr std::array<std::string_view, 2> list{"emotion", "expectation"};
};
template <> struct EnumeratorWords<Horizon> {
    static constexpr std::array<std::string_view, 2> list{"short_term", "long_term"};
};
template <> struct EnumeratorWords<ActionStatus> {
    static constexpr std::array<std::string_view, 5> list{"proposed", "agreed", "under_way", "done",
                                                          "dropped"};
};
template <> struct EnumeratorWords<EvidenceSource> {
    static constexpr std::array<std::string_view, 9> list{"other",         "crm",       "ticket_system",
                                                          "report",        "interview", "staff_interview",
                                                          "case_analysis", "survey",    "observation"};
};
template <> struct EnumeratorWords<StageExit> {
    static constexpr std::array<std::string_view, 3> list{"next", "loop", "leave"};
};

template <> struct EnumeratorWords<Facing> {
    static constexpr std::array<std::string_view, 4> list{"bottom", "left", "top", "right"};
};
template <> struct EnumeratorWords<PersonColour> {
    static constexpr std::array<std::string_view, 7> list{"none",  "yellow", "pink",  "blue",
                                                          "green", "orange", "violet"};
};

template <class E> constexpr std::string_view word_of(E value) {
    return EnumeratorWords<E>::list[static_cast<std::size_t>(value)];
}

} // namespace waymark
