#include "app/perform.hpp"
#include "app/shots_sitter.hpp"

#include <algorithm>
#include <iterator>

/// People around a table: notes to all sides, toolboxes, whose hand it is.
namespace waymark::shots {
namespace {

/// Two fingers that rest there until a toolbox opens.
void open_toolbox_at(Sitter& sitter, Vec2 at_px) {
    const auto both = [&](ContactPhase phase) {
        sitter.step({Contact{20, Source::touch, phase, at_px - Vec2{40, 0}, 1, Button::left},
                     Contact{21, Source::touch, phase, at_px + Vec2{40, 0}, 1, Button::left}});
    };
    both(ContactPhase::begin);
    sitter.frames(45);
    both(ContactPhase::end);
    sitter.frames(2);
}

/// Notes as those have left them who stand around the board: each turned to the side it lies next to.
void turn_notes_outwards(App& app) {
    const Layout& layout = committed_layout(app);
    TurnNotes turns;
    for (const NoteBox& box : layout.notes) {
        const Vec2 at = app.view.to_screen(box.rect.center()), size = app.size_px;
        const std::pair<float, Facing> sides[] = {{(size.y - at.y) * size.x / size.y, Facing::bottom},
                                                  {at.x, Facing::left},
                                                  {at.y * size.x / size.y, Facing::top},
                                                  {size.x - at.x, Facing::right}};
        turns.turns.push_back({box.note->id, std::ranges::min_element(sides)->second, 0});
    }
    perform(app, Commit{std::move(turns), std::nullopt});
}

/// Makes everybody at the table somebody, and the notes theirs in turn.
void name_people(App& app) {
    static constexpr const char* names[] = {"Mara", "Юрий", "陈晓", ""};
    static constexpr Tool tools[] = {Tool::pen, Tool::note, Tool::select, Tool::curve};
    for (std::size_t i = 0; i < app.hands.toolboxes.size(); ++i) {
        Toolbox& box = app.hands.toolboxes[i];
        Participant person;
        if (box.person == Id::none) box.person = app.session().participants[i]->id;
        if (const Participant* known = find_participant(app.session(), box.person)) person = *known;
        person.colour = static_cast<PersonColour>(3 + i % 4);
        person.name = names[i % 4];
        box.page = Toolbox::Page::tools;
        perform(app, Commit{PutParticipant{person}, std::nullopt});
        box.tool = tools[i % 4];
    }
    std::size_t next = 0;
    const Journey journey = app.board_journey();
    for (const Shared<Note>& one : journey.notes) {
        Note note = *one;
        note.author = app.hands.toolboxes.empty() || ++next % 3 == 0
                          ? Id::none
                          : app.hands.toolboxes[next % app.hands.toolboxes.size()].person;
        perform(app, Commit{PutNote{std::move(note)}, std::nullopt});
    }
}

/// Four people around a table, each with a toolbox, one with a ring.
void around_a_table(Sitter& sitter) {
    open(sitter, "winter-jacket");
    App& app = sitter.app();
    perform(app, SetLiesFlat{true});
    sitter.settle();
    const Vec2 size = app.size_px;
    turn_notes_outwards(app);
    for (const Vec2 at : {Vec2{0.42f, 0.84f}, Vec2{0.05f, 0.5f}, Vec2{0.62f, 0.18f}, Vec2{0.96f, 0.55f}})
        open_toolbox_at(sitter, {at.x * size.x, at.y * size.y});
    name_people(app);
    app.hands.pens.push_back({7, app.hands.toolboxes.front().person}); // who has tapped it with a pen
    sitter.settle();
    const Vec2 rests{size.x * 0.27f, size.y * 0.36f};
    sitter.step({Contact{30, Source::touch, ContactPhase::begin, rests, 1, Button::left}});
    sitter.frames(40);
    sitter.step({Contact{30, Source::touch, ContactPhase::end, rests, 1, Button::left}});
    sitter.settle();
}

/// The same from near: notes to all sides, a long one across, marks of their authors.
void notes_to_all_sides(Sitter& sitter) {
    open(sitter, "winter-jacket");
    App& app = sitter.app();
    perform(app, SetLiesFlat{true});
    sitter.settle();
    open_toolbox_at(sitter, {app.size_px.x * 0.5f, app.size_px.y * 0.85f});
    open_toolbox_at(sitter, {app.size_px.x * 0.5f, app.size_px.y * 0.15f});
    name_people(app);
    std::size_t next = 0;
    TurnNotes turns;
    const Journey journey = app.board_journey();
    for (const Shared<Note>& note : journey.notes)
        turns.turns.push_back({note->id, static_cast<Facing>(next++ % 4), 0});
    perform(app, Commit{std::move(turns), std::nullopt});
    std::string longer;
    for (int i = 0; i < 9; ++i) longer += "asks everybody again and again and ";
    perform(app, Commit{SetText{(*(journey.notes.begin()))->id, longer}, std::nullopt});
    perform(app, Commit{TurnNotes{{{(*(journey.notes.begin()))->id, Facing::right, 0}}}, std::nullopt});
    app.hands.toolboxes.clear();
    View view = app.view;
    view.zoom = 0.9f;
    view.at = committed_layout(app).cells.front().rect.center() + Vec2{620, 260};
    perform(app, SetView{view, false});
    perform(app, Select{{(*(++journey.notes.begin()))->id}});
    sitter.settle();
}

/// Who of those that are known opens a toolbox?
void asked_who(Sitter& sitter) {
    open(sitter, "winter-jacket");
    for (const char* name : {"Mara", "Юрий", "陈晓"}) {
        Participant person;
        person.id = Id{sitter.app().session().next_id};
        person.name = name;
        person.colour = static_cast<PersonColour>(1 + sitter.app().session().participants.size() % 6);
        perform(sitter.app(), Commit{PutParticipant{std::move(person)}, std::nullopt});
    }
    open_toolbox_at(sitter, sitter.app().size_px * 0.5f + Vec2{0, 260});
    sitter.settle();
}

} // namespace

std::vector<Shot> table_shots() {
    return {{"table", around_a_table}, {"facing", notes_to_all_sides}, {"toolbox-who", asked_who}};
}

} // namespace waymark::shots
