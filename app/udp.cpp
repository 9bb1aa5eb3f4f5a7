#include "app/udp.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <time.h>
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
    const int yes = 1; // without it flicks are only as fine as frames: no reason not to listen
    static_cast<void>(::setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMPNS, &yes, sizeof yes));
    return std::unique_ptr<UdpListener>{new UdpListener{descriptor, address, ntohs(name.sin_port)}};
}

namespace {

/// How long ago the system has taken the packet in: it says so when asked to (see `open`).
double age_s(msghdr& message) {
    constexpr double longest_s = 1; // the clock has been set meanwhile
    for (cmsghdr* said = CMSG_FIRSTHDR(&message); said; said = CMSG_NXTHDR(&message, said)) {
        if (said->cmsg_level != SOL_SOCKET || said->cmsg_type != SCM_TIMESTAMPNS) continue;
        timespec came{}, now{};
        std::memcpy(&came, CMSG_DATA(said), sizeof came);
        ::clock_gettime(CLOCK_REALTIME, &now);
        const double age = static_cast<double>(now.tv_sec - came.tv_sec) +
                           static_cast<double>(now.tv_nsec - came.tv_nsec) * 1e-9;
        return age > 0 && age < longest_s ? age : 0;
    }
    return 0;
}

} // namespace

UdpListener::UdpListener(int descriptor, std::string address, std::uint16_t port)
    : descriptor_{descriptor},
      address_{std::move(address)},
      port_{port},
      room_{std::make_unique<std::uint8_t[]>(packet_limit)} {}

UdpListener::~UdpListener() { ::close(descriptor_); }

std::optional<UdpListener::Packet> UdpListener::next() {
    for (;;) {
        sockaddr_in from{};
        iovec room{room_.get(), packet_limit};
        alignas(cmsghdr) std::array<char, 128> beside{};
        msghdr message{};
        message.msg_name = &from;
        message.msg_namelen = sizeof from;
        message.msg_iov = &room;
        message.msg_iovlen = 1;
        message.msg_control = beside.data();
        message.msg_controllen = beside.size();
        const ssize_t length = ::recvmsg(descriptor_, &message, 0);
        if (length < 0 && errno == EINTR) continue;
        if (length < 0) return std::nullopt;
        std::string sender = text_of(from.sin_addr);
        if (may_send(sender, address_))
            return Packet{{room_.get(), static_cast<std::size_t>(length)},
                          std::move(sender),
                          ntohs(from.sin_port),
                          age_s(message)};
    }
}

} // namespace waymark
