#include "render/picture_shelf.hpp"

#include "render/image_pixels.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <new>
#include <thread>
#include <utility>
#include <vector>

namespace waymark {
namespace {

constexpr auto before_trying_again = std::chrono::milliseconds{300};
constexpr unsigned asked_anew = ~0u; ///< in place of how often it is halved

struct UnpackedOnShelf {
    std::optional<Shared<Bitmap>> bitmap; ///< none: it is no picture, which the board says in its place
    std::string problem;                  ///< or could not be had just now
};

UnpackedOnShelf unpacked(std::string_view bytes, std::uint64_t at_most_pixels) {
    try {
        Result<Bitmap> bitmap = decoded_image(bytes, "A picture", at_most_pixels);
        if (bitmap) return {Shared<Bitmap>{std::move(bitmap).value()}, {}};
        return {std::nullopt,
                bitmap.error().kind == ErrorKind::input_output ? bitmap.error().sentence : std::string{}};
    } catch (const std::bad_alloc&) {
        return {std::nullopt, "A picture was not read: there is not enough memory for it."};
    }
}

} // namespace

struct PictureShelf::Inside {
    struct Kept {
        std::optional<Shared<Bitmap>> bitmap;
        unsigned halved = 0; ///< how often, or is going to be
        bool awaited = false, asked = true;
    };
    struct Wish {
        ImageHash hash{};
        Shared<std::string> bytes;
        std::uint64_t at_most_pixels = 0;
        unsigned halved = 0;
    };
    struct Arrival {
        ImageHash hash{};
        unsigned halved = 0;
        UnpackedOnShelf unpacked;
    };

    const Unpacks how;
    std::string problem;
    std::map<ImageHash, Kept> kept; ///< of the thread that paints, as is all above `mutex`
    std::uint64_t arrived = 0;

    mutable std::mutex mutex;
    std::condition_variable wake, done;
    std::deque<Wish> wishes;
    std::vector<Arrival> arrivals;
    bool working = false, stopping = false;
    std::thread thread;

    explicit Inside(Unpacks wanted) : how{wanted} {}

    void work() {
        std::unique_lock lock{mutex};
        for (;;) {
            wake.wait(lock, [this] { return stopping || !wishes.empty(); });
            if (stopping) return;
            const Wish wish = std::move(wishes.front());
            wishes.pop_front();
            working = true;
            lock.unlock();
            Arrival arrival{wish.hash, wish.halved, unpacked(*wish.bytes, wish.at_most_pixels)};
            lock.lock();
            if (!arrival.unpacked.problem.empty()) // not at once again
                wake.wait_for(lock, before_trying_again, [this] { return stopping; });
            arrivals.push_back(std::move(arrival));
            working = false;
            done.notify_all();
        }
    }

    void ask_for(Wish wish) {
        const std::scoped_lock lock{mutex};
        wishes.push_back(std::move(wish));
        if (!thread.joinable()) thread = std::thread{[this] { work(); }};
        wake.notify_one();
    }

    void take_arrivals() {
        if (how == Unpacks::at_once) return;
        std::vector<Arrival> come;
        {
            const std::scoped_lock lock{mutex};
            come.swap(arrivals);
        }
        for (Arrival& arrival : come) {
            const auto found = kept.find(arrival.hash);
            if (found == kept.end() || found->second.halved != arrival.halved)
                continue; // no longer wanted so
            problem = std::move(arrival.unpacked.problem);
            found->second.awaited = false;
            if (problem.empty())
                found->second.bitmap = std::move(arrival.unpacked.bitmap);
            else
                found->second.halved = asked_anew; // and the one that is there stays meanwhile
            ++arrived;
        }
    }
};

PictureShelf::PictureShelf(Unpacks how) : inside_{std::make_unique<Inside>(how)} {}

PictureShelf::~PictureShelf() {
    {
        const std::scoped_lock lock{inside_->mutex};
        inside_->stopping = true;
    }
    inside_->wake.notify_all();
    if (inside_->thread.joinable()) inside_->thread.join();
}

PictureShelf::Found PictureShelf::find(const Image& image, std::uint64_t at_most_pixels) {
    const unsigned halved = halvings({image.width, image.height}, at_most_pixels);
    const auto [entry, is_new] = inside_->kept.try_emplace(image.hash);
    Inside::Kept& kept = entry->second;
    kept.asked = true;
    if (is_new || kept.halved != halved) {
        kept.halved = halved;
        if (inside_->how == Unpacks::at_once) {
            UnpackedOnShelf made = unpacked(*image.bytes, at_most_pixels);
            kept.bitmap = std::move(made.bitmap);
            if (!made.problem.empty()) inside_->problem = std::move(made.problem);
        } else {
            kept.awaited = true;
            inside_->ask_for({image.hash, image.bytes, at_most_pixels, halved});
        }
    }
    return {kept.bitmap, kept.awaited};
}

void PictureShelf::tidy() {
    std::erase_if(inside_->kept, [](const auto& entry) { return !entry.second.asked; });
    for (auto& [hash, kept] : inside_->kept) kept.asked = false;
}

const std::string& PictureShelf::problem() const { return inside_->problem; }

std::uint64_t PictureShelf::arrived() {
    inside_->take_arrivals();
    return inside_->arrived;
}

bool PictureShelf::busy() const {
    const std::scoped_lock lock{inside_->mutex};
    return inside_->working || !inside_->wishes.empty() || !inside_->arrivals.empty();
}

void PictureShelf::finish() {
    std::unique_lock lock{inside_->mutex};
    inside_->done.wait(lock, [this] { return !inside_->working && inside_->wishes.empty(); });
}

} // namespace waymark
