#pragma once
#include "sessions/result.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace waymark {

/// Whether what `sender` sent to a socket that listens at `listener` may be taken: who listens to this
/// machine alone hears this machine alone, whatever a network may let through. IPv4 addresses.
bool may_send(const std::string& sender, const std::string& listener);

/// A socket that packets come to; nothing is ever sent.
class UdpListener {
public:
    /// At an IPv4 address of this machine (0.0.0.0: all of them) and a port (0: any free one).
    static Result<std::unique_ptr<UdpListener>> open(const std::string& address, std::uint16_t port);
    ~UdpListener();
    UdpListener(const UdpListener&) = delete;
    UdpListener& operator=(const UdpListener&) = delete;

    int descriptor() const { return descriptor_; }
    const std::string& address() const { return address_; }
    std::uint16_t port() const { return port_; }

    struct Packet {
        std::span<const std::uint8_t> bytes; ///< until the next one is asked for
        std::string address;                 ///< of the sender
        std::uint16_t port = 0;
        double age_s = 0; ///< how long ago it came to this machine; 0 = not known
    };
    /// The next packet that may be taken, if one has come.
    std::optional<Packet> next();

private:
    UdpListener(int descriptor, std::string address, std::uint16_t port);
    int descriptor_;
    std::string address_;
    std::uint16_t port_;
    std::unique_ptr<std::uint8_t[]> room_;
};

} // namespace waymark
