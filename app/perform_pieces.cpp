#include "app/perform.hpp"

#include "sessions/clean_text.hpp"
#include "sessions/storage.hpp"
#include "sessions/templates.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace waymark {
namespace {

constexpr std::size_t pasted_notes_limit = 500, pasted_bytes_limit = 16u << 20;
constexpr std::uint64_t clipboard_limit = 64ull << 20;
constexpr std::uint32_t private_file = 0600, private_folder = 0700;

/// The chosen notes and pictures as a session of their own, in the board's order.
Session pieces_of(const App& app) {
    const Journey& journey = app.board_journey();
    const auto chosen = [&](Id id) { return std::ranges::find(app.selection, id) != app.selection.end(); };
    Journey taken;
    taken.id = Id{1};
    taken.title = journey.title;
    for (const Shared<Note>& note : journey.notes) {
        if (!chosen(note->id)) continue;
        Note copy = *note;
        // What the copy refers to stays behind; where it lay is told by its place on the board.
        if (const NoteBox* box = find_box(app.committed.layout, note->id))
            copy.place = Free{free_rect(*box).at};
        copy.author = copy.touchpoint = copy.personas_view = Id::none;
        copy.evidence_records.clear();
        taken.notes.push_back(std::move(copy));
    }
    Session pieces;
    pieces.id = new_session_id();
    for (const auto& picture : journey.pictures) {
        if (!chosen(picture->id)) continue;
        taken.pictures.push_back(picture);
        for (const auto& image : app.session().images)
            if (image->hash == picture->image &&
                std::ranges::none_of(pieces.images, [&](const auto& i) { return i->hash == image->hash; }))
                pieces.images.push_back(image);
    }
    pieces.next_id = app.session().next_id;
    pieces.journeys.push_back(std::move(taken));
    return pieces;
}

std::string text_of_pieces(const Session& pieces) {
    std::string text;
    const auto add = [&text](const std::string& words) { text += (text.empty() ? "" : "\n") + words; };
    for (const Shared<Note>& note : pieces.journeys.front()->notes) add(note->text);
    for (const auto& picture : pieces.journeys.front()->pictures) add(picture->description);
    // A clipboard without a character is none: what has no words gets some.
    return text.find_first_not_of('\n') == std::string::npos ? "Waymark" + text : text;
}

std::string clipboard_path(const App& app) {
    return app.settings.cache_folder.empty() ? std::string{}
                                             : app.settings.cache_folder + "/clipboard.waymark";
}

/// Puts the pieces where another Waymark finds them: a clipboard of the window system only carries text.
void leave_for_others(App& app) {
    const std::string path = clipboard_path(app);
    if (path.empty()) return;
    (void)app.files->make_folder(app.settings.cache_folder, private_folder);
    (void)app.files->remove(path);
    if (Result<std::unique_ptr<WritableFile>> file = app.files->create(path, private_file)) {
        (void)file.value()->append(encoded(app.copied->pieces, 0));
        (void)file.value()->close();
    }
}

/// What was copied in this program or another, if the clipboard still holds its text.
std::optional<Session> pieces_for(const App& app, const std::string& text) {
    if (app.copied && app.copied->text == text) return app.copied->pieces;
    const std::string path = clipboard_path(app);
    if (path.empty()) return std::nullopt;
    const Result<std::string> bytes = app.files->read(path, clipboard_limit);
    if (!bytes) return std::nullopt;
    Result<OpenedSession> opened = decoded(*bytes, path);
    if (!opened || opened->session.journeys.empty() || text_of_pieces(opened->session) != text)
        return std::nullopt;
    return std::move(opened).value().session;
}

/// Where pasted things go: the cell that has the focus or under the middle of the view.
DropPlace paste_place(const App& app) {
    if (app.focus.shown && app.focus.stage != Id::none && app.focus.lane != Id::none)
        return {InCell{app.focus.stage, app.focus.lane}, Id::none, std::nullopt};
    return drop_place(app.committed.layout, app.view.at, {});
}

Place beside(const Place& place, std::size_t step) {
    const Free* free = std::get_if<Free>(&place);
    return free ? Place{Free{free->at + Vec2{paste_step, paste_step} * static_cast<float>(step)}} : place;
}

void paste_pieces(App& app, const Session& pieces, Vec2 by, const DropPlace& place, const char* label) {
    std::uint64_t next = app.session().next_id;
    Several edit{{}, label};
    AddNotes added{{}, place.before};
    Selection after;
    for (const Shared<Note>& note : pieces.journeys.front()->notes) {
        Note copy = *note;
        copy.id = Id{next++};
        const Free* free = std::get_if<Free>(&copy.place);
        copy.place =
            std::holds_alternative<Free>(place.place) && free ? Place{Free{free->at + by}} : place.place;
        after.push_back(copy.id);
        added.notes.push_back(std::move(copy));
    }
    if (!added.notes.empty()) edit.edits.push_back(std::move(added));
    Session with_added = app.session();
    for (const auto& picture : pieces.journeys.front()->pictures) {
        Picture copy = *picture;
        copy.id = Id{next++};
        copy.frame.at = copy.frame.at + by;
        after.push_back(copy.id);
        for (const auto& image : pieces.images)
            if (image->hash == copy.image && has_room(app, *image, with_added))
                edit.edits.push_back(AddPicture{copy, *image});
    }
    if (!edit.edits.empty()) perform(app, Commit{std::move(edit), std::move(after)});
}

/// Where the middle of the pieces is.
Vec2 middle_of(const Session& pieces) {
    Rect around;
    for (const Shared<Note>& note : pieces.journeys.front()->notes)
        if (const Free* free = std::get_if<Free>(&note->place))
            around = united(around, Rect{free->at, {note_size, note_size}});
    for (const auto& picture : pieces.journeys.front()->pictures) around = united(around, picture->frame);
    return around.center();
}

/// How much of a line a note holds, up to a character's border. What is cut off within marks of direction
/// needs room for the ends of these.
std::size_t part_for_one_note(std::string_view line) {
    std::size_t part = std::min(line.size(), note_text_limit);
    for (; part > 1; part /= 2) {
        while (part < line.size() && (static_cast<unsigned char>(line[part]) & 0xC0) == 0x80) --part;
        if (!clean_text(line.substr(0, part)).cut) break;
    }
    return part;
}

/// A long text is never cut: what does not fit a note goes on in the next.
std::vector<std::string> note_texts(const std::string& text) {
    const std::string all = clean_text(text, text.size() * 3 + 1).text;
    std::vector<std::string> texts;
    for (std::string_view rest = all; !rest.empty();) {
        std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        while (line.find_first_not_of(" \t") != std::string_view::npos) {
            const std::size_t part = part_for_one_note(line);
            texts.emplace_back(line.substr(0, part));
            line.remove_prefix(part);
        }
    }
    return texts;
}

/// Each line becomes a note; a list that would flood the board is refused as a whole, with nothing lost.
void paste_text(App& app, const std::string& text) {
    if (text.size() > pasted_bytes_limit) {
        say(app,
            "The clipboard has " + std::to_string(text.size() >> 20) + " MB of text; paste at most " +
                std::to_string(pasted_bytes_limit >> 20) + " MB at a time.",
            true);
        return;
    }
    std::vector<std::string> texts = note_texts(text);
    if (texts.empty()) return;
    if (texts.size() > pasted_notes_limit) {
        say(app,
            "The clipboard has " + std::to_string(texts.size()) +
                " lines, which would be as many notes; paste at most " + std::to_string(pasted_notes_limit) +
                " at a time.",
            true);
        return;
    }
    const DropPlace place = paste_place(app);
    AddNotes added{{}, place.before};
    Selection after;
    for (std::string& one : texts) {
        Note note;
        note.id = Id{app.session().next_id + added.notes.size()};
        note.text = std::move(one);
        note.colour = app.next_colour;
        note.place = beside(place.place, added.notes.size());
        after.push_back(note.id);
        added.notes.push_back(std::move(note));
    }
    if (added.notes.size() > 1)
        say(app, "Pasted " + std::to_string(added.notes.size()) + " notes, one for each line.");
    perform(app, Commit{std::move(added), std::move(after)});
}

} // namespace

