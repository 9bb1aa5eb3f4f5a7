#include "render/layout.hpp"
#include "sessions/edit.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// come_back_costs NOTES: every second note of a board had been removed, and comes back. Run by callgrind
/// counting within `moved_notes`, which looks for where each was before.
int main(int count, char** arguments) {
    using namespace waymark;
    if (count != 2) return 2;
    const auto notes = static_cast<std::uint64_t>(std::atoll(arguments[1]));
    Journey journey;
    journey.id = Id{1};
    AddNotes all;
    Remove every_second;
    for (std::uint64_t i = 0; i < notes; ++i) {
        Note note;
        note.id = Id{10 + i};
        note.place = Free{{static_cast<float>(i % 100) * 200, static_cast<float>(i / 100) * 200}};
        all.notes.push_back(note);
        if (i % 2 == 1) every_second.things.push_back(note.id);
    }
    journey = edited(std::move(journey), all);
    TextEngine text;
    const Layout with_all = laid_out(journey, "en", text);
    const Layout with_half = laid_out(edited(journey, every_second), "en", text, &with_all);
    const Layout again = laid_out(journey, "en", text, &with_half);
    if (again.notes.size() != notes || !moved_notes(with_half, again).empty()) {
        std::puts("None of them has moved.");
        return 1;
    }
    return 0;
}
