#include "app/hands.hpp"

#include "app/tools.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace waymark {
namespace {

constexpr double double_tap_s = 0.45, long_press_s = 0.5;
constexpr float double_tap_px = 8, double_tap_touch_px = 28, palm_px = 260;
constexpr float flat_hand_px = 90; // no finger is so wide
constexpr double pen_near_s = 1;   // how long a pen that was near keeps the palm out

bool is_finite(Vec2 v) { return std::isfinite(v.x) && std::isfinite(v.y); }

Hand* hand_with(Hands& hands, std::uint32_t contact) {
    for (Hand& hand : hands.hands)
        if (hand.contact == contact || hand.second == contact || hand.third == contact) return &hand;
    return nullptr;
}

void forget(Hands& hands, const Hand* hand) {
    std::erase_if(hands.hands, [hand](const Hand& other) { return &other == hand; });
}

// --- a contact comes down

/// What lies under the contact; what another hand holds is no longer there.
Hit free_hit(const Hands& hands, const Contact& contact, const Board& board) {
    Hit what = hit(board.layout, board.view, contact.at_px, reach_px(contact.source, board.ui_scale));
    if (const Id thing = thing_of(what); thing != Id::none && is_held(hands, thing)) return HitNothing{};
    return what;
}

/// The palm lies down beside the pen: what it begins is no gesture. Other people's fingers are further away.
bool is_palm(Vec2 finger_px, Vec2 pen_px, const Board& board) {
    return distance(finger_px, pen_px) < palm_px * board.ui_scale;
}

bool is_palm(const Hands& hands, const Contact& contact, const Board& board) {
    if (contact.source != Source::touch || contact.tip != Tip::plain) return false;
    if (board.time_s - hands.pen_seen_s <= pen_near_s && is_palm(contact.at_px, hands.pen_px, board))
        return true;
    return std::ranges::any_of(hands.hands, [&](const Hand& hand) {
        return hand.source == Source::pen && is_palm(contact.at_px, hand.at_px, board);
    });
}

/// A pen is near the surface or on it.
void see_pen(Hands& hands, Vec2 at_px, const Board& board) {
    hands.pen_known = true;
    hands.pen_px = at_px;
    hands.pen_seen_s = board.time_s;
}

void notice_pen(Hands& hands, const Contact& pen, const Board& board) {
    std::erase_if(hands.hands, [&](const Hand& hand) {
        const bool undecided =
            std::holds_alternative<Pressing>(hand.state) || std::holds_alternative<Panning>(hand.state);
        return hand.source == Source::touch && undecided && is_palm(hand.at_px, pen.at_px, board);
    });
}

double time_of(const Contact& contact, const Board& board) {
    return contact.time_s > 0 ? contact.time_s : board.time_s;
}

/// Wide as no finger is: a palm, or a hand laid flat.
bool is_flat(const Contact& contact, const Board& board) {
    return contact.source == Source::touch && contact.tip == Tip::plain &&
           contact.width_px >= flat_hand_px * board.ui_scale;
}

Hand hand_of(const Hands& hands, const Contact& contact, Tool tool, const Board& board) {
    Hand hand;
    hand.person = person_of(hands, contact, board);
    hand.upright = upright_of(hands, contact, board);
    hand.contact = contact.id;
    hand.device = contact.device;
    hand.source = contact.source;
    hand.button = contact.button;
    hand.tool = tool;
    hand.at_px = contact.at_px;
    hand.pressure = contact.pressure;
    hand.tip = contact.tip;
    hand.since_s = board.time_s;
    follow(hand.track, contact.at_px, time_of(contact, board));
    return hand;
}

/// What a flat hand does: it wipes ink where that is wanted, and else nothing at all.
void lay_flat(Hands& hands, const Contact& contact, const Board& board) {
    if (!board.wipe_with_hand) return;
    Hand hand = hand_of(hands, contact, Tool::eraser, board);
    hand.state = wiping(contact, board);
    hands.hands.push_back(std::move(hand));
}

/// A contact on a ring of actions is that ring's; one beside it puts it away.
bool joins_ring(Hands& hands, const Contact& contact, const Board& board) {
    if (hands.rings.empty() || contact.tip != Tip::plain) return false;
    const std::optional<std::uint32_t> ring = ring_under(hands, contact.at_px, board);
    if (!ring) {
        put_rings_away(hands, contact.at_px, board);
        return false;
    }
    Hand hand = hand_of(hands, contact, Tool::select, board);
    hand.state = Choosing{*ring, std::nullopt};
    hands.hands.push_back(std::move(hand));
    return true;
}

void begin(Hands& hands, const Contact& contact, const Board& board, Ask& ask) {
    forget(hands, hand_with(hands, contact.id)); // an end that never came
    if (contact.source == Source::pen) notice_pen(hands, contact, board);
    if (contact.button == Button::right || is_palm(hands, contact, board)) return;
    if (is_flat(contact, board)) return lay_flat(hands, contact, board);
    if (joins_keypad(hands, contact, hand_of(hands, contact, Tool::select, board), board, ask)) return;
    if (joins_toolbox(hands, contact, board)) return;
    if (joins_ring(hands, contact, board)) return;
    const bool is_finger = contact.source == Source::touch && contact.tip == Tip::plain;
    if (is_finger && joins_turning(hands, contact, board)) return;
    const Hit what = contact.tip == Tip::note ? Hit{HitNothing{}} : free_hit(hands, contact, board);
    if (is_finger && joins_swipe(hands, contact, what, board)) return;
    if (is_finger && joins_pinch(hands, contact, what, board)) return;

    Hand hand = hand_of(hands, contact, tool_of(hands, contact, board), board);
    if (contact.tip != Tip::plain && !takes(hand.tool, what)) return; // a stamp does what it does or nothing
    const Vec2 world = board.view.to_world(contact.at_px);
    if (contact.button == Button::middle || hands.space_held || hand.tool == Tool::hand ||
        (board.tool == Tool::hand && contact.tip != Tip::plain)) {
        hand.state = Panning{world};
    } else {
        const Id thing = thing_of(what);
        const bool was_selected = std::ranges::find(board.selection, thing) != board.selection.end();
        const NoteBox* const note = find_box(board.layout, thing);
        hand.state = Pressing{
            contact.at_px, world, board.time_s, what, was_selected, false, note ? note->rect.at : Vec2{}};
    }
    hands.hands.push_back(std::move(hand));
}

// --- it moves, time passes, it ends

void step_hand(Hands& hands, Hand& hand, const Board& board, Ask& ask) {
    std::visit(
        [&](const auto& state) {
            auto next = step(state, grip_of(hands, hand, board), ask);
            if constexpr (!std::is_same_v<decltype(next), StaysAsItIs>) hand.state = std::move(next);
        },
        hand.state);
}

void begin_if_due(Hands& hands, Hand& hand, const Board& board, Ask& ask) {
    const auto* pressing = std::get_if<Pressing>(&hand.state);
    if (!pressing) return;
    const Pressing before = *pressing;
    const Grip grip = grip_of(hands, hand, board);
    if (has_begun(before, grip)) hand.state = begun(before, grip, ask);
}

void leave_ring_if_dragged(Hands& hands, Hand& hand, const Board& board) {
    const auto* choosing = std::get_if<Choosing>(&hand.state);
    if (!choosing) return;
    const std::optional<Pressing> pressing = dragged_off(*choosing, grip_of(hands, hand, board));
    if (!pressing) return;
    std::erase_if(hands.rings, [&](const Ring& ring) { return ring.number == choosing->ring; });
    hand.state = *pressing;
}

void move(Hands& hands, Hand& hand, const Contact& contact, const Board& board, Ask& ask) {
    (hand.second == contact.id  ? hand.second_px
     : hand.third == contact.id ? hand.third_px
                                : hand.at_px) = contact.at_px;
    if (hand.contact == contact.id && contact.phase == ContactPhase::move) {
        hand.pressure = contact.pressure;
        follow(hand.track, contact.at_px, time_of(contact, board));
    }
    if (hand.contact == contact.id) hand.track.now_s = time_of(contact, board);
    leave_ring_if_dragged(hands, hand, board);
    use_toolbox(hands, hand, board);
    if (lead_keypad(hands, hand, board)) return;
    begin_if_due(hands, hand, board, ask);
    step_hand(hands, hand, board, ask);
}

/// A palm comes down as a small spot and grows: what it began as a finger it did not mean.
bool grows_flat(Hands& hands, Hand& hand, const Contact& contact, const Board& board) {
    const bool undecided =
        std::holds_alternative<Pressing>(hand.state) || std::holds_alternative<Panning>(hand.state);
    if (!is_flat(contact, board) || !undecided || hand.second) return false;
    forget(hands, &hand);
    lay_flat(hands, contact, board);
    return true;
}

/// How many taps in quick succession on one spot this is; three at most.
int tap_count(Hands& hands, const Hand& hand, const Board& board) {
    std::erase_if(hands.taps,
                  [&](const Hands::Tap& tap) { return board.time_s - tap.time_s > double_tap_s; });
    const float near = (hand.source == Source::touch ? double_tap_touch_px : double_tap_px) * board.ui_scale;
    const auto is_same = [&](const Hands::Tap& tap) {
        return tap.source == hand.source && distance(tap.at_px, hand.at_px) <= near;
    };
    const auto before = std::ranges::count_if(hands.taps, is_same);
    if (before)
        std::erase_if(hands.taps, is_same); // the pair is complete: a third tap is a first again
    else
        hands.taps.push_back({hand.at_px, board.time_s, hand.source});
    return before ? 2 : 1;
}

/// Of two contacts one stays: a pinch goes on as a pan, a toolbox with one finger, what was turned is let go.
bool goes_on_with_one(Hands& hands, Hand& hand, const Contact& contact, const Board& board) {
    auto* used = std::get_if<UsingToolbox>(&hand.state);
    if (!hand.second || !(used || std::holds_alternative<Pinching>(hand.state))) return false;
    if (hand.contact == contact.id) {
        hand.contact = *hand.second;
        hand.at_px = hand.second_px;
    }
    hand.second.reset();
    if (!used) {
        hand.state = Panning{board.view.to_world(hand.at_px)};
        return true;
    }
    const auto box = std::ranges::find(hands.toolboxes, used->toolbox, &Toolbox::number);
    if (box != hands.toolboxes.end()) *used = {box->number, hand.at_px, {}, box->at_px, box->angle, true};
    return true;
}

void end(Hands& hands, Hand& hand, const Contact& contact, const Board& board, Ask& ask) {
    if (goes_on_with_one(hands, hand, contact, board)) return;
    if (std::holds_alternative<Swiping>(hand.state)) return forget(hands, &hand);
    move(hands, hand, contact, board, ask);
    if (const auto* choosing = std::get_if<Choosing>(&hand.state)) {
        const Choosing chosen = *choosing;
        choose(hands, chosen, grip_of(hands, hand, board), ask);
        return forget(hands, &hand);
    }
    if (const auto* box = std::get_if<UsingToolbox>(&hand.state)) {
        const UsingToolbox used = *box;
        press_toolbox(hands, used, grip_of(hands, hand, board), ask);
        return forget(hands, &hand);
    }
    if (std::holds_alternative<Keying>(hand.state)) {
        lift_key(hands, hand, board, ask);
        return forget(hands, hand_with(hands, contact.id));
    }
    const Pressing* pressing = std::get_if<Pressing>(&hand.state);
    if (pressing && takes(hand.tool, pressing->what)) { // a stroke so short that it was still held back
        const Pressing before = *pressing;
        hand.state = begun(before, grip_of(hands, hand, board), ask);
        pressing = nullptr;
    }
    if (pressing) {
        const int count = tap_count(hands, hand, board);
        tap(*pressing, grip_of(hands, hand, board), count, ask);
    } else {
        const Grip grip = grip_of(hands, hand, board);
        std::visit([&](const auto& state) { finish(state, grip, ask); }, hand.state);
    }
    forget(hands, &hand);
}

void cancel(Hands& hands, Hand& hand, const Contact& contact, const Board& board, Ask& ask) {
    if (goes_on_with_one(hands, hand, contact, board)) return;
    if (const auto* marquee = std::get_if<Marquee>(&hand.state)) ask.intend(Select{marquee->before});
    forget(hands, &hand);
}

void take_contact(Hands& hands, const Contact& contact, const Board& board, Ask& ask) {
    if (!is_finite(contact.at_px)) return;
    if (contact.source != Source::touch) hands.hover_px = contact.at_px;
    if (contact.source == Source::pen) see_pen(hands, contact.at_px, board);
    if (contact.phase == ContactPhase::begin) {
        begin(hands, contact, board, ask);
        return;
    }
    Hand* hand = hand_with(hands, contact.id);
    if (!hand) return;
    const Id person = hand->person;
    const std::size_t first = ask.intents.size();
    switch (contact.phase) {
    case ContactPhase::move:
        if (!grows_flat(hands, *hand, contact, board)) move(hands, *hand, contact, board, ask);
        break;
    case ContactPhase::end: end(hands, *hand, contact, board, ask); break;
    case ContactPhase::cancel: cancel(hands, *hand, contact, board, ask); break;
    case ContactPhase::begin: break;
    }
    sign(hands, person, ask, first);
}

/// A finger that rests opens a ring of actions, and chooses the note it rests on.
void open_ring_if_rested(Hands& hands, Hand& hand, const Board& board, Ask& ask) {
    auto* pressing = std::get_if<Pressing>(&hand.state);
    if (!pressing || pressing->long_pressed || hand.source != Source::touch || hand.tip != Tip::plain ||
        takes(hand.tool, pressing->what) || board.time_s - pressing->since_s < long_press_s ||
        resting_beside(hands, hand, board)) // two fingers mean a toolbox
        return;
    pressing->long_pressed = true;
    const auto* note = std::get_if<HitNote>(&pressing->what);
    if (note && !pressing->was_selected) ask.intend(Select{{note->note}});
    const Pressing before = *pressing;
    hand.state = Choosing{open_ring(hands, before.what, hand.at_px, board), before};
}

} // namespace

