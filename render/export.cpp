#include "render/export.hpp"

#include "render/paint.hpp"

#include <algorithm>
#include <array>

namespace waymark {

std::optional<ExportFormat> export_format(const std::string& path) {
    static constexpr std::array endings{std::pair{std::string_view{".png"}, ExportFormat::png},
                                        std::pair{std::string_view{".svg"}, ExportFormat::svg},
                                        std::pair{std::string_view{".pdf"}, ExportFormat::pdf}};
    for (const auto& [ending, format] : endings) {
        if (path.size() <= ending.size() || path[path.size() - ending.size() - 1] == '/') continue;
        const auto same = [](char a, char b) {
            return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
        };
        const auto tail = path.end() - static_cast<std::ptrdiff_t>(ending.size());
        if (std::equal(tail, path.end(), ending.begin(), ending.end(), same)) return format;
    }
    return std::nullopt;
}

namespace {

// The heading's measures, world units.
constexpr float eyebrow_size = 26, title_size = 72, label_size = 20, value_size = 28;
constexpr float fact_gap = 64, heading_gap = 48;
constexpr float least_heading_width = 900;

struct Fact {
    std::string label, value;
};

/// Who paid for it, led it and took part.
std::vector<Fact> people(const Session& session) {
    std::string names;
    for (const Shared<Participant>& one : session.participants)
        if (!one->name.empty()) names += (names.empty() ? "" : ", ") + one->name;
    std::vector<Fact> all{
        {"Sponsor", session.sponsor}, {"Facilitator", session.facilitator}, {"With", names}};
    std::erase_if(all, [](const Fact& fact) { return fact.value.empty(); });
    return all;
}

std::vector<Fact> facts(const Session& session, const Journey& journey) {
    std::string names;
    for (const Id id : journey.personas)
        if (const Persona* const persona = find_persona(session, id))
            names += (names.empty() ? "" : "  ·  ") + persona->name;
    std::vector<Fact> all{{journey.personas.size() > 1 ? "Personas" : "Persona", names},
                          {"Scenario", journey.scenario},
                          {"Goal", journey.goal}};
    std::erase_if(all, [](const Fact& fact) { return fact.value.empty(); });
    return all;
}

/// Sets texts below each other and remembers how far down it has come.
struct Column {
    Drawing drawing;
    float bottom = 0, width = 0;

    void add(TextLayout text, Vec2 at, Colour colour) {
        bottom = std::max(bottom, at.y + text.box.y);
        for (const TextLine& line : text.lines) width = std::max(width, at.x + line.left + line.width);
        drawing.parts.push_back(Words{std::move(text), at, colour});
    }
};

/// The facts side by side: a small label over each value. As wide as they need, wrapped when together too
/// wide.
void add_facts(Column& column, const std::vector<Fact>& all, const std::string& language, const Theme& theme,
               TextEngine& text, float width) {
    if (all.empty()) return;
    const auto count = static_cast<float>(all.size());
    std::vector<float> natural;
    float total = fact_gap * (count - 1);
    for (const Fact& fact : all) {
        const TextLayout value =
            text.laid_out(fact.value, {FontWeight::regular, TextAlign::start, language}, value_size);
        natural.push_back(std::max(120.f, value.box.x));
        total += natural.back();
    }
    const float share = (width - fact_gap * (count - 1)) / count;
    const float top = column.bottom + 20;
    float left = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const float wrap = total <= width ? 0 : std::min(natural[i], share);
        TextLayout label =
            text.laid_out(all[i].label, {FontWeight::semibold, TextAlign::start, "en"}, label_size);
        const float label_height = label.box.y;
        column.add(std::move(label), {left, top}, theme.quiet_ink);
        // A hair wider than measured, so that rounding never breaks the last word off.
        const TextStyle style{FontWeight::regular, TextAlign::start, language};
        column.add(text.laid_out(all[i].value, style, value_size, wrap > 0 ? wrap + 0.5f : 0),
                   {left, top + label_height + 4}, theme.ink);
        left += (wrap > 0 ? wrap : natural[i]) + fact_gap;
    }
}

/// Title and facts, from its own top left.
Column heading(const Session& session, const Journey& journey, const Theme& theme, TextEngine& text,
               float width, bool names) {
    Column column;
    const std::string& title = journey.title.empty() ? session.title : journey.title;
    const std::vector<Fact> all = facts(session, journey);
    const std::vector<Fact> who = names ? people(session) : std::vector<Fact>{};
    if (title.empty() && all.empty() && who.empty()) return column;
    std::string eyebrow =
        journey.state == JourneyState::current ? "Customer journey today" : "Customer journey to be";
    if (!session.title.empty() && session.title != title) eyebrow = session.title + "  ·  " + eyebrow;
    const std::string& language = session.language;
    column.add(
        text.on_one_line(eyebrow, {FontWeight::medium, TextAlign::start, language}, eyebrow_size, width), {},
        theme.quiet_ink);
    if (!title.empty())
        column.add(
            text.laid_out(title, {FontWeight::semibold, TextAlign::start, language}, title_size, width),
            {0, column.bottom + 2}, theme.ink);
    add_facts(column, all, language, theme, text, width);
    add_facts(column, who, language, theme, text, width);
    return column;
}

} // namespace

