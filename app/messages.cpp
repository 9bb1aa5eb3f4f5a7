#include "app/messages.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace waymark {
namespace {

constexpr double shown_s = 6;
constexpr std::size_t good_at_most = 4;
constexpr std::size_t problems_at_most = 200; // beyond, nobody reads them; those that offer a place stay

/// The oldest of those that `may_go`, until there are so many.
template <class MayGo> void let_go_of_oldest(App& app, std::size_t at_most, MayGo may_go) {
    for (auto count = static_cast<std::size_t>(std::ranges::count_if(app.messages, may_go)); count > at_most;
         --count)
        app.messages.erase(std::ranges::find_if(app.messages, may_go));
}

/// "“a.png”, “b.png”, “c.png” and 2 more"
std::string listed(const std::vector<std::string>& things) {
    constexpr std::size_t named = 3;
    std::string words;
    for (std::size_t i = 0; i < std::min(named, things.size()); ++i)
        words += (i == 0 ? "" : i + 1 == things.size() ? " and " : ", ") + quoted(things[i]);
    if (things.size() > named) words += " and " + std::to_string(things.size() - named) + " more";
    return words;
}

} // namespace

void forget_old_messages(App& app) {
    std::erase_if(app.messages, [&](const Message& m) { return !m.problem && m.until_s <= app.time_s; });
}

std::vector<std::size_t> foremost_messages(const App& app, std::size_t at_most) {
    std::vector<std::size_t> order(app.messages.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = order.size() - 1 - i;
    if (order.size() > at_most) {
        std::stable_partition(order.begin() + 1, order.end(),
                              [&](std::size_t i) { return app.messages[i].offers_place; });
        order.resize(at_most);
    }
    std::ranges::sort(order);
    return order;
}

void say(App& app, std::string sentence, bool problem) {
    Message message{std::move(sentence), problem, app.time_s + shown_s};
    std::erase_if(app.messages, [&](const Message& m) {
        if (m.sentence != message.sentence) return false;
        message.offers_place |= m.offers_place; // said anew, it still does
        return true;
    });
    app.messages.push_back(std::move(message));
    let_go_of_oldest(app, good_at_most, [](const Message& m) { return !m.problem; });
    let_go_of_oldest(app, problems_at_most, [](const Message& m) { return m.problem && !m.offers_place; });
}

void say_not_safe(App& app, std::string sentence) {
    say(app, std::move(sentence), true);
    app.messages.back().offers_place = true;
}

void say_of_kind(App& app, const std::string& kind, std::string thing, std::string alone) {
    std::vector<std::string> things;
    const auto before = std::ranges::find_if(app.messages, [&](const Message& m) { return m.kind == kind; });
    if (before != app.messages.end()) {
        things = std::move(before->things);
        app.messages.erase(before);
    }
    if (std::ranges::find(things, thing) == things.end()) things.push_back(std::move(thing));
    say(app,
        things.size() == 1 ? std::move(alone)
                           : std::to_string(things.size()) + " " + kind + ": " + listed(things) + ".",
        true);
    app.messages.back().kind = kind;
    app.messages.back().things = std::move(things);
}

void say_together(App& app, const std::vector<std::string>& sentences) {
    constexpr std::size_t told = 6;
    std::string all;
    for (std::size_t i = 0; i < std::min(told, sentences.size()); ++i)
        all += (all.empty() ? "" : " ") + sentences[i];
    if (sentences.size() > told)
        all += " And " + std::to_string(sentences.size() - told) + " more of this sort.";
    if (!all.empty()) say(app, std::move(all), true);
}

} // namespace waymark
