#include "app/command_line.hpp"

#include "app/board_options.hpp"
#include "app/commands.hpp"
#include "app/crash_note.hpp"
#include "app/settings.hpp"

#include <CLI/CLI.hpp>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <functional>
#include <iostream>
#include <map>
#include <utility>

namespace waymark {
namespace {

const std::string& version_text() {
    static const std::string text = "waymark " WAYMARK_VERSION " (file format " +
                                    std::to_string(format_major) + "." + std::to_string(format_minor) + ")";
    return text;
}

struct Size {
    int width = 0, height = 0;
};

/// "1920x1080", each side within `least` … `greatest`.
Size size_from(const std::string& option, const std::string& text, int least, int greatest) {
    Size size;
    const char* const end = text.data() + text.size();
    const auto [cross, width_error] = std::from_chars(text.data(), end, size.width);
    const bool has_cross = width_error == std::errc{} && cross != end && (*cross == 'x' || *cross == 'X');
    const auto [rest, height_error] = std::from_chars(has_cross ? cross + 1 : end, end, size.height);
    if (!has_cross || height_error != std::errc{} || rest != end)
        throw CLI::ValidationError(option, "\"" + text + "\" is not a size like 1920x1080");
    const auto is_outside = [&](int side) { return side < least || side > greatest; };
    if (is_outside(size.width) || is_outside(size.height))
        throw CLI::ValidationError(option, "a side must be between " + std::to_string(least) + " and " +
                                               std::to_string(greatest) + " pixels");
    return size;
}

/// A number between both, and a number at all: CLI11's own range lets "nan" through.
CLI::Validator between(double least, double greatest) {
    const auto wrong = [least, greatest](const std::string& text) -> std::string {
        double value = 0;
        if (CLI::detail::lexical_cast(text, value) && value >= least && value <= greatest) return {};
        return "\"" + text + "\" is not a number from " + CLI::detail::to_string(least) + " to " +
               CLI::detail::to_string(greatest);
    };
    return CLI::Validator{wrong, ""};
}

/// What was asked for: a function to run once all arguments are known to be right.
using Wish = std::function<int()>;

CLI::App* add_command(CLI::App& program, const std::string& name, const std::string& about) {
    CLI::App* const command = program.add_subcommand(name, about);
    command->set_version_flag("--version", version_text(), "Print the version and exit");
    return command;
}

/// "12=note"
Stamp stamp_from(const std::string& text) {
    Stamp stamp;
    const char* const end = text.data() + text.size();
    const auto [equals, error] = std::from_chars(text.data(), end, stamp.object);
    const bool has_number = error == std::errc{} && equals != end && *equals == '=' && stamp.object >= 0;
    const std::optional<Tip> tip =
        has_number ? stamp_named({equals + 1, static_cast<std::size_t>(end - equals - 1)}) : std::nullopt;
    if (!tip)
        throw CLI::ValidationError("--tuio-stamp",
                                   "\"" + text + "\" is not like 12=note, 12=star or 12=erase");
    stamp.tip = *tip;
    return stamp;
}

void add_tuio(CLI::App& program, BoardOptions& options) {
    program.add_option("--tuio-port", options.tuio_port, "UDP port for TUIO, 3333 unless told; 0 = any free")
        ->type_name("N");
    program
        .add_option("--tuio-bind", options.tuio_bind, "Address that listens for TUIO, 127.0.0.1 unless told")
        ->type_name("ADDR")
        ->check(CLI::ValidIPV4);
    program
        .add_option_function<std::vector<std::string>>(
            "--tuio-stamp",
            [&options](const std::vector<std::string>& texts) {
                for (const std::string& text : texts) options.stamps.push_back(stamp_from(text));
            },
            "What an object on the table does, by its number: 12=note, 12=star or 12=erase")
        ->type_name("N=WHAT");
}

/// `--audience board.waymark`: the monitor may be left out, and no monitor is called like a file.
void tell_monitor_from_file(BoardOptions& options) {
    if (!options.audience) return;
    const std::string& word = *options.audience;
    if (!options.file.empty() || !(word.ends_with(".waymark") || word.find('/') != std::string::npos)) return;
    options.file = std::exchange(*options.audience, "");
}

void add_board(CLI::App& program, Wish& wish) {
    const auto options = std::make_shared<BoardOptions>();
    program.add_option("FILE", options->file, "A session to open; without it the start screen");
    CLI::Option* const windowed =
        program
            .add_option_function<std::string>(
                "--windowed",
                [options](const std::string& text) {
                    const Size size = size_from("--windowed", text, 320, 16384);
                    options->windowed = BoardOptions::WindowSize{size.width, size.height};
                },
                "Open in a window of this size")
            ->type_name("WxH");
    program.add_option("--picture", options->pictures, "PNG or JPEG files to lay on the board")
        ->type_name("FILE");
    program.add_flag("--fullscreen", options->fullscreen, "Fill the screen")->excludes(windowed);
    program
        .add_option_function<std::string>(
            "--audience",
            [options](const std::string& monitor) { // CLI11's words for nothing
                options->audience = monitor == "{}" || monitor == "true" ? "" : monitor;
            },
            "A second window that shows only the board, on another monitor: its number or name")
        ->type_name("MONITOR")
        ->expected(0, 1);
    program.add_option("--ui-scale", options->ui_scale, "Size of text and controls, 0.75 to 4")
        ->type_name("F")
        ->check(between(0.75, 4));
    static const std::map<std::string, TouchSource> sources{{"auto", TouchSource::automatic},
                                                            {"x11", TouchSource::x11},
                                                            {"tuio", TouchSource::tuio},
                                                            {"both", TouchSource::both},
                                                            {"off", TouchSource::off}};
    program
        .add_option_function<std::string>(
            "--touch", [options](const std::string& name) { options->touch = sources.at(name); },
            "Where touches come from: auto, x11, tuio (a table's tracker, by UDP), both or off")
        ->type_name("SOURCE")
        ->check(CLI::IsMember(&sources));
    add_tuio(program, *options);
    wish = [options] {
        tell_monitor_from_file(*options);
        return run_board(*options);
    };
}

void add_session_file(CLI::App* command, std::string& file) {
    command->add_option("FILE", file, "The session")->required();
}

void add_new(CLI::App& program, Wish& wish) {
    const auto command = std::make_shared<NewCommand>();
    CLI::App* const sub =
        add_command(program, "new", "Make a session from a template; never replaces a file");
    sub->add_option("FILE", command->file, "Where the new session is written")->required();
    sub->add_option("--template", command->template_name,
                    "Its name (see `waymark templates`); blank unless told")
        ->type_name("NAME");
    sub->callback([&wish, command] { wish = [command] { return run(*command); }; });
}

void add_templates(CLI::App& program, Wish& wish) {
    add_command(program, "templates", "List the templates, one per line")->callback([&wish] {
        wish = [] { return run(TemplatesCommand{}); };
    });
}

void add_info(CLI::App& program, Wish& wish) {
    const auto command = std::make_shared<InfoCommand>();
    CLI::App* const sub =
        add_command(program, "info", "What is in a session: titles, stages, counts, integrity");
    add_session_file(sub, command->file);
    sub->add_flag("--json", command->json, "As JSON, with every note, curve and moment");
    sub->callback([&wish, command] { wish = [command] { return run(*command); }; });
}

void add_analyse(CLI::App& program, Wish& wish) {
    const auto command = std::make_shared<AnalyseCommand>();
    CLI::App* const sub =
        add_command(program, "analyse", "What the map says: peaks, end, crossings, gaps, evidence");
    add_session_file(sub, command->file);
    sub->add_option("--journey", command->journey, "Only this journey, counted from 1")
        ->type_name("N")
        ->check(CLI::Range(1, 1'000'000));
    sub->add_flag("--json", command->json, "As JSON");
    sub->callback([&wish, command] { wish = [command] { return run(*command); }; });
}

void add_export(CLI::App& program, Wish& wish) {
    struct Later {
        std::string page, tile;
    };
    const auto command = std::make_shared<ExportCommand>();
    const auto later = std::make_shared<Later>();
    CLI::App* const sub = add_command(program, "export", "Write the map as PNG, SVG or PDF, by OUT's ending");
    add_session_file(sub, command->file);
    sub->add_option("OUT", command->outputs, "Files to write: .png, .svg, .pdf")->required()->type_name("");
    sub->add_option("--journey", command->journey, "Which journey, counted from 1; the first unless told")
        ->type_name("N")
        ->check(CLI::Range(1, 1'000'000));
    CLI::Option* const scale =
        sub->add_option("--scale", command->options.scale, "Pixels for a world unit, 0.01 to 64")
            ->type_name("F")
            ->check(between(0.01, 64));
    sub->add_option_function<std::string>(
           "--size",
           [command](const std::string& text) {
               const Size size = size_from("--size", text, 16, 65'000);
               command->options.size_px =
                   Vec2{static_cast<float>(size.width), static_cast<float>(size.height)};
           },
           "Exactly this many pixels, the board centred")
        ->type_name("WxH")
        ->excludes(scale);
    sub->add_flag("--table", command->options.on_table,
                  "As on a table: notes face the sides they were turned to; else all are upright");
    sub->add_flag("--names", command->options.names, "With the names of those who took part; else without");
    static const std::map<std::string, ThemeName> themes{{"light", ThemeName::paper},
                                                         {"paper", ThemeName::paper},
                                                         {"dark", ThemeName::dark_room},
                                                         {"dark-room", ThemeName::dark_room},
                                                         {"high-contrast", ThemeName::high_contrast}};
    sub->add_option_function<std::string>(
           "--theme", [command](const std::string& name) { command->options.theme = themes.at(name); },
           "light (paper), dark (dark-room) or high-contrast")
        ->type_name("NAME")
        ->check(CLI::IsMember(&themes));
    // An empty group keeps them out of --help: they are known only to be refused in words.
    sub->add_option("--page", later->page)->group("");
    sub->add_option("--tile", later->tile)->group("");
    sub->callback([&wish, command, later] {
        if (!later->page.empty() || !later->tile.empty())
            throw CLI::ValidationError(
                "--page and --tile are not in this version; choose a size with --size or --scale");
        wish = [command] { return run(*command); };
    });
}

void add_json(CLI::App& program, Wish& wish) {
    const auto command = std::make_shared<JsonCommand>();
    CLI::App* const sub = add_command(program, "json", "Print the whole session as JSON");
    add_session_file(sub, command->file);
    sub->callback([&wish, command] { wish = [command] { return run(*command); }; });
}

void add_recover(CLI::App& program, Wish& wish) {
    const auto command = std::make_shared<RecoverCommand>();
    CLI::App* const sub =
        add_command(program, "recover",
                    "The newest state of a session, from its journal, its file or the version before");
    sub->add_option("FILE", command->file,
                    "The session's file or name; without it, what was left open or let go of is listed");
    sub->add_option("-o,--output", command->output,
                    "Where to write it; beside FILE unless told, never over a file")
        ->type_name("OUT");
    sub->callback([&wish, command] { wish = [command] { return run(*command); }; });
}

void add_history(CLI::App& program, Wish& wish) {
    const auto command = std::make_shared<HistoryCommand>();
    CLI::App* const sub =
        add_command(program, "history",
                    "The past of a session as this machine keeps it: its moments, or one of them as a file");
    add_session_file(sub, command->file);
    CLI::Option* const take =
        sub->add_option("--take", command->take, "The number of the moment to be written")->type_name("N");
    CLI::Option* const output =
        sub->add_option("-o,--output", command->output, "Where to write it, never over a file")
            ->type_name("OUT");
    take->needs(output);
    output->needs(take);
    sub->callback([&wish, command] { wish = [command] { return run(*command); }; });
}

void add_check(CLI::App& program, Wish& wish) {
    const auto command = std::make_shared<CheckCommand>();
    CLI::App* const sub = add_command(program, "check", "Read all of a session and say whether it is sound");
    add_session_file(sub, command->file);
    sub->callback([&wish, command] { wish = [command] { return run(*command); }; });
}

void add_replay(CLI::App& program, Wish& wish) {
    const auto command = std::make_shared<ReplayCommand>();
    CLI::App* const sub =
        add_command(program, "replay", "Run recorded input through the board and save the result");
    add_session_file(sub, command->file);
    sub->add_option("INPUTS", command->inputs, "JSON Lines, one frame of input per line")->required();
    sub->add_option("-o", command->output, "Save here instead of back into FILE")->type_name("OUT");
    sub->add_flag("--keep", command->keep,
                  "Keep the session in a journal as the board does, and print after each frame how many "
                  "commits are made, are kept, and the disk has");
    sub->callback([&wish, command] { wish = [command] { return run(*command); }; });
}

void add_bench(CLI::App& program, Wish& wish) {
    const auto command = std::make_shared<BenchCommand>();
    CLI::App* const sub = add_command(program, "bench", "Measure the canvas on a made board");
    sub->add_option("--notes", command->notes, "How many notes; 1000 unless told")
        ->type_name("N")
        ->check(CLI::Range(1, 200'000));
    sub->add_option_function<std::string>(
           "--size",
           [command](const std::string& text) {
               const Size size = size_from("--size", text, 320, 8192);
               command->width_px = size.width, command->height_px = size.height;
           },
           "The picture's size; 1920x1080 unless told")
        ->type_name("WxH");
    sub->add_flag("--json", command->json, "As one JSON object");
    sub->callback([&wish, command] { wish = [command] { return run(*command); }; });
}

void add_shots(CLI::App& program, Wish& wish) {
    const auto command = std::make_shared<ShotsCommand>();
    CLI::App* const sub = add_command(program, "shots", "Draw a picture of every screen into a folder");
    sub->add_option("FOLDER", command->folder, "Where the pictures go; made when it is not there")
        ->required();
    sub->add_option("--only", command->only, "Only pictures whose name has this in it")->type_name("WORD");
    sub->callback([&wish, command] { wish = [command] { return run(*command); }; });
}

/// "waymark export": the words typed so far that make sense, for messages.
std::string command_name(const CLI::App& program) {
    std::string name = "waymark";
    for (const CLI::App* const sub : program.get_subcommands()) name += " " + sub->get_name();
    return name;
}

/// CLI11's message as one sentence that ends in where to find help.
std::string usage_sentence(const CLI::App& program, const CLI::ParseError& error) {
    std::string reason = error.what();
    for (char& c : reason)
        if (c == '\n') c = ' ';
    while (!reason.empty() && (reason.back() == ' ' || reason.back() == '.')) reason.pop_back();
    const std::string name = command_name(program);
    return name + ": " + reason + " (see " + name + " --help).";
}

/// A full disk shows only when the last bytes leave the program.
int flushed(int status) {
    std::cout.flush();
    if (std::fflush(stdout) == 0 && !std::ferror(stdout) && std::cout) return status;
    say(std::string("The result could not be written to the output: ") + std::strerror(errno) + ".");
    return exit_could_not;
}

} // namespace

int command_line(int argc, const char* const* argv) {
    CLI::App program{"Waymark: customer journey maps on a board, worked on by hand and by many hands.",
                     "waymark"};
    program.set_version_flag("--version", version_text(), "Print the version and exit");
    program.require_subcommand(0, 1);
    program.get_formatter()->column_width(28);

    Wish wish, asked;
    add_board(program, wish);
    for (const auto& add : {add_new, add_templates, add_info, add_analyse, add_export, add_json, add_check,
                            add_recover, add_history, add_replay, add_bench, add_shots})
        add(program, asked);
    try {
        program.parse(argc, argv);
    } catch (const CLI::Success& wanted) { // --help and --version
        return flushed(program.exit(wanted, std::cout, std::cerr));
    } catch (const CLI::ParseError& error) {
        say(usage_sentence(program, error));
        return exit_wrong_usage;
    }
    const std::vector<CLI::App*> commands = program.get_subcommands();
    note_crashes(system_files(), settings_of_this_person(system_files()).state_folder,
                 commands.empty() ? "board" : commands.front()->get_name());
    return flushed(asked ? asked() : wish());
}

} // namespace waymark
