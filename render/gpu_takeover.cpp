#include "render/gpu_takeover.hpp"

#include "sessions/same_places.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace waymark {
namespace {

bool lies_the_same(const Placed& a, const Placed& b) {
    return a.at == b.at && a.scale == b.scale && a.angle == b.angle && a.lift == b.lift &&
           a.opacity == b.opacity && a.pinned == b.pinned;
}

bool same(const PlacedChunk& a, const PlacedChunk& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Placed& x, const Placed& y) {
        return x.drawing.same(y.drawing) && lies_the_same(x, y);
    });
}

bool same(const std::vector<Group>& kept, const std::vector<Shared<PlacedChunk>>& wanted) {
    return std::equal(
        kept.begin(), kept.end(), wanted.begin(), wanted.end(),
        [](const Group& group, const Shared<PlacedChunk>& chunk) { return group.chunk.same(chunk); });
}

bool same_drawings(const PlacedChunk& a, const PlacedChunk& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Placed& x, const Placed& y) { return x.drawing.same(y.drawing); });
}

/// How many of the same drawings lie elsewhere.
std::size_t moving_things(const Group& group, const Shared<PlacedChunk>& now) {
    if (group.chunk.same(now)) return 0;
    std::size_t moving = 0;
    for (std::size_t i = 0; i < now->size(); ++i) moving += !lies_the_same((*group.chunk)[i], (*now)[i]);
    return moving;
}

/// To take a thing out of the plan and put it in elsewhere costs twice as much as to put it in anew.
bool is_most(std::size_t moving, std::size_t all) { return moving * 2 > all; }

} // namespace

void Takeover::give_up(std::vector<Resident*>& residents) {
    for (Resident* resident : residents) residence_.give_up(resident);
    residents.clear();
}

void Takeover::give_up(Canvas& canvas) {
    for (Group& group : canvas.board) give_up(group.residents);
    give_up(canvas.held.residents);
    give_up(canvas.overlay.residents);
}

void Takeover::give_up(Loose& loose) {
    loose.plan.remove(loose.chunk);
    give_up(loose.residents);
}

void Takeover::take(const PlacedChunk& things, std::vector<Resident*>& residents, PlanChunk& chunk) {
    residents.reserve(things.size());
    for (const Placed& placed : things) residents.push_back(residence_.claim(placed));
    chunk.renew(residents);
}

void Takeover::take(Loose& loose, const PlacedChunk& things) {
    loose.things = things;
    take(things, loose.residents, loose.chunk);
    loose.plan.arrange(std::array{&loose.chunk});
}

/// The same drawings lie elsewhere: each goes to its new place. False where the plan has to look at all of
/// them anew; their residents know their places already then.
bool Takeover::move(Plan& plan, PlanChunk& chunk, const std::vector<Resident*>& residents,
                    const PlacedChunk& now) {
    moved_.clear();
    bool other_sizes = false;
    for (std::uint32_t i = 0; i < now.size(); ++i) {
        if (lies_the_same(residents[i]->placed, now[i])) continue;
        other_sizes |= residents[i]->placed.scale != now[i].scale;
        residence_.move(*residents[i], now[i]);
        moved_.push_back(i);
    }
    if (plan.move(chunk, moved_, other_sizes)) return true;
    plan.remove(chunk);
    chunk.renew(residents);
    return false;
}

bool Takeover::move(Loose& loose, const PlacedChunk& things) {
    if (things.empty() || !same_drawings(loose.things, things)) return false;
    move(loose.plan, loose.chunk, loose.residents, things);
    loose.things = things;
    loose.plan.arrange(std::array{&loose.chunk});
    return true;
}

/// True when nothing but places has changed.
bool Takeover::move_board(Canvas& canvas, const std::vector<Shared<PlacedChunk>>& chunks) {
    if (!canvas.drawn_before ||
        !std::ranges::equal(canvas.board, chunks, [](const Group& group, const Shared<PlacedChunk>& chunk) {
            return group.chunk.same(chunk) || same_drawings(*group.chunk, *chunk);
        }))
        return false;
    plan_chunks_.clear();
    std::size_t moving = 0, all = 0;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        moving += moving_things(canvas.board[i], chunks[i]);
        all += chunks[i]->size();
    }
    if (is_most(moving, all)) canvas.plan.start_anew();
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        Group& group = canvas.board[i];
        plan_chunks_.push_back(group.plan.get());
        if (group.chunk.same(chunks[i])) continue;
        move(canvas.plan, *group.plan, group.residents, *chunks[i]);
        group.chunk = chunks[i];
    }
    canvas.plan.arrange(plan_chunks_);
    return true;
}

