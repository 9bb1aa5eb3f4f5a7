#include "sessions/templates.hpp"

#include "sessions/template_list.hpp"

namespace waymark {

const std::vector<TemplateName>& template_names() {
    static const std::vector<TemplateName> names{
        {"blank", "Blank board", "Three empty stages: before, during and after"},
        {"five-stages", "Five stages", "Aware, consider, buy, use, return: ready for the first note"},
        {"winter-jacket", "Winter jacket",
         "One shopper, one online shop, from the first cold day to the next order"},
        {"spare-parts", "Buying spare parts",
         "A fleet owner needs a part now; today's journey and tomorrow's"},
        {"machine-repair", "Machine breakdown and repair",
         "The site owner and the young operator, on one map"},
        {"bank-portfolio", "A bank's journey portfolio",
         "Open an account, lose a card, a first mortgage: three journeys, shared contacts"},
        {"buying-centre", "Purchase with a buying centre",
         "User, buyer, manager and finance decide together"},
    };
    return names;
}

std::optional<Session> session_from_template(std::string_view name, const SessionId& id) {
    using Make = Session (*)(const SessionId&);
    constexpr Make makers[] = {blank_board,    five_stages,    winter_jacket, spare_parts,
                               machine_repair, bank_portfolio, buying_centre};
    const std::vector<TemplateName>& names = template_names();
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i].name == name) return makers[i](id);
    return std::nullopt;
}

} // namespace waymark
