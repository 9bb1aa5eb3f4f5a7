#pragma once
#include "render/gpu_plan.hpp"
#include "render/gpu_residence.hpp"
#include "render/scene.hpp"

#include <memory>
#include <vector>

namespace waymark {

/// Placed things that come and go together.
struct Group {
    Shared<PlacedChunk> chunk;
    std::vector<Resident*> residents; ///< by place in the chunk
    std::unique_ptr<PlanChunk> plan;
    bool is_taken = false;
};

/// Things of which each frame may bring others.
struct Loose {
    PlacedChunk things;
    std::vector<Resident*> residents;
    PlanChunk chunk;
    Plan plan;
};

/// What one scene shows, as it was drawn last.
struct Canvas {
    std::vector<Group> board;
    BoardChunks chunks; ///< that `board` is made of
    Plan plan;          ///< of the board
    Loose held, overlay;
    bool drawn_before = false;
};

/// Brings canvases in line with the scenes they show. Where the same drawings only lie elsewhere, they are
/// moved where they are: that costs what has moved. Everything else is given up before anything is claimed,
/// so that a note which is picked up from the board and held only changes its place.
class Takeover {
public:
    explicit Takeover(Residence& residence) : residence_{residence} {}

    /// What the scene shows.
    void show(Canvas& canvas, const Scene& scene);
    /// What lies over a scene.
    void show(Loose& loose, const PlacedChunk& things);
    /// Nothing of it is shown any more; before `Residence::sweep`.
    void give_up(Canvas& canvas);

private:
    bool move_board(Canvas& canvas, const std::vector<Shared<PlacedChunk>>& chunks);
    void change_board(Canvas& canvas, const std::vector<Shared<PlacedChunk>>& chunks);
    void take_board(Canvas& canvas);
    bool move(Plan& plan, PlanChunk& chunk, const std::vector<Resident*>& residents, const PlacedChunk& now);
    bool move(Loose& loose, const PlacedChunk& things);
    void give_up(std::vector<Resident*>& residents);
    void give_up(Loose& loose);
    void take(const PlacedChunk& things, std::vector<Resident*>& residents, PlanChunk& chunk);
    void take(Loose& loose, const PlacedChunk& things);

    Residence& residence_;
    std::vector<PlanChunk*> plan_chunks_; ///< of the board being taken over
    std::vector<Group> gone_;             ///< the plan still knows them until it is arranged
    std::vector<std::uint32_t> moved_;    ///< of a chunk, by place
};

} // namespace waymark
