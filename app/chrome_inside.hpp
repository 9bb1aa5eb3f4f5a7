#pragma once
#include "app/chrome.hpp"
#include "app/chrome_panels.hpp"

#include <imgui.h>

#include <algorithm>

/// What the chrome keeps between frames.
namespace waymark {

/// A contact that began on a button of the toolbar: a tap presses it, a pull off the note button takes a
/// note.
struct ToolPress {
    Contact began;
    std::size_t bar = 0, item = 0;
    Rect button;
};

/// Who pressed last: whoever opens a field so, or comes to it so, writes in it. What others do on the board
/// meanwhile is not remembered.
struct Presser {
    Source source = Source::mouse; ///< the hardware keyboard is one person's with the mouse
    std::uint32_t device = 0;      ///< of a pen, see `Contact`
    Id person = Id::none;          ///< where it is known
    double at_s = -1e9;
    bool on_panel = false;
};

struct Chrome::Inside {
    ImGuiContext* context = nullptr;
    std::unique_ptr<ChromeKit> kit;
    PanelStates states;
    std::vector<ThumbnailPlace> thumbnails;
    std::vector<Edit> drafts;                     // of the last frame
    std::vector<Rect> places;                     // of the last frame
    std::optional<ChromeKit::WrittenField> field; // likewise
    bool modal = false, writing = false, opening = false;
    Rect covered;
    std::optional<Contact> pointer; // the contact that drives Dear ImGui
    std::vector<ToolPress> presses;
    std::vector<Contact> waiting; // taps of other contacts on panels while it does
    std::vector<NoteDrag> drags;
    Ask taken;               // from events, performed before what is left of them
    std::vector<Event> left; // for the board, of the event taken last
    std::string copied;      // by a field, for the clipboard
    bool paste_wanted = false, enter_pressed = false;
    Presser presser;
    bool keys_on_board = false; // see `keys_are_on_board`
    Id moment = Id::none;       // that was open in the frame before
    int settling = 0;

    bool is_on_panel(Vec2 at_px) const {
        return modal || std::ranges::any_of(places, [&](const Rect& place) { return place.contains(at_px); });
    }
};

} // namespace waymark
