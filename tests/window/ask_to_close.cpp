#include <X11/Xlib.h>

#include <cstdio>
#include <cstdlib>

/// Asks a window to close as a window manager does when its cross is pressed: the program may refuse.
/// (xdotool of Debian 12 can only take the window away.)
int main(int count, char** words) {
    Display* const display = XOpenDisplay(nullptr);
    if (count != 2 || !display) {
        std::fputs("ask_to_close WINDOW, with a display\n", stderr);
        return 2;
    }
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.window = std::strtoul(words[1], nullptr, 0);
    event.xclient.message_type = XInternAtom(display, "WM_PROTOCOLS", False);
    event.xclient.format = 32;
    event.xclient.data.l[0] = static_cast<long>(XInternAtom(display, "WM_DELETE_WINDOW", False));
    event.xclient.data.l[1] = CurrentTime;
    XSendEvent(display, event.xclient.window, False, NoEventMask, &event);
    XCloseDisplay(display);
    return 0;
}
