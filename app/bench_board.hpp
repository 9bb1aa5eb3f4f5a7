#pragma once
#include "sessions/journey.hpp"

namespace waymark {

/// The board that `waymark bench` measures, the same for the same number: `notes` notes four abreast in
/// stages, about as wide as 16:9, each with 60 characters (48 Latin, 12 Chinese, from a seed), in six
/// colours, and one curve of 200 points. The notes lie in cells as on a real board, so their pitch is the
/// layout's own (176).
Session made_board(int notes);

} // namespace waymark
