#pragma once

namespace waymark {

/// What of this process lies in memory, MB. Files' own pages are shared with other programs and given up at
/// need.
struct MemoryUse {
    double own = 0;   ///< private: heap, stacks, whatever was written to (RssAnon)
    double files = 0; ///< pages of files as they lie on disk (RssFile and RssShmem); of these:
    double fonts = 0;
    double driver = 0; ///< a graphics driver's libraries: Mesa's, and LLVM where it draws by the processor
    double code = 0;   ///< the program and all other libraries
    double driver_own =
        0; ///< of `own`: what the driver's libraries have written to in themselves, not its heap
};
/// As the kernel says now; zeros where it says nothing.
MemoryUse memory_use();

} // namespace waymark
