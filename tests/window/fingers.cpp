#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

/// Real fingers and pens for tests: speaks to the `inputtest` driver of an X server about one device, which
/// takes one connection in its life. `fingers SOCKET KIND WIDTHxHEIGHT` (kind: touch, or pen for whatever has
/// one place and buttons) reads commands, one a line, and answers each with a line when the server has done
/// it:
///
///     down ID X Y [PRESSURE]     a finger, or with `pen` the tip (ID is then the button)
///     glide STEPS MS ID X Y …    all of these at once, in so many steps with so many milliseconds between
///     fling STEPS MS ID X Y …    the same, and all let go in full swing
///     up ID …                    in this order
///     hover X Y                  the pen near the surface
///
/// Protocol: xf86-input-inputtest-protocol.h of the X server, 1.1; numbers as the machine has them.
namespace {

constexpr std::uint32_t version_message = 0, sync_message = 1, motion_message = 2, button_message = 4,
                        touch_message = 6;
constexpr std::uint32_t touch_begin = 18, touch_update = 19, touch_end = 20;
constexpr int pressure_axis = 4;
constexpr double device_units = 65536, pressure_units = 2047;

struct At {
    double x = 0, y = 0;
};

/// A message: its length and type first, then fields at fixed places.
class Message {
public:
    Message(std::uint32_t size, std::uint32_t type) : bytes_(size) {
        put(0, size);
        put(4, type);
    }
    template <class T> void put(std::size_t at, T value) {
        std::memcpy(&bytes_.at(at), &value, sizeof value);
    }
    /// The axis' value in the block of valuators that begins at `block`.
    void axis(std::size_t block, int number, double value) {
        const auto n = static_cast<std::size_t>(number);
        bytes_.at(block + 4 + n / 8) |= static_cast<std::uint8_t>(1u << n % 8);
        put(block + 16 + 8 * n, value);
    }
    const std::vector<std::uint8_t>& bytes() const { return bytes_; }

private:
    std::vector<std::uint8_t> bytes_;
};

class Device {
public:
    Device(const std::string& path, bool is_pen, double width, double height)
        : is_pen_{is_pen}, to_x_{device_units / width}, to_y_{device_units / height} {
        socket_ = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw std::string{"cannot reach "} + path;
        const timeval patience{10, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        Message hello{12, version_message};
        hello.put<std::uint16_t>(8, 1);
        hello.put<std::uint16_t>(10, 1);
        send(hello);
        receive(12);
    }

    void down(std::uint32_t id, At at, std::optional<double> pressure) {
        at_[id] = at;
        if (is_pen_) {
            hover(at);
            return button(id, true);
        }
        touch(id, touch_begin, at, pressure);
    }
    void move(std::uint32_t id, At at) {
        at_[id] = at;
        is_pen_ ? hover(at) : touch(id, touch_update, at, {});
    }
    void up(std::uint32_t id) {
        is_pen_ ? button(id, false) : touch(id, touch_end, at_[id], {});
        at_.erase(id);
    }
    void hover(At at) {
        Message message{1056, motion_message};
        message.put<std::uint32_t>(8, 1); // absolute
        message.axis(16, 0, at.x * to_x_);
        message.axis(16, 1, at.y * to_y_);
        send(message);
    }
    At where(std::uint32_t id) const {
        const auto found = at_.find(id);
        if (found == at_.end()) throw std::string{"this finger is not down"};
        return found->second;
    }
    /// Waits until the server has done all of it.
    void sync() {
        send(Message{8, sync_message});
        receive(8);
    }

private:
    void touch(std::uint32_t id, std::uint32_t what, At at, std::optional<double> pressure) {
        Message message{1056, touch_message};
        message.put(8, id);
        message.put(12, what);
        message.axis(16, 0, at.x * to_x_);
        message.axis(16, 1, at.y * to_y_);
        if (pressure) message.axis(16, pressure_axis, *pressure * pressure_units);
        send(message);
    }
    void button(std::uint32_t number, bool is_down) {
        Message message{1064, button_message};
        message.put<std::uint32_t>(8, 1);
        message.put(12, number);
        message.put<std::uint32_t>(16, is_down ? 1 : 0);
        send(message);
    }
    void send(const Message& message) {
        const auto& bytes = message.bytes();
        for (std::size_t sent = 0; sent < bytes.size();) {
            const ssize_t more = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
            if (more <= 0) throw std::string{"the server has closed the device"};
            sent += static_cast<std::size_t>(more);
        }
    }
    void receive(std::size_t size) {
        std::array<char, 64> answer{};
        for (std::size_t got = 0; got < size;) {
            const ssize_t more = ::read(socket_, answer.data() + got, size - got);
            if (more <= 0) throw std::string{"the server does not answer"};
            got += static_cast<std::size_t>(more);
        }
    }

    int socket_ = -1;
    bool is_pen_;
    double to_x_, to_y_;
    std::map<std::uint32_t, At> at_;
};

void pause(int milliseconds) {
    const timespec time{milliseconds / 1000, milliseconds % 1000 * 1'000'000L};
    ::nanosleep(&time, nullptr);
}

void glide(Device& device, std::istream& words, bool lets_go) {
    struct Way {
        std::uint32_t id;
        At from, to;
    };
    int steps = 1, milliseconds = 0;
    words >> steps >> milliseconds;
    std::vector<Way> ways;
    for (Way way{}; words >> way.id >> way.to.x >> way.to.y;) {
        way.from = device.where(way.id);
        ways.push_back(way);
    }
    for (int step = 1; step <= steps; ++step) {
        if (milliseconds > 0) pause(milliseconds);
        const double part = static_cast<double>(step) / steps;
        for (const Way& way : ways)
            device.move(way.id, {way.from.x + (way.to.x - way.from.x) * part,
                                 way.from.y + (way.to.y - way.from.y) * part});
    }
    for (const Way& way : ways)
        if (lets_go) device.up(way.id);
}

void obey(Device& device, const std::string& line) {
    std::istringstream words{line};
    std::string command;
    words >> command;
    std::uint32_t id = 0;
    At at;
    if (command == "down") {
        words >> id >> at.x >> at.y;
        double pressure = 0;
        device.down(id, at, words >> pressure ? std::optional{pressure} : std::nullopt);
    } else if (command == "glide" || command == "fling") {
        glide(device, words, command == "fling");
    } else if (command == "up") {
        while (words >> id) device.up(id);
    } else if (command == "hover") {
        words >> at.x >> at.y;
        device.hover(at);
    } else
        throw "there is no " + command;
    device.sync();
}

} // namespace

int main(int count, char** words) {
    double width = 0, height = 0;
    char cross = 0;
    if (count != 4 || !(std::istringstream{words[3]} >> width >> cross >> height)) {
        std::cerr << "fingers SOCKET touch|pen WIDTHxHEIGHT\n";
        return 2;
    }
    try {
        Device device{words[1], std::string{words[2]} == "pen", width, height};
        std::cout << "ready" << std::endl;
        for (std::string line; std::getline(std::cin, line);) {
            obey(device, line);
            std::cout << "done" << std::endl;
        }
    } catch (const std::string& what) {
        std::cerr << "fingers: " << what << '\n';
        return 1;
    }
    return 0;
}
