#pragma once
#include "sessions/journey.hpp"

/// The templates themselves, each in its own file.
namespace waymark {

Session blank_board(const SessionId& id);
Session five_stages(const SessionId& id);
Session winter_jacket(const SessionId& id);
Session spare_parts(const SessionId& id);
Session machine_repair(const SessionId& id);
Session bank_portfolio(const SessionId& id);
Session buying_centre(const SessionId& id);

} // namespace waymark
