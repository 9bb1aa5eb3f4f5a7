#include "render/layout_parts.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <system_error>
#include <thread>

/// Texts that nobody has laid out yet. A board that has just been opened has one for each note: these are
/// shared out among the processors, each with a text engine of its own.
namespace waymark {

TextLayout note_text(TextEngine& engine, const Note& note, const std::string& language) {
    const TextStyle style{FontWeight::medium, TextAlign::start, language};
    return engine.fitted(note.text, style, note_text_room);
}

namespace layout_parts {

namespace {

constexpr std::size_t worth_helpers = 2000; ///< texts; a helper first has to find the fonts
constexpr std::size_t most_helpers = 3, at_once = 32;

} // namespace

std::vector<Shared<TextLayout>> note_texts(const std::vector<const Note*>& notes, const std::string& language,
                                           TextEngine& engine) {
    static const Shared<TextLayout> none;
    std::vector<Shared<TextLayout>> texts(notes.size(), none);
    std::atomic<std::size_t> next = 0;
    const auto lay_out = [&](TextEngine& own) {
        for (std::size_t begin = next.fetch_add(at_once); begin < notes.size();
             begin = next.fetch_add(at_once))
            for (std::size_t i = begin; i < std::min(begin + at_once, notes.size()); ++i)
                texts[i] = note_text(own, *notes[i], language);
    };
    std::vector<std::future<void>> helpers;
    const std::size_t processors = std::max(1u, std::thread::hardware_concurrency());
    try {
        for (std::size_t i = 1; notes.size() >= worth_helpers && i < std::min(processors, most_helpers + 1);
             ++i)
            helpers.push_back(std::async(std::launch::async, [&lay_out] {
                TextEngine own{TextEngine::remember_little};
                lay_out(own);
            }));
    } catch (const std::system_error&) { // no more threads: those that are there do it
    }
    lay_out(engine);
    for (std::future<void>& helper : helpers) helper.get();
    return texts;
}

} // namespace layout_parts
} // namespace waymark
