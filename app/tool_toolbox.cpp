#include "app/tool_toolbox.hpp"

#include "app/free_place.hpp"

#include <algorithm>
#include <array>
#include <cmath>

/// A person's own toolbox: whose it is, with what they work, in which colour, and the way back from their
/// last step. It turns to the side of the table that it lies at; two fingers turn it freely.
namespace waymark {

using namespace toolbox_parts;

namespace {

constexpr float box_drag_px = 14, box_rest_px = 14; ///< a finger goes so far before it means to move anything
constexpr double rest_s = 0.6;
constexpr float edge_gap = 8;       ///< between a box and the window's edge, pixels
constexpr double together_s = 0.25; ///< so soon after each other two fingers are one hand's
constexpr float together_px = 320;  ///< and so near
constexpr std::size_t most_names = 6;

// --- what lies on it

struct ChooseOwnTool {
    Tool tool;
};
struct ChooseOwnColour {
    PersonColour colour;
};
struct WriteName {};
struct TakeMineBack {};
struct CloseBox {};
struct BePerson {
    Id person;
};
struct BeSomebodyNew {};
using Act =
    std::variant<ChooseOwnTool, ChooseOwnColour, WriteName, TakeMineBack, CloseBox, BePerson, BeSomebodyNew>;

/// Something to press: a rectangle around its middle, from the box's own.
struct BoxItem {
    Act act;
    Vec2 at;
    Vec2 half{button_radius, button_radius};
};

std::vector<BoxItem> tool_items() {
    std::vector<BoxItem> items{
        {WriteName{}, {(name_x - 54 + edge_x - 30) / 2, name_y}, {(edge_x - 30 - name_x + 54) / 2, 24}},
        {CloseBox{}, {edge_x, name_y}},
        {TakeMineBack{}, {edge_x, foot_y}}};
    for (std::size_t i = 0; i < tool_choices.size(); ++i)
        items.push_back(
            {ChooseOwnTool{tool_choices[i].tool}, {-edge_x + static_cast<float>(i) * tool_pitch, tools_y}});
    for (std::size_t i = 0; i < colours.size(); ++i)
        items.push_back({ChooseOwnColour{colours[i]},
                         {-edge_x + static_cast<float>(i) * swatch_pitch, foot_y},
                         {swatch_pitch / 2, button_radius}});
    return items;
}

std::vector<BoxItem> people_items(const Toolbox& box, const Hands& hands, const Board& board) {
    const Vec2 half = half_of(box, hands, board);
    std::vector<BoxItem> items{{CloseBox{}, {edge_x, -half.y + 30}}};
    float y = -half.y + 52 + row_height / 2;
    for (const Participant* person : free_people(hands, board)) {
        items.push_back({BePerson{person->id}, {0, y}, {half.x - 12, row_height / 2}});
        y += row_height;
    }
    items.push_back({BeSomebodyNew{}, {0, y}, {half.x - 12, row_height / 2}});
    return items;
}

std::vector<BoxItem> items_of(const Toolbox& box, const Hands& hands, const Board& board) {
    return box.page == Toolbox::Page::tools ? tool_items() : people_items(box, hands, board);
}

// --- where it is

Vec2 on_box(const Toolbox& box, Vec2 at_px, const Board& board) {
    return turned(at_px - box.at_px, -box.angle) / board.ui_scale;
}

/// Half of what an upright rectangle around the box measures on the screen.
Vec2 half_around(const Toolbox& box, const Hands& hands, const Board& board) {
    const Vec2 half = half_of(box, hands, board) * board.ui_scale;
    const float c = std::abs(std::cos(box.angle)), s = std::abs(std::sin(box.angle));
    return {half.x * c + half.y * s, half.x * s + half.y * c};
}

bool covers(const Toolbox& box, Vec2 at_px, const Hands& hands, const Board& board) {
    const Vec2 at = on_box(box, at_px, board), half = half_of(box, hands, board);
    return std::abs(at.x) <= half.x && std::abs(at.y) <= half.y;
}

/// All of it in sight, however it is turned.
void keep_inside(Toolbox& box, const Hands& hands, const Board& board) {
    const Rect room = board.free_px.empty() ? Rect{{}, board.view.size_px} : board.free_px;
    box.at_px =
        brought_within(box.at_px, (half_around(box, hands, board) + Vec2{edge_gap, edge_gap}) * 2, room);
}

void turn_to_side(Toolbox& box, const Board& board) {
    if (box.turned_freely) return;
    const Hands nobody; // the table's side, not a neighbour's angle
    box.angle = upright_at(nobody, box.at_px, board);
}

Toolbox* box_numbered(Hands& hands, std::uint32_t number) {
    const auto found = std::ranges::find(hands.toolboxes, number, &Toolbox::number);
    return found == hands.toolboxes.end() ? nullptr : &*found;
}

std::optional<Act> act_at(const Toolbox& box, Vec2 at_px, const Hands& hands, const Board& board) {
    const Vec2 at = on_box(box, at_px, board);
    for (const BoxItem& item : items_of(box, hands, board))
        if (std::abs(at.x - item.at.x) <= item.half.x && std::abs(at.y - item.at.y) <= item.half.y)
            return item.act;
    return std::nullopt;
}

// --- whose it is

/// The colour that the fewest of the others have; those with a toolbox open count most.
PersonColour rarest_colour(const Hands& hands, const Board& board) {
    std::array<int, colours.size()> users{};
    for (const Shared<Participant>& one : board.session.participants)
        for (std::size_t i = 0; i < colours.size(); ++i)
            if (one->colour == colours[i]) users[i] += toolbox_of(hands, one->id) ? 100 : 1;
    return colours[static_cast<std::size_t>(std::ranges::min_element(users) - users.begin())];
}

void put(Participant person, Id by, Ask& ask) {
    ask.intend(Commit{PutParticipant{std::move(person)}, std::nullopt, by});
}

void be_somebody_new(Toolbox& box, const Hands& hands, const Board& board, Id fresh, Ask& ask) {
    Participant person;
    person.id = fresh;
    person.colour = rarest_colour(hands, board);
    box.person = person.id;
    box.page = Toolbox::Page::tools;
    // Nobody's own step: to take back the last thing one has done must not take away who one is.
    put(std::move(person), Id::none, ask);
}

void be(Toolbox& box, Id who, const Hands& hands, const Board& board, Ask& ask) {
    const Participant* known = find_participant(board.session, who);
    if (!known) return;
    Participant person = *known;
    box.person = who;
    box.page = Toolbox::Page::tools;
    if (person.colour != PersonColour::none) return;
    person.colour = rarest_colour(hands, board);
    put(std::move(person), Id::none, ask);
}

void do_act(Hands& hands, std::uint32_t number, const Act& act, const Grip& grip, Ask& ask) {
    Toolbox& box = *box_numbered(hands, number);
    match(
        act, [&](const ChooseOwnTool& it) { box.tool = it.tool; },
        [&](const ChooseOwnColour& it) {
            const Participant* known = find_participant(grip.board.session, box.person);
            if (!known || known->colour == it.colour) return;
            Participant person = *known;
            person.colour = it.colour;
            put(std::move(person), box.person, ask);
        },
        [&](const WriteName&) {
            ask.intend(Write{box.person, true, grip.hand.source, grip.hand.at_px});
        },
        [&](const TakeMineBack&) { ask.intend(UndoMine{box.person}); },
        [&](const CloseBox&) {
            if (box.person != Id::none) ask.intend(StopWriting{.keep = true, .thing = box.person});
            std::erase_if(hands.pens, [&](const OwnPen& pen) { return pen.person == box.person; });
            std::erase_if(hands.toolboxes, [number](const Toolbox& one) { return one.number == number; });
        },
        [&](const BePerson& it) { be(box, it.person, hands, grip.board, ask); },
        [&](const BeSomebodyNew&) { be_somebody_new(box, hands, grip.board, grip.fresh, ask); });
}

/// Not over keys, what is being written, or another box, where there is room beside them.
void open_clear(Toolbox& box, const Hands& hands, const Board& board) {
    std::vector<Rect> kept;
    for (const Keypad& keypad : hands.keypads.open) kept.push_back(covered_by(keypad, board.ui_scale));
    for (const Toolbox& other : hands.toolboxes) kept.push_back(covered_by(other, hands, board));
    if (board.writing)
        for (const Writing& writing : *board.writing)
            if (const std::optional<Rect> text = box_of(board.layout, writing.thing))
                kept.push_back(board.view.to_screen(*text));
    const Rect room = board.free_px.empty() ? Rect{{}, board.view.size_px} : board.free_px;
    const Vec2 wanted = box.at_px;
    box.at_px =
        brought_clear(wanted, (half_around(box, hands, board) + Vec2{edge_gap, edge_gap}) * 2, room, kept);
    // Moved to another side of the table it would turn, and cover something else.
    const float angle = box.angle;
    turn_to_side(box, board);
    if (box.angle != angle) box.at_px = wanted, box.angle = angle;
}

/// The pen that has tapped a box is its person's from now on.
void take_pen(Hands& hands, std::uint32_t number, const Hand& hand) {
    const Toolbox* const box = box_numbered(hands, number); // closing it may have been what was tapped
    if (!box || box->person == Id::none || hand.source != Source::pen || hand.device == 0) return;
    std::erase_if(hands.pens, [&](const OwnPen& pen) { return pen.device == hand.device; });
    hands.pens.push_back({hand.device, box->person});
}

/// Where the one finger of a hand came down that has not moved yet, and whatever it is on; nothing when it
/// has.
std::optional<Vec2> resting_px(const Hand& hand, const Board& board) {
    const auto* pressing = std::get_if<Pressing>(&hand.state);
    const bool is_finger = hand.source == Source::touch && hand.tip == Tip::plain && !hand.second;
    if (!pressing || !is_finger || distance(pressing->from_px, hand.at_px) > box_rest_px * board.ui_scale)
        return std::nullopt;
    return pressing->from_px;
}

/// Both fingers of one hand are where they came down.
bool has_rested(Hand& hand, const Board& board) {
    const float near = box_rest_px * board.ui_scale;
    const auto both_near = [&](Vec2 first_px, Vec2 second_px) {
        return !hand.third && distance(first_px, hand.at_px) <= near &&
               distance(second_px, hand.second_px) <= near;
    };
    if (auto* pinching = std::get_if<Pinching>(&hand.state)) {
        pinching->rests = pinching->rests && both_near(pinching->first_px, pinching->second_px);
        return pinching->rests;
    }
    const auto* turning = std::get_if<Turning>(&hand.state);
    return turning && both_near(board.view.to_screen(turning->first), board.view.to_screen(turning->second));
}

} // namespace

namespace toolbox_parts {

std::vector<const Participant*> free_people(const Hands& hands, const Board& board) {
    std::vector<const Participant*> people;
    for (const Shared<Participant>& one : board.session.participants)
        if (!one->name.empty() && !toolbox_of(hands, one->id) && people.size() < most_names)
            people.push_back(one.get());
    return people;
}

Vec2 half_of(const Toolbox& box, const Hands& hands, const Board& board) {
    if (box.page == Toolbox::Page::tools) return half_size;
    const auto rows = static_cast<float>(free_people(hands, board).size() + 1);
    return {half_size.x, (rows * row_height + 60) / 2};
}

Vec2 on_screen(const Toolbox& box, Vec2 at, const Board& board) {
    return box.at_px + turned(at * board.ui_scale, box.angle);
}

} // namespace toolbox_parts

void open_toolbox(Hands& hands, Vec2 at_px, const Board& board, Id fresh, Ask& ask) {
    Toolbox box;
    box.number = ++hands.toolboxes_made;
    box.at_px = at_px;
    const bool must_be_new = free_people(hands, board).empty();
    box.page = must_be_new ? Toolbox::Page::tools : Toolbox::Page::people;
    if (must_be_new) be_somebody_new(box, hands, board, fresh, ask);
    turn_to_side(box, board);
    keep_inside(box, hands, board);
    open_clear(box, hands, board);
    hands.toolboxes.push_back(box);
}

Hand* resting_beside(Hands& hands, const Hand& hand, const Board& board) {
    if (!resting_px(hand, board)) return nullptr;
    for (Hand& other : hands.hands) {
        if (&other == &hand || !resting_px(other, board)) continue;
        if (std::abs(other.since_s - hand.since_s) <= together_s &&
            distance(other.at_px, hand.at_px) <= together_px * board.ui_scale)
            return &other;
    }
    return nullptr;
}

Rect covered_by(const Toolbox& box, const Hands& hands, const Board& board) {
    const Vec2 half = half_around(box, hands, board);
    return {box.at_px - half, half * 2};
}

bool is_on_toolbox(const Hands& hands, Vec2 at_px, const Board& board) {
    return !board.is_past && std::ranges::any_of(hands.toolboxes, [&](const Toolbox& one) {
        return covers(one, at_px, hands, board);
    });
}

bool joins_toolbox(Hands& hands, const Contact& contact, const Board& board) {
    if (board.is_past) return false;
    if (contact.tip != Tip::plain && contact.tip != Tip::eraser) return false;
    const auto box = std::find_if(hands.toolboxes.rbegin(), hands.toolboxes.rend(), [&](const Toolbox& one) {
        return covers(one, contact.at_px, hands, board);
    });
    if (box == hands.toolboxes.rend()) return false;
    for (Hand& hand : hands.hands) {
        auto* used = std::get_if<UsingToolbox>(&hand.state);
        if (!used || used->toolbox != box->number) continue;
        if (hand.second) return true; // a third finger has nothing to do
        hand.second = contact.id;
        hand.second_px = contact.at_px;
        *used = {box->number, hand.at_px, contact.at_px, box->at_px, box->angle, true};
        return true;
    }
    Hand hand;
    hand.contact = contact.id;
    hand.device = contact.device;
    hand.source = contact.source;
    hand.at_px = contact.at_px;
    hand.since_s = board.time_s;
    hand.person = box->person;
    hand.state = UsingToolbox{box->number, contact.at_px, {}, box->at_px, box->angle, false};
    hands.hands.push_back(std::move(hand));
    return true;
}

void use_toolbox(Hands& hands, Hand& hand, const Board& board) {
    auto* used = std::get_if<UsingToolbox>(&hand.state);
    Toolbox* box = used ? box_numbered(hands, used->toolbox) : nullptr;
    if (!box) return;
    used->moves = used->moves || distance(used->from_px, hand.at_px) > box_drag_px * board.ui_scale;
    if (!used->moves) return;
    if (!hand.second) {
        box->at_px = used->at_px + hand.at_px - used->from_px;
        turn_to_side(*box, board);
    } else {
        const Vec2 was = used->second_from_px - used->from_px, is = hand.second_px - hand.at_px;
        if (board.lies_flat && length(was) > 0 && length(is) > 0) {
            box->angle = plain_angle(used->angle + std::atan2(is.y, is.x) - std::atan2(was.y, was.x));
            box->turned_freely = true;
        }
        box->at_px =
            used->at_px + (hand.at_px + hand.second_px - used->from_px - used->second_from_px) * 0.5f;
    }
    keep_inside(*box, hands, board);
}

void press_toolbox(Hands& hands, const UsingToolbox& used, const Grip& grip, Ask& ask) {
    const Toolbox* box = box_numbered(hands, used.toolbox);
    if (!box || used.moves || grip.board.is_past) return;
    if (const std::optional<Act> act = act_at(*box, grip.hand.at_px, hands, grip.board))
        do_act(hands, used.toolbox, *act, grip, ask);
    take_pen(hands, used.toolbox, grip.hand);
}

void open_toolbox_if_rested(Hands& hands, Hand& hand, const Board& board, Ask& ask) {
    if (board.is_past || board.time_s - hand.since_s < rest_s) return;
    Hand* const beside = resting_beside(hands, hand, board);
    if (!beside && !has_rested(hand, board)) return;
    if (beside && board.time_s - beside->since_s < rest_s) return;
    const Vec2 other_px = beside ? beside->at_px : hand.second_px;
    open_toolbox(hands, (hand.at_px + other_px) * 0.5f, board, grip_of(hands, hand, board).fresh, ask);
    for (Hand* one : {&hand, beside})
        if (one) one->state = Swiping{{}, true}; // whatever these fingers do until they are lifted
}

void keep_toolboxes(Hands& hands, const Board& board) {
    if (hands.toolboxes.empty() || board.is_past) return;
    for (Toolbox& box : hands.toolboxes) {
        if (box.person != Id::none && !find_participant(board.session, box.person)) {
            box.person = Id::none;
            box.page = Toolbox::Page::people;
        }
        turn_to_side(box, board);
        keep_inside(box, hands, board);
    }
}

std::optional<NamePlace> name_place(const Hands& hands, Id person, const Board& board) {
    const Toolbox* box = toolbox_of(hands, person);
    if (!box || box->page != Toolbox::Page::tools) return std::nullopt;
    return NamePlace{on_screen(*box, {name_x, name_y}, board), box->angle, name_size * board.ui_scale,
                     name_width * board.ui_scale};
}

} // namespace waymark
