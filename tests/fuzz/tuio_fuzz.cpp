#include "app/tuio.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>

/// Anybody who reaches the port can send anything: contacts come out in order, or nothing does. The input is
/// a row of packets, each after its length in two bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace waymark;
    Tuio tuio{{{5, Tip::note}, {6, Tip::eraser}}};
    std::set<std::uint32_t> down;
    double time_s = 0;
    std::span<const std::uint8_t> rest{data, size};
    while (rest.size() > 2) {
        const std::size_t length = std::min<std::size_t>(rest[0] * 256u + rest[1], rest.size() - 2);
        std::vector<Event> events;
        time_s += rest[1] % 4;
        tuio.take(rest.subspan(2, length), {"127.0.0.1", rest[1]}, {{{}, {1920, 1080}}, {1920, 1080}}, time_s,
                  events);
        tuio.let_time_pass(time_s, events);
        for (const Event& event : events) {
            const auto& contact = std::get<Contact>(event);
            const bool is_new = contact.phase == ContactPhase::begin;
            if (is_new == down.contains(contact.id) || !std::isfinite(contact.at_px.x)) __builtin_trap();
            if (is_new) down.insert(contact.id);
            if (contact.phase == ContactPhase::end || contact.phase == ContactPhase::cancel)
                down.erase(contact.id);
        }
        if (down.size() > LiveContacts::most) __builtin_trap();
        rest = rest.subspan(2 + length);
    }
    return 0;
}
