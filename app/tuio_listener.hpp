#pragma once
#include "app/tuio.hpp"
#include "app/udp.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace waymark {

/// How much is taken from a network, whoever sends: so much a second, and what has not been used for a moment
/// in one go. Times in seconds of one clock.
class PacketAllowance {
public:
    /// Sixteen trackers at 250 Hz; a frame of two hundred fingers is 12 KB.
    static constexpr double packets_per_s = 4000, bytes_per_s = 8.0 * 1024 * 1024;
    static constexpr double saved_s = 0.1; ///< what the board may have been late for

    void fill(double time_s);
    bool is_left() const { return packets_ >= 1 && bytes_ > 0; }
    void spend(std::size_t bytes) { packets_ -= 1, bytes_ -= static_cast<double>(bytes); }

private:
    double packets_ = packets_per_s * saved_s, bytes_ = bytes_per_s * saved_s;
    std::optional<double> filled_s_;
};

/// A touch table by UDP: its socket and what its packets mean. A flood costs no more than the allowance; what
/// comes beyond it the system throws away, and the next packet that is taken says how things are.
class TuioListener {
public:
    static Result<std::unique_ptr<TuioListener>> open(const std::string& address, std::uint16_t port,
                                                      std::vector<Stamp> stamps);

    /// Adds what has come since the last call. `surface` is asked only when there is something to place.
    void take(const std::function<TuioSurface()>& surface, double time_s, std::vector<Event>& events);
    void cancel_all(std::vector<Event>& events) { tuio_.cancel_all(events); }

    /// To be slept at; nothing while the allowance is spent, or a flood would let nobody sleep.
    std::optional<int> descriptor() const;
    /// How long nothing may come until time must be let pass; negative = for ever.
    double patience_s() const;
    std::string where() const { return socket_->address() + ":" + std::to_string(socket_->port()); }
    std::uint16_t port() const { return socket_->port(); }
    std::uint64_t packets() const { return packets_; } ///< taken so far

private:
    TuioListener(std::unique_ptr<UdpListener> socket, std::vector<Stamp> stamps)
        : socket_{std::move(socket)}, tuio_{std::move(stamps)} {}
    std::unique_ptr<UdpListener> socket_;
    Tuio tuio_;
    PacketAllowance allowance_;
    std::uint64_t packets_ = 0;
};

} // namespace waymark
