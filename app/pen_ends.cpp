#include "app/pen_ends.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>

namespace waymark {
namespace {

/// The name in small letters without the last word for the end, brackets at the end apart.
std::string family_of(const std::string& name) {
    std::string lower{name};
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::string serial;
    if (const std::size_t bracket = lower.rfind(" ("); bracket != std::string::npos && lower.ends_with(')')) {
        serial = lower.substr(bracket);
        lower.resize(bracket);
    }
    for (const std::string_view end : std::array<std::string_view, 3>{" eraser", " stylus", " pen"}) {
        if (!lower.ends_with(end)) continue;
        lower.resize(lower.size() - end.size());
        break;
    }
    return lower + serial;
}

using Family = std::vector<const PenDevice*>;

/// One pen and one eraser, and not of two tablets: nothing else says for sure which belongs to which.
bool is_one_pen(const Family& family) {
    if (family.size() != 2 || family.front()->is_eraser == family.back()->is_eraser) return false;
    const std::string &one = family.front()->node, &other = family.back()->node;
    return one == other || one.empty() || other.empty();
}

void give_number(const Family& family, std::map<int, int>& numbers) {
    if (!is_one_pen(family)) return;
    const int lower = std::min(family.front()->number, family.back()->number);
    for (const PenDevice* const device : family) numbers[device->number] = lower;
}

} // namespace

std::map<int, int> pen_numbers(const std::vector<PenDevice>& devices) {
    std::map<int, int> numbers;
    std::map<std::string, Family> by_name;
    for (const PenDevice& device : devices) {
        numbers[device.number] = device.number;
        by_name[family_of(device.name)].push_back(&device);
    }
    for (const auto& [name, family] : by_name) {
        if (family.size() <= 2) {
            give_number(family, numbers);
            continue;
        }
        std::map<std::string, Family> by_tablet; // several of the same sort
        for (const PenDevice* const device : family)
            if (!device->node.empty()) by_tablet[device->node].push_back(device);
        for (const auto& [node, of_tablet] : by_tablet) give_number(of_tablet, numbers);
    }
    return numbers;
}

} // namespace waymark
