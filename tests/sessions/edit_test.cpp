#include "sessions/clean_text.hpp"
#include "sessions/limits.hpp"
#include "sessions/stages.hpp"
#include "tests/sessions/edit_after.hpp"

#include <cmath>

namespace waymark {
namespace {

// --- notes

TEST(add_notes, puts_them_on_top_or_under_a_note_and_raises_the_next_id) {
    EXPECT_EQ(order(journey_after(AddNotes{{fresh_note(Id{300}), fresh_note(Id{301})}})),
              (std::vector<Id>{cell_note, free_note, parked_note, last_note, Id{300}, Id{301}}));
    EXPECT_EQ(order(journey_after(AddNotes{{fresh_note(Id{300}), fresh_note(Id{301})}, free_note})),
              (std::vector<Id>{cell_note, Id{300}, Id{301}, free_note, parked_note, last_note}));
    EXPECT_EQ(after(AddNotes{{fresh_note(Id{777})}}).next_id, 778u);
}

TEST(add_notes, ignores_a_note_whose_id_is_taken_or_none) {
    expect_nothing(AddNotes{{fresh_note(cell_note)}});
    expect_nothing(AddNotes{{fresh_note(Id{1})}});   // a persona's
    expect_nothing(AddNotes{{fresh_note(Id{200})}}); // the other journey's
    expect_nothing(AddNotes{{fresh_note(Id::none)}});
    expect_nothing(AddNotes{{fresh_note(Id{~0ull})}});
    EXPECT_EQ(journey_after(AddNotes{{fresh_note(Id{300}), fresh_note(Id{300})}}).notes.size(), 5u);
    EXPECT_EQ(journey_after(AddNotes{{fresh_note(Id{299})}}).notes.size(), 5u); // free, though below next_id
}

TEST(add_notes, parks_a_note_for_a_cell_that_is_not_there) {
    const Journey journey = journey_after(AddNotes{{fresh_note(Id{300}, InCell{Id{999}, actions_lane})}});
    EXPECT_TRUE(std::holds_alternative<Parked>(find_note(journey, Id{300})->place));
}

TEST(move_notes, puts_a_note_into_a_cell_and_straightens_it) {
    const Journey journey = journey_after(MoveNotes{{{free_note, InCell{buy, custom_lane}, 3, 1}}});
    const Note& note = *find_note(journey, free_note);
    EXPECT_EQ(std::get<InCell>(note.place), (InCell{buy, custom_lane}));
    EXPECT_EQ(note.scale, 1);
    EXPECT_EQ(note.angle, 0);
}

TEST(move_notes, keeps_the_order_among_the_moved_and_puts_them_before_a_note) {
    const auto moves = [](std::vector<Id> ids) {
        std::vector<NoteMove> result;
        for (const Id id : ids) result.push_back({id, Parked{}, 1, 0});
        return result;
    };
    EXPECT_EQ(order(journey_after(MoveNotes{moves({parked_note, cell_note})})),
              (std::vector<Id>{free_note, last_note, cell_note, parked_note}));
    EXPECT_EQ(order(journey_after(MoveNotes{moves({last_note, parked_note}), cell_note})),
              (std::vector<Id>{parked_note, last_note, cell_note, free_note}));
    EXPECT_EQ(order(journey_after(MoveNotes{moves({cell_note}), free_note})),
              order(*find_journey(rich_session(), journey_id)));
    // Before one that moves as well: before its next neighbour that stays.
    EXPECT_EQ(order(journey_after(MoveNotes{moves({cell_note, free_note}), free_note})),
              (std::vector<Id>{cell_note, free_note, parked_note, last_note}));
    EXPECT_EQ(order(journey_after(MoveNotes{moves({cell_note}), Id{999}})),
              (std::vector<Id>{free_note, parked_note, last_note, cell_note}));
}

TEST(move_notes, takes_the_moments_on_a_note_along) {
    const Journey journey = journey_after(MoveNotes{{{cell_note, InCell{wear, actions_lane}, 1, 0}}});
    EXPECT_EQ(find_moment(journey, Id{62})->stage, wear);
}

TEST(move_notes, brings_numbers_into_range_or_leaves_the_note) {
    const auto moved = [](Vec2 at, float scale, float angle) {
        const Journey journey = journey_after(MoveNotes{{{free_note, Free{at}, scale, angle}}, parked_note});
        return *find_note(journey, free_note);
    };
    EXPECT_EQ(std::get<Free>(moved({1e20f, -infinity}, 100, 0).place).at, (Vec2{1e7f, -1e7f}));
    EXPECT_EQ(moved({0, 0}, 100, 0).scale, 8);
    EXPECT_EQ(moved({0, 0}, 0, 0).scale, 0.25f);
    EXPECT_NEAR(moved({0, 0}, 1, 7).angle, 7 - 2 * half_turn, 1e-5);
    EXPECT_EQ(moved({0, 0}, nan, infinity).scale, 2.5f);
    EXPECT_EQ(moved({0, 0}, nan, infinity).angle, -0.25f);
    EXPECT_EQ(std::get<Free>(moved({nan, 0}, 1, 0).place).at, (Vec2{-120.5f, 96.25f}));
    expect_nothing(MoveNotes{{{cell_note, InCell{Id{999}, actions_lane}, 1, 0}}});
}

TEST(set_text, cleans_what_it_is_given) {
    EXPECT_EQ(find_note(journey_after(SetText{cell_note, "a\r\nb\x01\xFF\u202E"}), cell_note)->text,
              "a\nb\uFFFD");
    EXPECT_EQ(find_note(journey_after(SetText{cell_note, std::string(1 << 20, 'x')}), cell_note)->text.size(),
              note_text_limit);
}

TEST(set_text, of_one_note_among_ten_thousand_leaves_the_others_the_same_values) {
    Session session = rich_session();
    AddNotes many;
    for (std::uint64_t i = 0; i < 10000; ++i)
        many.notes.push_back(fresh_note(Id{1000 + i}, InCell{search, actions_lane}));
    session = after(many, session);
    const Journey before = *find_journey(session, journey_id);
    const Journey journey =
        *find_journey(edited(session, journey_id, SetText{Id{6000}, "changed"}), journey_id);
    std::size_t different = 0, rewritten = 0;
    for (std::size_t i = 0; i < journey.notes.size(); ++i)
        different += journey.notes[i].same(before.notes[i]) ? 0 : 1;
    for (std::size_t i = 0; i < journey.notes.chunks().size(); ++i)
        rewritten += journey.notes.chunks()[i].same(before.notes.chunks()[i]) ? 0 : 1;
    EXPECT_EQ(different, 1u);
    EXPECT_EQ(rewritten, 1u);
}

TEST(set_colour_kind_and_evidence, change_all_named_notes_and_refuse_unknown_numbers) {
    const Journey coloured = journey_after(SetColour{{cell_note, free_note, Id{999}}, NoteColour::orange});
    EXPECT_EQ(find_note(coloured, cell_note)->colour, NoteColour::orange);
    EXPECT_EQ(find_note(coloured, free_note)->colour, NoteColour::orange);
    EXPECT_EQ(find_note(coloured, last_note)->colour, NoteColour::yellow);
    EXPECT_EQ(find_note(journey_after(SetKind{{cell_note}, NoteKind::pain}), cell_note)->kind,
              NoteKind::pain);
    EXPECT_EQ(
        find_note(journey_after(SetEvidence{{cell_note}, EvidenceState::confirmed}), cell_note)->evidence,
        EvidenceState::confirmed);
    expect_nothing(SetColour{{cell_note}, static_cast<NoteColour>(99)});
    expect_nothing(SetKind{{cell_note}, static_cast<NoteKind>(99)});
    expect_nothing(SetEvidence{{cell_note}, static_cast<EvidenceState>(99)});
}

TEST(put_note, replaces_every_field_but_never_points_at_nothing) {
    Note note = fresh_note(cell_note, Free{{1, 2}});
    note.author = Id{999}, note.touchpoint = Id{31}, note.personas_view = Id{1},
    note.evidence_records = {Id{4}, Id{4}, Id{5}};
    const Journey journey = journey_after(PutNote{note});
    const Note& put = *find_note(journey, cell_note);
    EXPECT_EQ(put.text, "fresh");
    EXPECT_EQ(put.author, Id::none);
    EXPECT_EQ(put.touchpoint, Id::none);
    EXPECT_EQ(put.personas_view, Id{1});
    EXPECT_EQ(put.evidence_records, std::vector<Id>{Id{4}});
    expect_nothing(PutNote{fresh_note(Id{300})});
}

// --- what lies on the board

TEST(move_by, moves_free_notes_pictures_and_ink_only) {
    const Journey journey = journey_after(MoveBy{{free_note, Id{71}, Id{91}, cell_note}, {10, -5}});
    EXPECT_EQ(std::get<Free>(find_note(journey, free_note)->place).at, (Vec2{-110.5f, 91.25f}));
    EXPECT_EQ(journey.pictures[0]->frame.at, (Vec2{20, 15}));
    EXPECT_EQ(journey.ink[0]->points[1].at, (Vec2{13, -0.25f}));
    EXPECT_EQ(*find_note(journey, cell_note),
              *find_note(*find_journey(rich_session(), journey_id), cell_note));
    expect_nothing(MoveBy{{free_note}, {nan, 0}});
}

TEST(remove, takes_connectors_and_moments_along_and_clears_what_pointed_there) {
    const Journey journey = journey_after(Remove{{cell_note}});
    EXPECT_FALSE(find_note(journey, cell_note));
    EXPECT_FALSE(find_moment(journey, Id{62})); // it sat on the note
    EXPECT_EQ(journey.connectors.size(), 1u);   // the one from the note has gone
    const Journey without_curve = journey_after(Remove{{emotion_curve}});
    EXPECT_FALSE(find_moment(without_curve, Id{61}));
    EXPECT_EQ(without_curve.connectors.size(), 1u); // it led to the moment
    EXPECT_EQ(without_curve.actions[0]->about, Id::none);
    const Journey without_touchpoint = journey_after(Remove{{Id{41}}});
    EXPECT_EQ(find_note(without_touchpoint, cell_note)->touchpoint, Id::none);
    EXPECT_TRUE(journey_after(Remove{{Id{101}, Id{111}, Id{112}}}).metrics.empty());
    expect_nothing(
        Remove{{search, actions_lane, Id{1}, Id{999}}}); // stages, lanes and records have their own edits
}

TEST(remove, of_the_last_picture_drops_its_bytes_and_the_portrait_it_was) {
    const Session session = after(Remove{{Id{71}}});
    EXPECT_TRUE(session.images.empty());
    EXPECT_EQ(session.personas[0]->picture, Id::none);
}

TEST(add_picture, keeps_the_bytes_once) {
    const Picture picture{Id{300}, rich_image().hash, {{0, 0}, {nan, -3}}, 0, "again"};
    const Session session = after(AddPicture{picture, rich_image()});
    EXPECT_EQ(session.images.size(), 1u);
    const Picture& added = *find_journey(session, journey_id)->pictures.back();
    EXPECT_EQ(added.frame.size, (Vec2{1, 1}));
    expect_nothing(AddPicture{{Id{300}, ImageHash{9}, {}, 0, ""}, rich_image()}); // other bytes than it says
    expect_nothing(PutPicture{{Id{300}, rich_image().hash, {}, 0, ""}});
    Session bare = rich_session();
    bare = edited(bare, journey_id, Remove{{Id{71}}});
    EXPECT_EQ(after(AddPicture{picture, rich_image()}, bare).images.size(), 1u);
    EXPECT_TRUE(after(AddPicture{picture, Image{rich_image().hash, 1, 1, {}}}, bare).images.empty());
}

TEST(add_picture, is_refused_where_the_session_is_full_of_pictures) {
    Session full = rich_session();
    for (std::uint8_t i = 0; full.images.size() < image_count_limit; ++i) {
        Image image;
        image.hash[0] = i, image.hash[1] = 1;
        full.images.push_back(Shared<Image>{std::move(image)});
    }
    Image image = rich_image();
    Picture picture;
    picture.id = Id{full.next_id}, picture.image = image.hash, picture.frame = {{}, {10, 10}};
    EXPECT_NE(edited(full, journey_id, AddPicture{picture, image}), full)
        << "one that is there takes no room";
    full.images.erase(full.images.begin());
    full.images.push_back(Shared<Image>{Image{}});
    EXPECT_FALSE(has_room_for(full, image));
    EXPECT_EQ(edited(full, journey_id, AddPicture{picture, image}), full);
    Session large = rich_session();
    Image huge;
    huge.hash[0] = 9, huge.bytes = std::string(1 << 20, 'x');
    for (std::uint64_t size = 0; size < images_bytes_limit; size += huge.bytes->size(), ++huge.hash[1])
        large.images.push_back(Shared<Image>{huge});
    EXPECT_FALSE(has_room_for(large, huge));
}

TEST(put_connector, joins_two_things_that_are_there) {
    EXPECT_EQ(journey_after(PutConnector{{Id{300}, cell_note, buy, "then"}}).connectors.size(), 3u);
    EXPECT_EQ(journey_after(PutConnector{{Id{81}, free_note, buy, "then"}}).connectors[0]->from, free_note);
    expect_nothing(PutConnector{{Id{300}, cell_note, cell_note, ""}});
    expect_nothing(PutConnector{{Id{300}, cell_note, Id{999}, ""}});
    expect_nothing(PutConnector{{Id{300}, cell_note, emotion_curve, ""}});
}

TEST(add_ink, needs_points_that_are_numbers) {
    const Journey journey = journey_after(AddInk{{Id{300}, {{{1, 1}, 9}, {{nan, 0}, 1}}, 0xFF, -4, Id{999}}});
    const Ink& ink = *journey.ink.back();
    EXPECT_EQ(ink.points, (std::vector<InkPoint>{{{1, 1}, 1}}));
    EXPECT_EQ(ink.width, least_ink_width);
    EXPECT_EQ(ink.author, Id::none);
    expect_nothing(AddInk{{Id{300}, {{{nan, 0}, 1}}, 0xFF, 4, Id::none}});
}

// --- what has no place on the board

TEST(set_journey_facts, refers_only_to_what_is_there) {
    const Journey journey = journey_after(SetJourneyFacts{
        "Title\n", "", "", "", JourneyState::future, journey_id, {Id{1}, Id{1}, Id{2}}, {"tag"}});
    EXPECT_EQ(journey.title, "Title");
    EXPECT_EQ(journey.pair, Id::none); // not its own pair
    EXPECT_EQ(journey.personas, std::vector<Id>{Id{1}});
    EXPECT_EQ(journey.notes.size(), 4u);
}

TEST(records, are_put_and_removed_with_every_reference) {
    EXPECT_EQ(after(PutPersona{persona_named(Id{300}, "Ann")}).personas.size(), 2u);
    EXPECT_EQ(after(PutPersona{persona_named(Id{1}, "Ann")}).personas[0]->name, "Ann");
    expect_nothing(PutPersona{persona_named(Id{2}, "a participant's id")});
    EXPECT_EQ(after(PutGlossaryTerm{{Id{300}, "word", "", ""}}).glossary.size(), 2u);
    const Session no_persona = after(RemoveRecord{Id{1}});
    const Journey& journey = *find_journey(no_persona, journey_id);
    EXPECT_TRUE(journey.personas.empty());
    EXPECT_EQ(find_curve(journey, emotion_curve)->persona, Id::none);
    EXPECT_EQ(find_note(journey, cell_note)->personas_view, Id::none);
    const Session no_author = after(RemoveRecord{Id{2}});
    EXPECT_EQ(find_journey(no_author, journey_id)->ink[0]->author, Id::none);
    const Session no_evidence = after(RemoveRecord{Id{4}});
    EXPECT_TRUE(find_note(*find_journey(no_evidence, journey_id), cell_note)->evidence_records.empty());
    expect_nothing(RemoveRecord{cell_note});
}

TEST(journeys, are_added_and_removed_but_for_the_last) {
    Journey added;
    added.id = Id{300}, added.title = "More", added.pair = journey_id;
    EXPECT_EQ(after(AddJourney{added}).journeys.size(), 3u);
    added.id = Id{200};
    expect_nothing(AddJourney{added});
    const Session one = after(RemoveJourney{journey_id});
    ASSERT_EQ(one.journeys.size(), 1u);
    EXPECT_EQ(one.journeys[0]->pair, Id::none);
    EXPECT_TRUE(one.images.empty());
    EXPECT_EQ(edited(one, Id{200}, RemoveJourney{Id{200}}).journeys.size(), 1u);
}

TEST(several, is_all_its_edits_in_turn) {
    const Session session = after(Several{
        {AddNotes{{fresh_note(Id{300})}}, SetText{Id{300}, "then"}, SetSessionFacts{"Title", "de", "", ""}},
        "Do it"});
    EXPECT_EQ(find_note(*find_journey(session, journey_id), Id{300})->text, "then");
    EXPECT_EQ(session.language, "de");
    Edit deep = SetText{cell_note, "deep"};
    for (int i = 0; i < 1000; ++i) deep = Several{{deep}, ""};
    expect_nothing(deep); // steps within steps end somewhere
}

TEST(edit, on_a_journey_that_is_not_there_changes_nothing) {
    EXPECT_TRUE(edited(rich_session(), Id{999}, RemoveStage{search}) == rich_session());
}

TEST(edit, every_kind_has_a_name) {
    const auto named = [](const Edit& edit) { return label(edit); };
    EXPECT_EQ(named(AddNotes{{fresh_note(Id{1})}}), "Add note");
    EXPECT_EQ(named(Remove{{Id{1}, Id{2}}}), "Delete 2 things");
    EXPECT_EQ(named(PutCurve{}), "Draw emotion curve");
    EXPECT_EQ(named(Several{}), "Nothing");
}

} // namespace
} // namespace waymark