void take(Hands& hands, const Event& event, const Board& board, Ask& ask) {
    match(
        event, [&](const Contact& contact) { take_contact(hands, contact, board, ask); },
        [&](const Hover& hover) {
            if (!is_finite(hover.at_px)) return;
            hands.hover_px = hover.at_px;
            if (hover.source == Source::pen) see_pen(hands, hover.at_px, board);
        },
        [&](const KeyPress& key) {
            if (key.key == Key::space) hands.space_held = key.down;
        },
        [&](const Scroll& it) {
            if (is_finite(it.at_px)) scroll(it, board, ask);
        },
        [&](const ContactsLost& lost) {
            std::erase_if(hands.hands, [&](const Hand& hand) { return hand.source == lost.source; });
            hands.space_held = false;
        },
        [](const auto&) {});
}

void advance(Hands& hands, const Board& board, Ask& ask) {
    forget_lost_rings(hands, board);
    keep_toolboxes(hands, board);
    advance_keypads(hands, board, ask);
    bool is_moved = false; // the board, by a hand before
    const std::uint32_t toolboxes = hands.toolboxes_made;
    for (Hand& hand : hands.hands) {
        const std::size_t first = ask.intents.size();
        const bool moves =
            std::holds_alternative<Panning>(hand.state) || std::holds_alternative<Pinching>(hand.state);
        if (moves && is_moved)
            step_hand(hands, hand, board, ask); // it goes on from here, not from where it was
        is_moved = is_moved || moves;
        begin_if_due(hands, hand, board, ask);
        open_ring_if_rested(hands, hand, board, ask);
        if (hands.toolboxes_made ==
            toolboxes) // one a frame: each is a new participant's, with an id of its own
            open_toolbox_if_rested(hands, hand, board, ask);
        sign(hands, hand.person, ask, first);
    }
}