namespace {

/// Which chunk of before each of `chunks` goes on with, as a rule the very same; between such ones, one with
/// the same drawings. Places rise, so that the order of what stays is as it was.
std::vector<std::size_t> continued(const std::vector<Group>& board,
                                   const std::vector<Shared<PlacedChunk>>& chunks) {
    std::vector<std::size_t> places = same_places(
        board, chunks, [](const Group& group) { return group.chunk.get(); },
        [](const Shared<PlacedChunk>& chunk) { return chunk.get(); });
    std::vector<std::size_t> ends(places.size()); // the next place that is taken already
    for (std::size_t i = places.size(), end = board.size(); i-- > 0; ends[i] = end)
        if (places[i] != nowhere) end = places[i];
    for (std::size_t i = 0, first = 0; i < places.size(); ++i) {
        for (std::size_t k = first; k < ends[i] && places[i] == nowhere; ++k)
            if (same_drawings(*board[k].chunk, *chunks[i])) places[i] = k;
        if (places[i] != nowhere) first = places[i] + 1;
    }
    return places;
}

} // namespace

/// Keeps chunks that are still there, moves those whose things only lie elsewhere, gives up the others. New
/// ones come back untaken.
void Takeover::change_board(Canvas& canvas, const std::vector<Shared<PlacedChunk>>& chunks) {
    const std::vector<std::size_t> places = continued(canvas.board, chunks);
    std::vector<Group> next(chunks.size());
    std::vector<bool> stays(canvas.board.size());
    std::size_t moving = 0, all = 0;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        all += chunks[i]->size();
        moving +=
            places[i] == nowhere ? chunks[i]->size() : moving_things(canvas.board[places[i]], chunks[i]);
    }
    if (is_most(moving, all)) canvas.plan.start_anew();
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        if (places[i] == nowhere) {
            next[i].chunk = chunks[i];
            next[i].plan = std::make_unique<PlanChunk>();
            continue;
        }
        stays[places[i]] = true;
        next[i] = std::move(canvas.board[places[i]]);
        if (next[i].chunk.same(chunks[i])) continue;
        move(canvas.plan, *next[i].plan, next[i].residents, *chunks[i]);
        next[i].chunk = chunks[i];
    }
    for (std::size_t i = 0; i < stays.size(); ++i)
        if (!stays[i]) canvas.plan.remove(*canvas.board[i].plan), give_up(canvas.board[i].residents);
    std::swap(canvas.board, next);
    plan_chunks_.clear();
    for (const Group& group : canvas.board) plan_chunks_.push_back(group.plan.get());
    gone_.swap(next);
}

void Takeover::take_board(Canvas& canvas) {
    for (Group& group : canvas.board)
        if (!std::exchange(group.is_taken, true)) take(*group.chunk, group.residents, *group.plan);
    canvas.plan.arrange(plan_chunks_);
    gone_.clear();
}

void Takeover::show(Canvas& canvas, const Scene& scene) {
    const bool first = !canvas.drawn_before;
    bool new_board = first || !(canvas.chunks.same(scene.board) || same(canvas.board, scene.board));
    canvas.chunks = scene.board;
    if (new_board && move_board(canvas, scene.board)) new_board = false;
    bool new_held = first || !same(canvas.held.things, scene.held);
    if (new_held && move(canvas.held, scene.held)) new_held = false;
    bool new_overlay = first || !same(canvas.overlay.things, scene.overlay);
    if (new_overlay && move(canvas.overlay, scene.overlay)) new_overlay = false;
    canvas.drawn_before = true;
    if (!new_board && !new_held && !new_overlay) return;
    if (new_board) change_board(canvas, scene.board);
    if (new_held) give_up(canvas.held);
    if (new_overlay) give_up(canvas.overlay);
    residence_.sort_given_up();
    if (new_board) take_board(canvas);
    if (new_held) take(canvas.held, scene.held);
    if (new_overlay) take(canvas.overlay, scene.overlay);
    residence_.sweep();
}

void Takeover::show(Loose& loose, const PlacedChunk& things) {
    if (same(loose.things, things) || move(loose, things)) return;
    give_up(loose);
    residence_.sort_given_up();
    take(loose, things);
    residence_.sweep();
}

} // namespace waymark
