#include "app/commands.hpp"

#include "render/bitmap.hpp"
#include "sessions/flaws.hpp"
#include "sessions/templates.hpp"

#include <cstdio>
#include <ctime>

namespace waymark {

void say(const std::string& sentence) { std::fprintf(stderr, "%s\n", sentence.c_str()); }

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

std::string local_time(std::int64_t time_ms, const char* format) {
    const auto then = static_cast<std::time_t>(time_ms / 1000);
    std::tm local{};
    localtime_r(&then, &local);
    char words[40] = "";
    std::strftime(words, sizeof words, format, &local);
    return words;
}

std::optional<OpenedSession> opened_or_said(const std::string& file) {
    Result<OpenedSession> opened = open_session(system_files(), file);
    if (opened) return std::move(opened).value();
    say(opened.error().sentence);
    return std::nullopt;
}

bool saved_or_said(const Result<SavedSession>& saved) {
    if (!saved) say(saved.error().sentence);
    if (saved && !saved->doubt.empty()) say(saved->doubt);
    return saved && saved->doubt.empty();
}

std::string stage_title(const Journey& journey, Id id) {
    const Stage* const stage = find_stage(journey, id);
    return stage ? stage->title : "";
}

std::string persona_name(const Session& session, Id id) {
    const Persona* const persona = find_persona(session, id);
    return persona ? persona->name : "";
}

const Journey* journey_or_said(const Session& session, int number, const std::string& file) {
    const auto index = static_cast<std::size_t>(number) - 1;
    if (number >= 1 && index < session.journeys.size()) return session.journeys[index].get();
    const std::size_t count = session.journeys.size();
    say("There is no journey " + std::to_string(number) + " in " + file + "; it has " +
        (count == 0   ? "none"
         : count == 1 ? "one"
                      : std::to_string(count)) +
        ".");
    return nullptr;
}

namespace {

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

/// "3 journeys, 21 stages, 60 notes"
std::string size_in_words(const Session& session) {
    std::size_t stages = 0, notes = 0;
    for (const Shared<Journey>& journey : session.journeys)
        stages += journey->stages.size(), notes += journey->notes.size();
    return counted(session.journeys.size(), "journey", "journeys") + ", " +
           counted(stages, "stage", "stages") + ", " + counted(notes, "note", "notes");
}

/// One sentence for each image whose bytes do not decode to what the session says of it.
std::vector<std::string> broken_images(const Session& session) {
    std::vector<std::string> sentences;
    for (std::size_t i = 0; i < session.images.size(); ++i) {
        const Image& image = *session.images[i];
        const std::string image_name = "image " + std::to_string(i + 1);
        const Result<Bitmap> bitmap = decoded_image(*image.bytes, image_name);
        if (!bitmap)
            sentences.push_back(bitmap.error().sentence);
        else if (bitmap->width != image.width || bitmap->height != image.height)
            sentences.push_back("The size kept of " + image_name + " is not the size of its pixels.");
    }
    return sentences;
}

} // namespace

int run(const NewCommand& command) {
    const std::optional<Session> session = session_from_template(command.template_name, new_session_id());
    if (!session) {
        say("There is no template \"" + command.template_name + "\"; `waymark templates` lists them.");
        return exit_wrong_usage;
    }
    const Result<FileStamp> there = system_files().stamp(command.file);
    if (there) {
        say(command.file + " is there already and was left as it is; choose another name.");
        return exit_could_not;
    }
    if (there.error().kind != ErrorKind::not_found) {
        say(there.error().sentence);
        return exit_could_not;
    }
    const Result<SavedSession> saved = save_session(system_files(), command.file, *session, 0, nullptr);
    if (!saved_or_said(saved)) return exit_could_not;
    print(saved->path + ": " + size_in_words(*session) + ".\n");
    return exit_done;
}

int run(const TemplatesCommand&) {
    std::size_t width = 0;
    for (const TemplateName& named : template_names()) width = std::max(width, named.name.size());
    for (const TemplateName& named : template_names())
        print(std::string(named.name) + std::string(width + 2 - named.name.size(), ' ') +
              std::string(named.title) + "\n");
    return exit_done;
}

int run(const JsonCommand& command) {
    const std::optional<OpenedSession> opened = opened_or_said(command.file);
    if (!opened) return exit_could_not;
    for (const std::string& sentence : opened->damage) say(sentence);
    std::string text = json_text(opened->session);
    if (text.empty() || text.back() != '\n') text += '\n';
    print(text);
    return exit_done;
}

int run(const CheckCommand& command) {
    const std::optional<OpenedSession> opened = opened_or_said(command.file);
    if (!opened) return exit_could_not;
    std::vector<std::string> wrong = opened->damage;
    for (std::string& sentence : flaws(opened->session)) wrong.push_back(std::move(sentence));
    for (std::string& sentence : broken_images(opened->session)) wrong.push_back(std::move(sentence));
    const std::string format = std::to_string(opened->major) + "." + std::to_string(opened->minor);
    if (wrong.empty()) {
        const std::size_t images = opened->session.images.size();
        print(command.file + ": sound. Waymark session, format " + format + ", " +
              size_in_words(opened->session) + (images ? ", " + counted(images, "image", "images") : "") +
              ".\n");
        return exit_done;
    }
    print(command.file + ": not sound (format " + format + ", " + size_in_words(opened->session) +
          " could be read).\n");
    for (const std::string& sentence : wrong) print("  " + sentence + "\n");
    return exit_could_not;
}

} // namespace waymark
