#include "app/chrome_panels.hpp"
#include "app/file_name.hpp"
#include "render/export.hpp"

#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

/// Our own file browser: large enough for fingers, sessions with their picture. One panel for opening,
/// saving, exporting and choosing pictures.
namespace waymark {
namespace {

constexpr float places_width = 200, tile_width = 208, tile_picture = 118, tile_text = 48, tile_gap = 12;
constexpr std::array formats{".png", ".svg", ".pdf"};

bool is_saving(Panel panel) { return panel == Panel::save_file || panel == Panel::export_file; }

std::vector<std::string> endings(const FilesState& files, Panel panel) {
    if (panel == Panel::open_picture) return {".png", ".jpg", ".jpeg"};
    if (panel == Panel::export_file) return {formats[static_cast<std::size_t>(files.format)]};
    return {".waymark"};
}

/// The first of those wished for that is there. One whose drive does not say so in time is none, and one that
/// is just being asked is taken meanwhile.
void choose_folder(FilesState& files, const App& app) {
    const char* const home = std::getenv("HOME");
    std::vector<std::string> wished;
    if (!app.file.path.empty()) wished.push_back(parent_folder(app.file.path));
    if (!app.settings.last_folder.empty()) wished.push_back(app.settings.last_folder);
    if (home) wished.insert(wished.end(), {std::string{home} + "/Documents", home});
    files.folder = "/";
    files.choosing = false;
    for (const std::string& folder : wished) {
        const Known<bool> is_there = app.drives->is_folder(folder);
        if (is_there ? !*is_there.answer : is_there.late) continue;
        files.folder = folder;
        files.choosing = !is_there;
        return;
    }
}

void begin_fresh(PanelFrame& frame) {
    FilesState& files = frame.states.files;
    if (!std::exchange(files.fresh, false)) return;
    const App& app = frame.app;
    files.with_names = 0;
    const std::string title = app.panel == Panel::export_file && !app.board_journey().title.empty()
                                  ? app.board_journey().title
                                  : app.session().title;
    files.name = app.panel == Panel::save_file && !app.file.path.empty()
                     ? std::filesystem::path{app.file.path}.stem().string()
                     : file_name_from(title);
}

/// A stick that is put in shows up by itself.
void list_folder(PanelFrame& frame) {
    FilesState& files = frame.states.files;
    if (files.choosing) choose_folder(files, frame.app);
    files.places = folder_places(*frame.app.drives);
    files.entries = frame.app.drives->entries(files.folder, endings(files, frame.app.panel));
}

void go_to(FilesState& files, std::string folder) {
    files.folder = std::move(folder);
    files.choosing = false;
    files.chosen.clear();
}

void show_places(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    FilesState& files = frame.states.files;
    for (const FolderPlace& place : files.places) {
        const Icon icon = place.name == "Home" ? Icon::home : Icon::folder;
        if (kit.row(place.path.c_str(), icon, place.name, "", files.folder == place.path))
            go_to(files, place.path);
    }
    const auto& recent = frame.app.settings.recent;
    if (recent.empty() || frame.app.panel != Panel::open_file) return;
    kit.gap(4);
    kit.quiet_text("Recent", type_size::small);
    for (std::size_t i = 0; i < std::min<std::size_t>(recent.size(), 6); ++i)
        if (kit.row(("recent " + recent[i].path).c_str(), Icon::clock, recent[i].title, ""))
            frame.ask.intend(OpenFile{recent[i].path});
}

/// The way to the folder as buttons, and up.
void show_path(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    FilesState& files = frame.states.files;
    if (kit.icon_button("up", Icon::arrow_up, "The folder above", false, files.folder != "/", 40))
        go_to(files, parent_folder(files.folder));
    ImGui::SameLine(0, kit.px(6));
    const float room = ImGui::GetContentRegionAvail().x;
    std::string words = files.folder;
    // The end of a long path says more than its beginning.
    while (kit.measure("… " + words, type_size::body, Weight::semibold).x > room &&
           words.find('/', 1) != std::string::npos)
        words = words.substr(words.find('/', 1));
    if (words != files.folder) words = "…" + words;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Vec2 size = kit.measure(words, type_size::body, Weight::semibold);
    kit.draw_text(*ImGui::GetWindowDrawList(), {at.x, at.y + (kit.px(40) - size.y) / 2}, words,
                  kit.colours().chrome_ink, type_size::body, Weight::semibold);
    ImGui::Dummy({size.x, kit.px(40)});
}

std::string size_text(std::uint64_t bytes) {
    if (bytes < 1024) return std::to_string(bytes) + " B";
    if (bytes < 1024 * 1024) return std::to_string(bytes / 1024) + " KB";
    return std::to_string(bytes / (1024 * 1024)) + " MB";
}

/// One folder or file. Returns whether it was pressed.
bool show_tile(PanelFrame& frame, const FolderEntry& entry, bool chosen, float width, Rect clip) {
    ChromeKit& kit = frame.kit;
    const Theme& t = kit.colours();
    const float picture = entry.is_folder ? 0 : kit.px(tile_picture), height = picture + kit.px(tile_text);
    const bool pressed = ImGui::InvisibleButton(entry.path.c_str(), {width, height});
    const bool hovered = ImGui::IsItemHovered(),
               focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    const Rect place =
        rect_between(ChromeKit::vec(ImGui::GetItemRectMin()), ChromeKit::vec(ImGui::GetItemRectMax()));
    if (!ImGui::IsItemVisible()) return false;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Colour back = chosen    ? t.accent.with_alpha(0.16f)
                        : hovered ? t.chrome_hover
                                  : t.chrome_hover.with_alpha(0.5f);
    list.AddRectFilled(ChromeKit::vec(place.at), ChromeKit::vec(place.end()), ChromeKit::colour(back),
                       kit.px(10));
    if (focused || chosen)
        list.AddRect(ChromeKit::vec(place.at), ChromeKit::vec(place.end()), ChromeKit::colour(t.accent),
                     kit.px(10), 0, kit.px(2));
    const float icon = kit.px(22), text_top = place.top() + picture;
    if (picture > 0) {
        const Rect inner{{place.left() + kit.px(8), place.top() + kit.px(8)},
                         {width - kit.px(16), picture - kit.px(8)}};
        list.AddRectFilled(ChromeKit::vec(inner.at), ChromeKit::vec(inner.end()), ChromeKit::colour(t.paper),
                           kit.px(6));
        const bool session = entry.name.ends_with(".waymark");
        if (session && clip.touches(inner))
            frame.thumbnails.push_back({{{}, entry.path}, inner.grown(-kit.px(6)), clip, true});
        else if (!session)
            kit.draw_icon(list, Icon::picture, inner.center() - Vec2{icon, icon}, icon * 2, t.quiet_ink);
    }
    kit.draw_icon(list, entry.is_folder ? Icon::folder : Icon::file,
                  {place.left() + kit.px(12), text_top + (kit.px(tile_text) - icon) / 2}, icon,
                  t.chrome_quiet_ink);
    const std::string size = entry.is_folder ? "" : size_text(entry.size);
    const Vec2 size_box = kit.measure(size, type_size::small);
    const float left = place.left() + kit.px(42),
                room = place.right() - kit.px(12) - size_box.x - kit.px(6) - left;
    const std::string stem =
        entry.name.ends_with(".waymark") ? entry.name.substr(0, entry.name.size() - 8) : entry.name;
    const std::string words = kit.shortened(stem, room, type_size::body);
    kit.draw_text(list, {left, text_top + (kit.px(tile_text) - kit.measure(words, type_size::body).y) / 2},
                  words, t.chrome_ink, type_size::body);
    kit.draw_text(list,
                  {place.right() - kit.px(12) - size_box.x, text_top + (kit.px(tile_text) - size_box.y) / 2},
                  size, t.chrome_quiet_ink, type_size::small);
    return pressed;
}

void press_file(PanelFrame& frame, const FolderEntry& entry) {
    FilesState& files = frame.states.files;
    switch (frame.app.panel) {
    case Panel::open_file:
        frame.ask.intend(ShowPanel{Panel::none});
        frame.ask.intend(OpenFile{entry.path});
        break;
    case Panel::open_picture: {
        const auto found = std::ranges::find(files.chosen, entry.path);
        if (found == files.chosen.end())
            files.chosen.push_back(entry.path);
        else
            files.chosen.erase(found);
        break;
    }
    default: files.name = std::filesystem::path{entry.name}.stem().string(); break;
    }
}

/// What is shown may be old, or nothing yet.
void tell_slow_drive(PanelFrame& frame) {
    const Known<std::vector<FolderEntry>>& entries = frame.states.files.entries;
    if (entries && !entries.late) return;
    const bool shows_some = entries && !entries.answer->empty();
    frame.kit.paragraph(!entries.late ? "Looking …"
                        : shows_some
                            ? "This place does not answer just now. This is what was here."
                            : "This place does not answer just now. Choose another one on the left.");
    frame.kit.gap(4);
}

void show_entries(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    FilesState& files = frame.states.files;
    tell_slow_drive(frame);
    const Rect clip{ChromeKit::vec(ImGui::GetWindowPos()), ChromeKit::vec(ImGui::GetWindowSize())};
    const float gap = kit.px(tile_gap), room = ImGui::GetContentRegionAvail().x;
    const int columns = std::max(1, static_cast<int>((room + gap) / (kit.px(tile_width) + gap)));
    const float width =
        std::floor((room - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{gap, gap});
    int column = 0;
    bool folders = true;
    const std::shared_ptr<const std::vector<FolderEntry>> entries = files.entries.answer;
    for (const FolderEntry& entry : entries ? *entries : std::vector<FolderEntry>{}) {
        if (folders && !entry.is_folder) folders = false, column = 0; // files begin a row of their own
        if (column % columns != 0) ImGui::SameLine();
        ++column;
        const bool chosen = std::ranges::find(files.chosen, entry.path) != files.chosen.end();
        if (!show_tile(frame, entry, chosen, width, clip)) continue;
        if (!entry.is_folder)
            press_file(frame, entry);
        else {
            go_to(files, entry.path);
            break;
        }
    }
    ImGui::PopStyleVar();
    if (entries && entries->empty() && !files.entries.late)
        kit.quiet_text(frame.app.panel == Panel::open_picture
                           ? "No pictures (PNG or JPEG) and no folders here."
                       : is_saving(frame.app.panel)
                           ? "Nothing here yet. The file will be the first."
                           : "No sessions and no folders here. Choose another place on the left.");
}

std::string target(const PanelFrame& frame) {
    const FilesState& files = frame.states.files;
    const std::string ending = endings(files, frame.app.panel).front();
    const std::string name = files.name.ends_with(ending) ? files.name : files.name + ending;
    return (files.folder == "/" ? "" : files.folder) + "/" + name;
}

/// Where it is not known in time whether something is there, whoever writes finds that out.
void confirm(PanelFrame& frame, bool pressed) {
    FilesState& files = frame.states.files;
    const std::string path = target(frame);
    const Known<std::optional<FileStamp>> there = frame.app.drives->stamp(path);
    if (pressed) files.confirming = path;
    if (files.confirming != path) files.confirming.clear();
    if (files.confirming.empty() || (!there && !there.late)) return;
    files.confirming.clear();
    const bool own = frame.app.panel == Panel::save_file && path == frame.app.file.path;
    if (!own && files.agreed != path && there && *there.answer) {
        files.agreed = path; // the button now says what a second press does, or Enter in the field
        files.name_wants_keys = true;
        return;
    }
    if (frame.app.panel == Panel::save_file)
        frame.ask.intend(SaveAs{path, files.agreed == path});
    else
        frame.ask.intend(ExportTo{path, files.with_names == 1});
}

/// What stands at the foot when something is to be written: its name, and a button that says what will
/// happen.
void show_name(PanelFrame& frame, float button) {
    ChromeKit& kit = frame.kit;
    FilesState& files = frame.states.files;
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - button - kit.px(8));
    if (std::exchange(files.name_wants_keys, false)) ImGui::SetKeyboardFocusHere();
    const bool entered =
        ImGui::InputTextWithHint("##name", "Name of the file", &files.name,
                                 ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    kit.tell_field(false);
    ImGui::SameLine(0, kit.px(8));
    const bool usable =
        files.name.find_first_not_of(" .") != std::string::npos && files.name.find('/') == std::string::npos;
    const bool replaces = usable && files.agreed == target(frame);
    const char* const verb = frame.app.panel == Panel::save_file ? "Save" : "Export";
    const bool pressed = kit.button(replaces ? "Replace it" : verb,
                                    replaces ? Emphasis::danger : Emphasis::primary, usable, button);
    if (usable) confirm(frame, pressed || entered);
    if (replaces) kit.hint("A file of this name is here already.");
}

void show_foot(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    FilesState& files = frame.states.files;
    const float button = kit.px(180);
    if (frame.app.panel == Panel::open_picture) {
        const std::string label = files.chosen.size() < 2
                                      ? "Insert"
                                      : "Insert " + std::to_string(files.chosen.size()) + " pictures";
        ImGui::SetCursorPosX(ImGui::GetWindowWidth() - button - kit.px(16));
        if (kit.button(label, Emphasis::primary, !files.chosen.empty(), button)) {
            frame.ask.intend(InsertPictures{files.chosen, {}});
            frame.ask.intend(ShowPanel{Panel::none});
        }
        return;
    }
    if (frame.app.panel == Panel::export_file) {
        (void)kit.segmented("format", {"PNG picture", "SVG drawing", "PDF document"}, files.format);
        if (has_names(frame.app.session()))
            kit.segmented("names", {"Without people's names", "With the names of who took part"},
                          files.with_names);
    }
    show_name(frame, button);
}

} // namespace

void show_file_browser(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    begin_fresh(frame);
    list_folder(frame);
    const Panel panel = frame.app.panel;
    kit.begin_modal("files", kit.centred({1080, 760}));
    const char* const titles[] = {"Open a session", "Save the session", "Export this journey",
                                  "Insert pictures"};
    show_panel_title(frame, titles[panel == Panel::open_file     ? 0
                                   : panel == Panel::save_file   ? 1
                                   : panel == Panel::export_file ? 2
                                                                 : 3]);
    const bool exports = panel == Panel::export_file;
    const int rows = panel == Panel::open_file ? 0 : !exports ? 1 : has_names(frame.app.session()) ? 3 : 2;
    const float foot = kit.px(52) * static_cast<float>(rows);
    const float height = ImGui::GetContentRegionAvail().y - foot - (foot > 0 ? kit.px(8) : 0);
    begin_scroll("places", {kit.px(places_width), height});
    show_places(frame);
    ImGui::EndChild();
    ImGui::SameLine(0, kit.px(16));
    ImGui::BeginGroup();
    show_path(frame);
    begin_scroll("entries", {0, height - kit.px(48)});
    show_entries(frame);
    ImGui::EndChild();
    ImGui::EndGroup();
    if (foot > 0) show_foot(frame);
    kit.end_modal();
}

} // namespace waymark
