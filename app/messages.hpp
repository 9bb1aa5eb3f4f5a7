#pragma once
#include "app/app.hpp"

#include <vector>

/// Which of the sentences on the screen stay, and which of them are seen.
namespace waymark {

/// Good news goes by itself.
void forget_old_messages(App& app);

/// Indices into `App::messages`, in their order, of the `at_most` that matter most: the one said last, those
/// that offer another place to save in, then the newer before the older.
std::vector<std::size_t> foremost_messages(const App& app, std::size_t at_most);

} // namespace waymark