bool has_names(const Session& session) { return !people(session).empty(); }

ExportScene export_scene(const Session& session, const Journey& journey, ThemeName theme_name,
                         TextEngine& text, bool names, bool on_table) {
    const Layout layout = laid_out(journey, session.language, text, nullptr, on_table);
    Look look;
    look.theme = theme_name;
    look.interactive = false;
    look.authors = names;
    ExportScene result;
    result.area = export_area(layout);
    const Rect body = layout.bounds.empty() ? result.area : layout.bounds;
    const float margin = std::max(24.f, body.left() - result.area.left());

    const float width = std::max(least_heading_width, layout.map.size.x);
    Column over = heading(session, journey, theme(theme_name), text, width, names);
    const Vec2 at{layout.map.empty() ? body.left() : layout.map.left(),
                  body.top() - heading_gap - over.bottom};
    if (!over.drawing.parts.empty())
        result.area = united(result.area, Rect{at, {over.width, over.bottom}}.grown(margin));

    Painter painter{text};
    View view;
    view.at = result.area.center();
    view.size_px = result.area.size;
    result.scene = painter.painted(session, journey, layout, look, view);
    result.problem = painter.pictures().problem();
    result.scene.overlay.clear(); // screen pixels belong to a window
    if (!over.drawing.parts.empty()) {
        Placed title;
        title.drawing = std::move(over.drawing);
        title.at = at;
        result.scene.board.push_back(Shared<PlacedChunk>{PlacedChunk{std::move(title)}});
    }
    return result;
}

namespace {

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

/// A new file beside `path`, under a name that nothing else has.
Result<std::unique_ptr<WritableFile>> created_beside(Files& files, const std::string& path,
                                                     std::string& name) {
    constexpr int attempts = 16;
    Result<std::unique_ptr<WritableFile>> created =
        Error{ErrorKind::invalid, path,
              quoted(path) + " cannot be written: " + std::to_string(attempts) +
                  " unfinished files lie beside it, " + quoted(path + ".part") +
                  " and so on. Remove them or choose another name."};
    for (int attempt = 0; attempt < attempts; ++attempt) {
        name = path + ".part" + (attempt ? std::to_string(attempt) : "");
        if (files.stamp(name)) continue; // left by somebody else; not ours to replace
        created = files.create(name, 0666);
        if (created) return created;
    }
    return created;
}

Result<Done> put(WritableFile& file, const std::string& bytes) {
    if (Result<Done> appended = file.append(bytes); !appended) return appended;
    if (Result<Done> synced = file.sync(); !synced) return synced;
    return file.close();
}

} // namespace

Result<Done> write_file(Files& files, const std::string& path, const std::string& bytes) {
    const Result<std::string> target = files.resolved(path);
    if (!target) return target.error();
    std::string temporary;
    Result<std::unique_ptr<WritableFile>> file = created_beside(files, *target, temporary);
    if (!file) return file.error();
    Result<Done> done = put(**file, bytes);
    if (done)
        if (Result<FileStamp> before = files.stamp(*target)) {
            // Without its list of people the rights of its group would mean something else.
            if (!files.set_access_list_like(temporary, *target)) before.value().mode &= ~070u;
            done = files.set_owner_and_mode_like(temporary, *before);
        }
    if (done) done = files.rename(temporary, *target);
    if (!done) {
        // The reason is worth more than whether tidying up worked.
        static_cast<void>(files.remove(temporary));
        return done;
    }
    return files.sync_folder(folder_of(*target));
}

} // namespace waymark
