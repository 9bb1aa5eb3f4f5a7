#pragma once
#include "app/input.hpp"

#include <cstdint>
#include <vector>

namespace waymark {

/// What a device calls one of its contacts.
struct DeviceContact {
    std::uint32_t device = 0, contact = 0;
    bool operator==(const DeviceContact&) const = default;
};

/// The contacts of some devices that are down, each under a small number that no other contact on the board
/// has. Whatever a device claims, what comes out is in order: a contact begins once, then moves, then ends.
class LiveContacts {
public:
    static constexpr std::size_t most = 256; ///< at once; more are not begun

    /// Numbers from `first_id` on, `most` of them.
    explicit LiveContacts(std::uint32_t first_id) : first_id_{first_id} {}

    /// It comes down; one of the same name that never ended is cancelled first. A place that is no number
    /// begins nothing.
    void begin(DeviceContact named, Contact contact, std::vector<Event>& events);
    /// It is somewhere else, or pressed otherwise, as the sample says; nothing when it is not down. A
    /// negative pressure or width and a place that is no number leave what was.
    void move(DeviceContact named, const Contact& sample, std::vector<Event>& events);
    /// `phase`: end or cancel.
    void end(DeviceContact named, ContactPhase phase, std::vector<Event>& events, double time_s = 0);
    /// Everything of the device, or of all devices, ends without having been let go.
    void cancel_device(std::uint32_t device, std::vector<Event>& events);
    void cancel_all(std::vector<Event>& events);

    bool is_down(DeviceContact named) const;
    bool has_any_of(std::uint32_t device) const;
    std::size_t count() const { return live_.size(); }

    struct Live {
        DeviceContact named;
        Contact contact; ///< as it was last told
    };
    const std::vector<Live>& all() const { return live_; }

private:
    Live* find(DeviceContact named);
    void end_live(Live live, ContactPhase phase, std::vector<Event>& events);

    std::uint32_t first_id_;
    std::vector<Live> live_; // in the order in which they came down
};

} // namespace waymark
