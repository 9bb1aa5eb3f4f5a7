#include "app/tuio_listener.hpp"

#include <algorithm>

namespace waymark {
namespace {

constexpr double flood_look_s = 1.0 / 60, tuio_look_s = 1;

} // namespace

void PacketAllowance::fill(double time_s) {
    const double passed = std::max(0.0, time_s - filled_s_.value_or(time_s));
    filled_s_ = time_s;
    packets_ = std::min(packets_per_s * saved_s, packets_ + passed * packets_per_s);
    bytes_ = std::min(bytes_per_s * saved_s, bytes_ + passed * bytes_per_s);
}

Result<std::unique_ptr<TuioListener>> TuioListener::open(const std::string& address, std::uint16_t port,
                                                         std::vector<Stamp> stamps) {
    Result<std::unique_ptr<UdpListener>> opened = UdpListener::open(address, port);
    if (!opened) return opened.error();
    return std::unique_ptr<TuioListener>{new TuioListener{std::move(opened).value(), std::move(stamps)}};
}

void TuioListener::take(const std::function<TuioSurface()>& surface, double time_s,
                        std::vector<Event>& events) {
    allowance_.fill(time_s);
    std::optional<TuioSurface> place; // asks the window system
    while (allowance_.is_left()) {
        const std::optional<UdpListener::Packet> packet = socket_->next();
        if (!packet) break;
        allowance_.spend(packet->bytes.size());
        ++packets_;
        if (!place) place = surface();
        tuio_.take(packet->bytes, {packet->address, packet->port}, *place, time_s - packet->age_s, events);
    }
    tuio_.let_time_pass(time_s, events);
}

std::optional<int> TuioListener::descriptor() const {
    return allowance_.is_left() ? std::optional{socket_->descriptor()} : std::nullopt;
}

double TuioListener::patience_s() const {
    if (!allowance_.is_left()) return flood_look_s;
    return tuio_.has_contacts() ? tuio_look_s : -1;
}

} // namespace waymark
