#pragma once
#include "app/live_contacts.hpp"
#include "app/osc.hpp"
#include "app/settings.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// TUIO 1.1, the protocol of touch tables whose fingers and objects are seen by a camera or come from another
/// program: /tuio/2Dcur (fingers) and /tuio/2Dobj (objects with a number).
namespace waymark {

/// Who sent a packet.
struct TuioSender {
    std::string address;
    std::uint16_t port = 0;
};

/// Where the sensor's surface lies, in pixels of the window: trackers tell places from 0 to 1 on it.
struct TuioSurface {
    Rect rect_px;   ///< of the whole surface
    Vec2 window_px; ///< size; what begins outside is none of ours
};

/// Packets in, contacts out. There are no messages for "down" and "up": whoever is not in the list of those
/// alive has gone, so a lost packet heals with the next. A packet counts as a whole or not at all. Each
/// tracker has its own count of frames; what comes late is left out.
class Tuio {
public:
    static constexpr std::size_t most_trackers = 16,
                                 most_alive = 256; ///< twenty people have two hundred fingers
    /// A tracker that says nothing for so long has gone, and its contacts with it.
    static constexpr double silence_s = 5;

    /// Objects that no stamp names do nothing.
    explicit Tuio(std::vector<Stamp> stamps = {}) : stamps_{std::move(stamps)} {}

    void take(std::span<const std::uint8_t> packet, const TuioSender& from, const TuioSurface& surface,
              double time_s, std::vector<Event>& events);
    void let_time_pass(double time_s, std::vector<Event>& events);
    /// Everything ends.
    void cancel_all(std::vector<Event>& events);
    /// Whether time will have to be let pass.
    bool has_contacts() const { return contacts_.count() > 0; }

    std::uint64_t frames = 0, damaged = 0, late = 0; ///< packets so far

private:
    enum Profile : std::uint8_t { cursors, objects };
    static constexpr std::size_t profiles = 2;
    struct Tracker {
        TuioSender from;
        std::string name;
        std::uint32_t number = 0;
        std::array<std::optional<std::int32_t>, profiles> last_frame;
        double heard_s = 0;
    };
    struct Set {
        std::int32_t session = 0, object = 0;
        Vec2 at; ///< on the surface
    };
    struct PartOfFrame {
        std::vector<std::int32_t> alive;
        std::vector<Set> sets;
        std::optional<std::int32_t> number;
        bool has_alive = false;
    };
    struct Packet {
        std::string name;
        std::array<PartOfFrame, profiles> parts;
    };
    static std::optional<Packet> read(std::span<const std::uint8_t> bytes);
    static bool read(OscArguments arguments, Profile profile, Packet& packet);

    Tracker* tracker(const TuioSender& from, const std::string& name, double time_s,
                     std::vector<Event>& events);
    void forget(const Tracker& tracker, std::vector<Event>& events);
    bool is_late(const Tracker& tracker, Profile profile, std::int32_t frame, double time_s) const;
    void show(const Tracker& tracker, Profile profile, const PartOfFrame& part, const TuioSurface& surface,
              double time_s, std::vector<Event>& events);
    void show(const Tracker& tracker, Profile profile, const Set& set, const TuioSurface& surface,
              double time_s, std::vector<Event>& events);
    std::optional<Tip> tip_of(Profile profile, std::int32_t object) const;
    static std::uint32_t device(const Tracker& tracker, Profile profile);

    std::vector<Stamp> stamps_;
    std::vector<Tracker> trackers_;
    std::uint32_t next_tracker_ = 0;
    LiveContacts contacts_{1000};
};

} // namespace waymark
