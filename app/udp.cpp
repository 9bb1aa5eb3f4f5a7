#include "app/udp.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace waymark {
namespace {

constexpr std::size_t packet_limit = 65536;

bool is_this_machine(const std::string& address) { return address.starts_with("127."); }

std::string text_of(in_addr address) {
    std::array<char, INET_ADDRSTRLEN> text{};
    return ::inet_ntop(AF_INET, &address, text.data(), text.size()) ? text.data() : "";
}

Error not_opened(const std::string& address, std::uint16_t port, int error) {
    const std::string where = "UDP port " + std::to_string(port) + " of " + address;
    if (error == EADDRINUSE)
        return {
            ErrorKind::in_use, address,
            "Another program listens at " + where +
                " already, so Waymark hears nothing of the touch table; end that program or choose another "
                "port (--tuio-port), and switch the touch table on again."};
    return {ErrorKind::input_output, address,
            "Waymark cannot listen at " + where + " (" + std::strerror(error) +
                "), so it hears nothing of the touch table."};
}

} // namespace

bool may_send(const std::string& sender, const std::string& listener) {
    return !is_this_machine(listener) || is_this_machine(sender);
}

Result<std::unique_ptr<UdpListener>> UdpListener::open(const std::string& address, std::uint16_t port) {
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(port);
    if (::inet_pton(AF_INET, address.c_str(), &name.sin_addr) != 1)
        return Error{ErrorKind::invalid, address,
                     quoted(address) +
                         " is not an address like 127.0.0.1, so Waymark does not listen for the "
                         "touch table there."};
    const int descriptor = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return not_opened(address, port, errno);
    socklen_t size = sizeof name;
    auto* const any_name = reinterpret_cast<sockaddr*>(&name);
    if (::bind(descriptor, any_name, size) != 0 || ::getsockname(descriptor, any_name, &size) != 0) {
        const int error = errno;
        ::close(descriptor);
        return not_opened(address, port, error);
    }
    return std::unique_ptr<UdpListener>{new UdpListener{descriptor, address, ntohs(name.sin_port)}};
}

UdpListener::UdpListener(int descriptor, std::string address, std::uint16_t port)
    : descriptor_{descriptor},
      address_{std::move(address)},
      port_{port},
      room_{std::make_unique<std::uint8_t[]>(packet_limit)} {}

UdpListener::~UdpListener() { ::close(descriptor_); }

std::optional<UdpListener::Packet> UdpListener::next() {
    for (;;) {
        sockaddr_in from{};
        socklen_t size = sizeof from;
        const ssize_t length =
            ::recvfrom(descriptor_, room_.get(), packet_limit, 0, reinterpret_cast<sockaddr*>(&from), &size);
        if (length < 0 && errno == EINTR) continue;
        if (length < 0) return std::nullopt;
        std::string sender = text_of(from.sin_addr);
        if (may_send(sender, address_))
            return Packet{
                {room_.get(), static_cast<std::size_t>(length)}, std::move(sender), ntohs(from.sin_port)};
    }
}

} // namespace waymark
