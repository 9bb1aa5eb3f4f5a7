#include "app/live_contacts.hpp"

#include <algorithm>
#include <cmath>

namespace waymark {
namespace {

bool is_place(Vec2 at) { return std::isfinite(at.x) && std::isfinite(at.y); }

} // namespace

LiveContacts::Live* LiveContacts::find(DeviceContact named) {
    const auto found = std::ranges::find(live_, named, &Live::named);
    return found == live_.end() ? nullptr : &*found;
}

void LiveContacts::begin(DeviceContact named, Contact contact, std::vector<Event>& events) {
    if (!is_place(contact.at_px)) return;
    end(named, ContactPhase::cancel, events);
    if (live_.size() >= most) return;
    const auto is_taken = [&](std::uint32_t id) {
        return std::ranges::any_of(live_, [&](const Live& live) { return live.contact.id == id; });
    };
    contact.id = first_id_;
    while (is_taken(contact.id)) ++contact.id;
    contact.phase = ContactPhase::begin;
    contact.pressure = contact.pressure >= 0 ? std::min(contact.pressure, 1.0f) : 1;
    contact.width_px = contact.width_px >= 0 ? contact.width_px : 0;
    live_.push_back({named, contact});
    events.emplace_back(contact);
}

void LiveContacts::move(DeviceContact named, const Contact& sample, std::vector<Event>& events) {
    Live* const live = find(named);
    if (!live || !is_place(sample.at_px)) return;
    Contact now = live->contact;
    now.phase = ContactPhase::move;
    now.at_px = sample.at_px;
    now.time_s = sample.time_s;
    if (sample.pressure >= 0) now.pressure = std::min(sample.pressure, 1.0f);
    if (sample.width_px >= 0) now.width_px = sample.width_px;
    const Contact& was = live->contact;
    const bool is_same =
        now.at_px == was.at_px && now.pressure == was.pressure && now.width_px == was.width_px;
    live->contact = now;
    if (!is_same) events.emplace_back(now);
}

void LiveContacts::end_live(Live live, ContactPhase phase, std::vector<Event>& events) {
    std::erase_if(live_, [&](const Live& other) { return other.named == live.named; });
    live.contact.phase = phase;
    events.emplace_back(live.contact);
}

void LiveContacts::end(DeviceContact named, ContactPhase phase, std::vector<Event>& events, double time_s) {
    Live* const live = find(named);
    if (!live) return;
    live->contact.time_s = time_s;
    end_live(*live, phase, events);
}

void LiveContacts::cancel_device(std::uint32_t device, std::vector<Event>& events) {
    for (const Live& live : std::vector<Live>{live_})
        if (live.named.device == device) end_live(live, ContactPhase::cancel, events);
}

void LiveContacts::cancel_all(std::vector<Event>& events) {
    for (const Live& live : std::vector<Live>{live_}) end_live(live, ContactPhase::cancel, events);
}

bool LiveContacts::is_down(DeviceContact named) const {
    return std::ranges::find(live_, named, &Live::named) != live_.end();
}

bool LiveContacts::has_any_of(std::uint32_t device) const {
    return std::ranges::any_of(live_, [&](const Live& live) { return live.named.device == device; });
}

} // namespace waymark
