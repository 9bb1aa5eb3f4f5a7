#pragma once
#include "render/image_pixels.hpp"
#include "sessions/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Pictures are unpacked in a process of their own: what a hostile one does there, it does to nobody. The
/// program starts itself anew for it; the helper closes a sandbox around itself before it looks at a byte: no
/// more memory than the picture is due, five seconds of the processor, no files, no network, no new programs
/// (seccomp), and nothing comes back but pixels in memory that it was lent.
namespace waymark {

/// To be called first in `main`: the helper's whole life when this process is one, else nothing. The value is
/// the exit status.
std::optional<int> image_helper(int argc, const char* const* argv);

/// What came back. `size` is the picture's after halving.
struct HelperAnswer {
    enum class How : std::uint8_t {
        done,
        damaged,         ///< or it made the helper misbehave
        too_much_memory, ///< than a picture of its size needs
        too_long,        ///< took more than five seconds of a processor
    } how = How::damaged;
    ImageSize size;
    std::vector<std::uint8_t> pixels;
    bool is_in_sandbox =
        true; ///< false where this system knows no seccomp: a process of its own all the same
};

/// Unpacks in a helper and waits for it. An error when none could be started; `name` is for its sentence.
Result<HelperAnswer> unpacked_by_helper(std::string_view bytes, ImageSize stated, unsigned halve,
                                        const std::string& name);

/// From here on this process can do nothing but count, in at most `budget` bytes more than it has: any other
/// wish kills it. False where the system knows no seccomp; the other limits hold all the same.
bool close_sandbox(std::uint64_t budget, std::uint64_t may_write);

} // namespace waymark
