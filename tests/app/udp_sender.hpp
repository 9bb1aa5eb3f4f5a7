#pragma once
#include "tests/app/osc_packets.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace waymark::testing {

/// Sends to a port of this machine.
class UdpSender {
public:
    explicit UdpSender(std::uint16_t port) {
        to_.sin_family = AF_INET;
        to_.sin_port = htons(port);
        ::inet_pton(AF_INET, "127.0.0.1", &to_.sin_addr);
    }
    ~UdpSender() { ::close(socket_); }
    UdpSender(const UdpSender&) = delete;
    UdpSender& operator=(const UdpSender&) = delete;

    void send(const OscBytes& bytes) const {
        ASSERT_EQ(::sendto(socket_, bytes.data(), bytes.size(), 0, reinterpret_cast<const sockaddr*>(&to_),
                           sizeof to_),
                  static_cast<ssize_t>(bytes.size()));
    }

private:
    int socket_ = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_in to_{};
};

} // namespace waymark::testing
