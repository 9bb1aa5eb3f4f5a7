#include "app/tuio.hpp"

#include <algorithm>
#include <cmath>

namespace waymark {
namespace {

constexpr double farthest = 8;          // in widths of the surface: beyond this a place is a mistake
constexpr std::int32_t late_most = 100; // a larger step back means that the tracker has begun anew
constexpr double new_count_s = 1;       // so does any step back after so long a silence
constexpr double gone_s = 0.5; // a tracker that began anew at another port has been silent for so long
constexpr std::size_t name_limit = 128;

bool is_place(float x, float y) {
    return std::isfinite(x) && std::isfinite(y) && std::abs(x) <= farthest && std::abs(y) <= farthest;
}

} // namespace

/// One message of the profile; false when it is damaged.
bool Tuio::read(OscArguments arguments, Profile profile, Packet& packet) {
    const std::optional<std::string_view> what = arguments.text();
    if (!what) return false;
    PartOfFrame& part = packet.parts[profile];
    if (*what == "source") {
        const std::optional<std::string_view> name = arguments.text();
        if (name) packet.name = name->substr(0, name_limit);
        return name.has_value();
    }
    if (*what == "alive") {
        part.has_alive = true;
        while (const std::optional<OscValue> value = arguments.next()) {
            if (value->type != 'i' || part.alive.size() >= most_alive) return false;
            part.alive.push_back(value->whole);
        }
        return true;
    }
    if (*what == "fseq") {
        part.number = arguments.whole();
        return part.number.has_value();
    }
    if (*what != "set") return true; // a later version may say more
    const std::optional<std::int32_t> session = arguments.whole();
    const std::optional<std::int32_t> object = profile == objects ? arguments.whole() : std::optional{0};
    const std::optional<float> x = arguments.number(), y = arguments.number();
    if (!session || !object || !x || !y || !is_place(*x, *y) || part.sets.size() >= most_alive) return false;
    part.sets.push_back({*session, *object, {*x, *y}});
    return true;
}

/// Nothing when any of it is damaged: half a frame would let go of fingers that are still there.
std::optional<Tuio::Packet> Tuio::read(std::span<const std::uint8_t> bytes) {
    const std::optional<std::vector<OscMessage>> messages = osc_messages(bytes);
    if (!messages) return std::nullopt;
    Packet packet;
    for (const OscMessage& message : *messages) {
        const bool is_cursor = message.address == "/tuio/2Dcur";
        if (!is_cursor && message.address != "/tuio/2Dobj") continue;
        if (!read(message.arguments, is_cursor ? cursors : objects, packet)) return std::nullopt;
    }
    return packet;
}

std::uint32_t Tuio::device(const Tracker& tracker, Profile profile) {
    return tracker.number * static_cast<std::uint32_t>(profiles) + profile;
}

void Tuio::forget(const Tracker& tracker, std::vector<Event>& events) {
    contacts_.cancel_device(device(tracker, cursors), events);
    contacts_.cancel_device(device(tracker, objects), events);
}

Tuio::Tracker* Tuio::tracker(const TuioSender& from, const std::string& name, double time_s,
                             std::vector<Event>& events) {
    const auto known = std::ranges::find_if(trackers_, [&](const Tracker& one) {
        return one.from.address == from.address && one.from.port == from.port && one.name == name;
    });
    if (known != trackers_.end()) return &*known;
    std::erase_if(trackers_, [&](const Tracker& one) {
        const bool is_same = one.from.address == from.address && one.name == name;
        const double silent_s = time_s - one.heard_s;
        const bool has_gone = silent_s > silence_s || (is_same && silent_s > gone_s);
        if (has_gone) forget(one, events);
        return has_gone;
    });
    if (trackers_.size() >= most_trackers) return nullptr;
    trackers_.push_back({from, name, next_tracker_++, {}, time_s});
    return &trackers_.back();
}

bool Tuio::is_late(const Tracker& tracker, Profile profile, std::int32_t frame, double time_s) const {
    const std::optional<std::int32_t> last = tracker.last_frame[profile];
    if (frame < 0 || !last || frame >= *last) return false; // −1: said again, always true
    return *last - frame <= late_most && time_s - tracker.heard_s <= new_count_s;
}

std::optional<Tip> Tuio::tip_of(Profile profile, std::int32_t object) const {
    if (profile == cursors) return Tip::plain;
    const auto stamp = std::ranges::find(stamps_, object, &Stamp::object);
    return stamp == stamps_.end() ? std::nullopt : std::optional{stamp->tip};
}

void Tuio::show(const Tracker& tracker, Profile profile, const Set& set, const TuioSurface& surface,
                double time_s, std::vector<Event>& events) {
    const DeviceContact named{device(tracker, profile), static_cast<std::uint32_t>(set.session)};
    const Vec2 at_px =
        surface.rect_px.at + Vec2{set.at.x * surface.rect_px.size.x, set.at.y * surface.rect_px.size.y};
    if (contacts_.is_down(named)) {
        Contact sample;
        sample.at_px = at_px;
        sample.pressure = sample.width_px = -1;
        sample.time_s = time_s;
        contacts_.move(named, sample, events);
        return;
    }
    const std::optional<Tip> tip = tip_of(profile, set.object);
    if (!tip || !Rect{{}, surface.window_px}.contains(at_px)) return;
    Contact contact;
    contact.source = Source::touch;
    contact.at_px = at_px;
    contact.tip = *tip;
    contact.time_s = time_s;
    contacts_.begin(named, contact, events);
}

/// Those that are no longer alive go first, so that their numbers are free.
void Tuio::show(const Tracker& tracker, Profile profile, const PartOfFrame& part, const TuioSurface& surface,
                double time_s, std::vector<Event>& events) {
    const auto is_alive = [&](std::uint32_t session) {
        return std::ranges::find(part.alive, static_cast<std::int32_t>(session)) != part.alive.end();
    };
    for (const LiveContacts::Live& live : std::vector<LiveContacts::Live>{contacts_.all()})
        if (live.named.device == device(tracker, profile) && !is_alive(live.named.contact))
            contacts_.end(live.named, ContactPhase::end, events, time_s);
    for (const Set& set : part.sets)
        if (is_alive(static_cast<std::uint32_t>(set.session)))
            show(tracker, profile, set, surface, time_s, events);
}

void Tuio::take(std::span<const std::uint8_t> packet, const TuioSender& from, const TuioSurface& surface,
                double time_s, std::vector<Event>& events) {
    const std::optional<Packet> read_packet = read(packet);
    if (!read_packet) {
        ++damaged;
        return;
    }
    for (const Profile profile : {cursors, objects}) {
        const PartOfFrame& part = read_packet->parts[profile];
        if (!part.has_alive || !part.number) continue;
        Tracker* const sender = tracker(from, read_packet->name, time_s, events);
        if (!sender) continue;
        if (is_late(*sender, profile, *part.number, time_s)) {
            ++late;
            continue;
        }
        ++frames;
        sender->heard_s = time_s;
        if (*part.number >= 0) sender->last_frame[profile] = *part.number;
        show(*sender, profile, part, surface, time_s, events);
    }
}

void Tuio::let_time_pass(double time_s, std::vector<Event>& events) {
    for (const Tracker& one : trackers_)
        if (time_s - one.heard_s > silence_s) forget(one, events);
}

void Tuio::cancel_all(std::vector<Event>& events) { contacts_.cancel_all(events); }

} // namespace waymark