void copy(App& app) {
    if (app.selection.empty()) return;
    (void)committed_layout(app);
    Session pieces = pieces_of(app);
    if (pieces.journeys.front()->notes.empty() && pieces.journeys.front()->pictures.empty()) return;
    std::string text = text_of_pieces(pieces);
    app.effects.clipboard.push_back(text);
    app.copied = Copied{std::move(text), std::move(pieces)};
    leave_for_others(app);
}

void cut(App& app) {
    if (app.selection.empty()) return;
    copy(app);
    if (!app.copied) return;
    // Only what has been copied goes; ink and connectors cannot be pasted, so they stay.
    std::vector<Id> taken;
    const Journey& journey = app.board_journey();
    for (const Id id : app.selection) {
        const bool is_picture =
            std::ranges::any_of(journey.pictures, [&](const auto& picture) { return picture->id == id; });
        if (is_picture || find_note(journey, id)) taken.push_back(id);
    }
    if (!taken.empty()) perform(app, Commit{Remove{std::move(taken)}, Selection{}});
}

void paste(App& app, const std::string& text) {
    if (app.writing) {
        const PasteResult result = type(*app.writing, text, app.time_s);
        if (result.cut)
            say(app,
                "A note holds 64 KB of text, so only the beginning was pasted; paste it on the board to get "
                "several notes.",
                true);
        return;
    }
    (void)committed_layout(app);
    if (const std::optional<Session> pieces = pieces_for(app, text)) {
        const DropPlace place = paste_place(app);
        paste_pieces(app, *pieces, app.view.at - middle_of(*pieces), place, "Paste");
        return;
    }
    paste_text(app, text);
}

void duplicate(App& app, Id by) {
    (void)committed_layout(app);
    const Journey& journey = app.board_journey();
    Several edit{{}, "Duplicate"};
    Selection after;
    std::uint64_t next = app.session().next_id;
    // A copy in a cell lies right after its note; a free one a little aside.
    for (const Shared<Note>& note : journey.notes) {
        if (std::ranges::find(app.selection, note->id) == app.selection.end()) continue;
        Note copy = *note;
        copy.id = Id{next++};
        copy.place = beside(copy.place, 1);
        after.push_back(copy.id);
        const std::size_t index = *note_index(journey, note->id);
        const Id before = index + 1 < journey.notes.size() ? journey.notes[index + 1]->id : Id::none;
        edit.edits.push_back(AddNotes{{std::move(copy)}, before});
    }
    for (const auto& picture : journey.pictures) {
        if (std::ranges::find(app.selection, picture->id) == app.selection.end()) continue;
        Picture copy = *picture;
        copy.id = Id{next++};
        copy.frame.at = copy.frame.at + Vec2{paste_step, paste_step};
        after.push_back(copy.id);
        edit.edits.push_back(PutPicture{std::move(copy)});
    }
    if (!edit.edits.empty()) perform(app, Commit{std::move(edit), std::move(after), by});
}

} // namespace waymark