void let_go(Hands& hands) {
    hands.hands.clear();
    hands.rings.clear();
}

bool is_of_no_use(const Hands& hands, const Contact& contact, const Board& board) {
    return is_palm(hands, contact, board) || is_flat(contact, board);
}

void start_placing(Hands& hands, const Contact& contact, NoteColour colour, const Board& board) {
    if (!is_finite(contact.at_px)) return;
    forget(hands, hand_with(hands, contact.id));
    Hand hand = hand_of(hands, contact, Tool::select, board);
    hand.state = Placing{colour};
    hands.hands.push_back(std::move(hand));
}

const char* name(const HandState& state) {
    return match(
        state, [](const Pressing&) { return "pressing"; }, [](const MovingNotes&) { return "moving notes"; },
        [](const MovingThings&) { return "moving things"; }, [](const Turning&) { return "turning"; },
        [](const Marquee&) { return "marquee"; }, [](const Panning&) { return "panning"; },
        [](const Pinching&) { return "pinching"; }, [](const Placing&) { return "placing"; },
        [](const Stroking&) { return "stroking"; }, [](const Inking&) { return "inking"; },
        [](const MovingPoint&) { return "moving point"; },
        [](const MovingMoment&) { return "moving moment"; }, [](const Connecting&) { return "connecting"; },
        [](const Erasing&) { return "erasing"; }, [](const MovingStage&) { return "moving stage"; },
        [](const SizingStage&) { return "sizing stage"; }, [](const MovingLane&) { return "moving lane"; },
        [](const SizingLane&) { return "sizing lane"; }, [](const Swiping&) { return "swiping"; },
        [](const Choosing&) { return "choosing"; }, [](const UsingToolbox&) { return "using toolbox"; },
        [](const Keying&) { return "keying"; }, [](const Carrying&) { return "carrying"; });
}

} // namespace waymark
