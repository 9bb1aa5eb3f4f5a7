#include "app/settings.hpp"
#include "render/export.hpp"
#include "sessions/edit.hpp"
#include "sessions/journal.hpp"
#include "sessions/journal_names.hpp"
#include "sessions/storage.hpp"
#include "sessions/templates.hpp"
#include "sessions/timeline.hpp"
#include "tests/app/osc_packets.hpp"
#include "tests/sessions/faulty_files.hpp"
#include "tests/sessions/rich_session.hpp"

#include <cstdio>
#include <fstream>

/// Writes what the fuzzers begin with: `fuzz_seeds FOLDER`, with a folder in it for each target.
namespace {

using namespace waymark;

void write(const std::string& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary} << bytes;
}

Session changed(Session session, const std::string& title) {
    session.title = title;
    const Journey& first = *session.journeys.front();
    const Id journey = first.id;
    if (first.notes.empty()) return session;
    const SetText edit{(*first.notes.begin())->id, title};
    return edited(std::move(session), journey, edit);
}

std::string journal_seed(const Session& session) {
    MemoryFiles files;
    Result<std::unique_ptr<FileLock>> lock = lock_journal(files, "f");
    JournalStart start;
    start.session = session;
    const auto journal =
        std::move(Journal::begin(files, "f", std::move(lock).value(), std::move(start))).value();
    journal->write(changed(session, "first"), 1, 1);
    journal->checkpoint();
    journal->write(changed(session, "second"), 2, 2);
    std::string all;
    for (const std::string& name : {segment_name(1), segment_name(2), std::string{snapshot_name}})
        all += *files.read("f/" + name, 1 << 30);
    const std::size_t first = files.read("f/" + segment_name(1), 1 << 30)->size();
    const std::size_t second = files.read("f/" + segment_name(2), 1 << 30)->size();
    return std::string{static_cast<char>(first * 255 / all.size() + 1),
                       static_cast<char>(second * 255 / (all.size() - first) + 1)} +
           all;
}

std::string timeline_seed(Session session) {
    MemoryFiles files;
    session.id = SessionId{1};
    TimelineWriter writer{files, "f"};
    for (int i = 0; i < 3; ++i)
        static_cast<void>(writer.add({i, MomentKind::saved, "", {}, 0}, changed(session, std::to_string(i))));
    return *files.read("f/" + moments_in(files, "f").front().file, 1 << 30);
}

/// Packets as the target takes them: each after its length.
std::string tuio_seed() {
    using namespace waymark::testing;
    std::string all;
    for (const OscBytes& packet : {cursors(1, {1, 2}, {{1, 0.1f, 0.2f}, {2, 0.3f, 0.4f}}, "table@here"),
                                   cursors(2, {2}, {{2, 0.5f, 0.4f}}, "table@here"),
                                   objects(1, {9}, {{9, 5, 0.5f, 0.5f}}), cursors(-1, {}, {})}) {
        all += static_cast<char>(packet.size() >> 8);
        all += static_cast<char>(packet.size() & 255);
        all.append(packet.begin(), packet.end());
    }
    return all;
}

/// Settings of somebody who has changed some.
std::string settings_seed() {
    MemoryFiles files;
    Settings settings;
    settings.config_folder = "c";
    settings.ui_scale = 1.5f;
    settings.stamps = {{7, Tip::note}};
    settings.recent = {{"/home/mara/winter.waymark", "Winter", 1'700'000'000}};
    remember(files, settings);
    return *files.read("c/settings.json", 1 << 20);
}

void write_texts(const std::string& folder) {
    write(folder + "/settings/some", settings_seed());
    const std::string text = "Слышит о марке\n听朋友说起\n\u2067שלום\u2069 e\u0301 👩‍👩‍👧\tand "
                             "more";
    write(folder + "/clipboard/notes", '\0' + text);
    write(folder + "/clipboard/text", '\1' + text);
    write(folder + "/clipboard/pieces", '\2' + encoded(rich_session(), 1));
    write(folder + "/text/mixed", "\1\x80" + text);
    write(folder + "/replay/frames",
          "{\"t\": 1, \"size\": [800, 600], \"mods\": [\"shift\"], \"keys\": [\"a\", {\"key\": \"space\", "
          "\"down\": true}]}\n# words\n{\"contacts\": [{\"id\": 2, \"source\": \"touch\", \"phase\": "
          "\"begin\", \"x\": 5, \"y\": 6, \"tip\": \"star\"}], \"drops\": [{\"x\": 1, \"paths\": "
          "[\"/a\"]}], \"scroll\": [0, 1], \"text\": \"é\", \"lost\": \"pen\", \"close\": true}\n");
    write(folder + "/pinyin/words",
          "\x80nihaoma1---\nname: x\n...\n你好\tni hao\t120\n你\tni\t50%\n好\thao\n吗\tma\t7\n你好吗\t9\n");
}

} // namespace

int main(int count, char** arguments) {
    if (count != 2) return 2;
    const std::string folder = arguments[1];
    for (const char* target : {"session", "journal", "timeline", "image", "tuio", "settings", "clipboard",
                               "text", "replay", "pinyin"})
        static_cast<void>(system_files().make_folder(folder + "/" + target, 0755));
    std::vector<std::pair<std::string, Session>> sessions{{"rich", rich_session()}};
    for (const TemplateName& name : template_names())
        sessions.emplace_back(name.name, *session_from_template(name.name, SessionId{1}));
    for (const auto& [name, session] : sessions) {
        write(folder + "/session/" + name, encoded(session, 7));
        write(folder + "/journal/" + name, journal_seed(session));
        write(folder + "/timeline/" + name, timeline_seed(session));
    }
    const Bitmap bitmap{9, 7, std::vector<std::uint8_t>(9 * 7 * 4, 77)};
    write(folder + "/image/png", '\1' + png_of(bitmap));
    const Result<std::string> jpeg =
        system_files().read(std::string{WAYMARK_TESTS_FOLDER} + "/fixtures/small.jpg", 1 << 20);
    if (!jpeg) return 1;
    write(folder + "/image/jpeg", '\1' + *jpeg);
    write(folder + "/tuio/table", tuio_seed());
    write_texts(folder);
    return 0;
}
