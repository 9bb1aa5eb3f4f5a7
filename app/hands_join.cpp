#include "app/tools.hpp"

#include <algorithm>

/// How a contact that comes down joins what another hand has begun: two fingers turn a thing or move the
/// board, three swipe.
namespace waymark {
namespace {

constexpr double late_finger_s = 0.3; // how late the second finger of a pinch may come after a mere dot
constexpr float late_finger_px = 600, dot_px = 8;
constexpr double third_finger_s = 0.4; // three that come so soon after each other swipe
constexpr float third_finger_px = 420; // and so near
constexpr float span_mm = 250;         // no hand reaches farther
constexpr double two_hands_s = 0.35;   // a person who pinches with both hands puts them down together

/// New things of several hands get different ids: each hand's begin behind those of the hands before it.
Id fresh_for(const Hands& hands, const Hand& hand, const Board& board) {
    auto next = static_cast<std::uint64_t>(board.next_id);
    for (const Hand& other : hands.hands) {
        if (&other == &hand) break;
        next += ids_wanted({hands, other, board, Id::none});
    }
    return Id{next};
}

/// A stroke or new note that has only just begun and not gone anywhere: the first of two fingers that did not
/// come down quite together.
bool is_mere_dot(const Hand& hand, const Contact& second, const Board& board) {
    const bool begun =
        std::holds_alternative<Inking>(hand.state) || std::holds_alternative<Stroking>(hand.state) ||
        std::holds_alternative<Placing>(hand.state) || std::holds_alternative<Erasing>(hand.state) ||
        std::holds_alternative<MovingMoment>(hand.state);
    if (!begun || board.time_s - hand.since_s > late_finger_s ||
        distance(hand.at_px, second.at_px) > late_finger_px * board.ui_scale)
        return false;
    const auto went_away = [&](const Track::Sample& sample) {
        return distance(sample.at_px, hand.at_px) >= dot_px * board.ui_scale;
    };
    const auto& samples = hand.track.samples;
    return std::none_of(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(hand.track.count),
                        went_away);
}

/// The first contact of a pinch: a finger on the empty board that pans, or that is not a stroke yet.
bool can_pinch(const Hand& hand, const Contact& second, const Board& board) {
    if (hand.source != Source::touch || hand.second || hand.tip != Tip::plain) return false;
    if (std::holds_alternative<Panning>(hand.state) || is_mere_dot(hand, second, board)) return true;
    if (const auto* choosing = std::get_if<Choosing>(&hand.state))
        return choosing->pressing && is_ground(choosing->pressing->what);
    const auto* pressing = std::get_if<Pressing>(&hand.state);
    return pressing && (is_ground(pressing->what) || takes(hand.tool, pressing->what));
}

/// A finger that rested has a ring by now; the second one shows that it meant something else.
void give_up_ring(Hands& hands, const Hand& hand) {
    const auto* choosing = std::get_if<Choosing>(&hand.state);
    if (choosing) std::erase_if(hands.rings, [&](const Ring& ring) { return ring.number == choosing->ring; });
}

/// Whether fingers write with the pen tool: as the person has decided, else until a pen has been seen.
bool fingers_write(const Hands& hands, const Board& board) {
    if (board.ink_from == InkFrom::automatic) return !hands.pen_known;
    return board.ink_from == InkFrom::fingers;
}

/// Two fingers that come from far apart and long after each other, or belong to two people, are no pinch.
bool are_two_peoples(const Hands& hands, const Hand& first, const Contact& second, const Board& board) {
    const Id person = person_at(hands, second.at_px, board);
    if (first.person != person && first.person != Id::none && person != Id::none) return true;
    return distance(first.at_px, second.at_px) > px_of_mm(span_mm, board) &&
           board.time_s - first.since_s > two_hands_s;
}

} // namespace

Grip grip_of(const Hands& hands, const Hand& hand, const Board& board) {
    return {hands, hand, board, fresh_for(hands, hand, board)};
}

/// Fingers move while a pen writes; a pen's other end and objects that stamp are tools of their own.
Tool tool_of(const Hands& hands, const Contact& contact, const Board& board) {
    if (contact.tip == Tip::eraser) return Tool::eraser;
    if (contact.tip == Tip::note) return Tool::note;
    if (contact.tip == Tip::star) return Tool::moment;
    const Toolbox* own = toolbox_of(hands, person_of(hands, contact, board));
    const Tool tool = own && board.tool != Tool::hand ? own->tool : board.tool;
    const bool only_moves = contact.source == Source::touch && !fingers_write(hands, board);
    return only_moves && tool == Tool::pen ? Tool::select : tool;
}

bool joins_pinch(Hands& hands, const Contact& contact, const Hit& what, const Board& board) {
    const Tool tool = tool_of(hands, contact, board);
    if (contact.source != Source::touch || !(tool == Tool::hand || is_ground(what) || takes(tool, what)))
        return false;
    const auto first = std::ranges::find_if(hands.hands, [&](const Hand& hand) {
        return can_pinch(hand, contact, board) && !are_two_peoples(hands, hand, contact, board);
    });
    if (first == hands.hands.end()) return false;
    give_up_ring(hands, *first);
    first->second = contact.id;
    first->second_px = contact.at_px;
    first->since_s = board.time_s;
    first->state = Pinching{board.view.to_world(first->at_px), board.view.to_world(contact.at_px),
                            first->at_px, contact.at_px, true};
    return true;
}

/// A third finger that comes with two others on the empty board.
bool joins_swipe(Hands& hands, const Contact& contact, const Hit& what, const Board& board) {
    if (!is_ground(what) && !takes(tool_of(hands, contact, board), what)) return false;
    const float near = third_finger_px * board.ui_scale;
    const auto pair = std::ranges::find_if(hands.hands, [&](const Hand& hand) {
        return std::holds_alternative<Pinching>(hand.state) && !hand.third &&
               board.time_s - hand.since_s <= third_finger_s && distance(hand.at_px, contact.at_px) <= near &&
               distance(hand.second_px, contact.at_px) <= near;
    });
    if (pair == hands.hands.end()) return false;
    pair->third = contact.id;
    pair->third_px = contact.at_px;
    pair->state = swiping(*pair);
    return true;
}

bool joins_turning(Hands& hands, const Contact& contact, const Board& board) {
    for (Hand& hand : hands.hands) {
        if (hand.second || hand.source != contact.source) continue;
        std::optional<Turning> begun = turning(grip_of(hands, hand, board), contact.at_px);
        if (!begun) continue;
        give_up_ring(hands, hand);
        hand.second = contact.id;
        hand.second_px = contact.at_px;
        hand.since_s = board.time_s;
        hand.state = std::move(*begun);
        return true;
    }
    return false;
}

} // namespace waymark
