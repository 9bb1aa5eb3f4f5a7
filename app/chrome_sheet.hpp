#pragma once
#include "app/chrome_panels.hpp"

/// What the sheet for what is chosen shows, by the sort of thing.
namespace waymark {

/// What the sheet is about: the notes chosen, or one thing of another sort.
struct SheetChosen {
    const ChosenNotes* notes = nullptr; ///< none while a moment is open
    const MagicMoment* moment = nullptr;
    const Stage* stage = nullptr;
    const Lane* lane = nullptr;
    const Curve* curve = nullptr;
    const Picture* picture = nullptr;
    const Connector* connector = nullptr;
    std::size_t others = 0;
    bool with_notes() const { return notes && !notes->notes.empty(); }
    Selection things() const { return notes ? notes->things : moment ? Selection{moment->id} : Selection{}; }
    std::size_t count() const { return notes ? notes->things.size() : moment ? 1 : 0; }
    bool any() const {
        return with_notes() || moment || stage || lane || curve || picture || connector || others > 0;
    }
};

/// Its fields and what can be done with it.
void show_subject(PanelFrame& frame, const SheetChosen& chosen);

} // namespace waymark
