#pragma once
#include "sessions/journey.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace waymark {

struct TemplateName {
    std::string_view name;  ///< on the command line: "winter-jacket"
    std::string_view title; ///< for people: "Winter jacket"
    std::string_view about; ///< one line
};

/// blank, five-stages, winter-jacket, spare-parts, machine-repair, bank-portfolio, buying-centre
const std::vector<TemplateName>& template_names();

/// A new session from the template, with this id; nothing when there is no such template. The same for every
/// call.
std::optional<Session> session_from_template(std::string_view name, const SessionId& id);

/// A random (version 4) UUID.
SessionId new_session_id();
std::string text_of(const SessionId& id);

} // namespace waymark
