#pragma once
#include <array>

namespace waymark {

/// The sizes a fitted text may have, world units an em.
inline constexpr std::array<float, 9> size_ladder{28, 24, 20, 18, 16, 14, 12, 11, 10};
/// A word that is too long even at the smallest size is cut; then large letters would cut it oftener for
/// nothing.
inline constexpr float largest_with_cut_words = 16;

} // namespace waymark
