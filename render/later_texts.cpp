#include "render/later_texts.hpp"

#include "render/note_boxes.hpp"
#include "render/text_guess.hpp"
#include "render/text_place.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>

namespace waymark {
namespace {

constexpr std::size_t usual_most_bytes = 48u << 20; ///< some 15 000 texts
constexpr std::size_t at_once = 16;                 ///< texts a worker takes
constexpr std::size_t most_workers = 3;
constexpr std::size_t gpu_record_bytes = 16; ///< of each glyph, beside the layout

std::size_t weight_of(const TextLayout& text) {
    return sizeof(TextLayout) + sizeof(LaterText) + text.text.capacity() +
           text.glyphs.capacity() * (sizeof(Glyph) + gpu_record_bytes) +
           text.runs.capacity() * sizeof(TextRun) + text.lines.capacity() * sizeof(TextLine);
}

} // namespace

/// What all later texts of a board share. `guard` is for what workers reach.
struct LaterTextsShelf {
    explicit LaterTextsShelf(TextEngine& own) : engine{own} {}

    TextEngine& engine;
    std::set<std::string> languages;
    LaterTexts::Counts counts;
    std::atomic<std::size_t> bytes = 0; ///< the last holder of a text may be a worker
    std::size_t most_bytes = usual_most_bytes;

    std::mutex guard;
    std::vector<std::shared_ptr<LaterText>> asked; ///< taken from the end: the one thread began at the front
    std::vector<std::pair<std::shared_ptr<LaterText>, TextLayout>> answers;
    std::vector<std::unique_ptr<TextEngine>> idle_engines; ///< making one takes as long as hundreds of texts
    std::size_t working = 0;
    bool stopping = false;
    std::vector<std::future<void>> workers; ///< of the one thread

    void work();
    void start_workers();
};

/// A worker's life: texts until none is wanted.
void LaterTextsShelf::work() {
    std::unique_ptr<TextEngine> own;
    std::vector<std::shared_ptr<LaterText>> mine;
    std::vector<TextLayout> made;
    for (;;) {
        {
            const std::lock_guard lock{guard};
            for (std::size_t i = 0; i < made.size(); ++i)
                answers.emplace_back(std::move(mine[i]), std::move(made[i]));
            mine.clear();
            made.clear();
            while (!stopping && !asked.empty() && mine.size() < at_once) {
                mine.push_back(std::move(asked.back()));
                asked.pop_back();
            }
            if (mine.empty()) {
                if (own) idle_engines.push_back(std::move(own));
                --working;
                return;
            }
            if (!own && !idle_engines.empty()) {
                own = std::move(idle_engines.back());
                idle_engines.pop_back();
            }
        }
        try {
            if (!own) own = std::make_unique<TextEngine>(TextEngine::remember_little);
            for (const std::shared_ptr<LaterText>& text : mine)
                made.push_back(note_text(*own, *text->note_, *text->language_));
        } catch (const std::exception&) { // no memory: the one thread sets these when they are looked at
            const std::lock_guard lock{guard};
            --working;
            return;
        }
    }
}

void LaterTextsShelf::start_workers() {
    const std::size_t processors = std::max(1u, std::thread::hardware_concurrency());
    const std::size_t wanted = std::clamp<std::size_t>(processors - 1, 1, most_workers);
    std::size_t begun = 0;
    {
        const std::lock_guard lock{guard};
        if (stopping || asked.empty() || working >= wanted) return;
        begun = std::min(wanted - working, (asked.size() + at_once - 1) / at_once);
        working += begun;
    }
    std::erase_if(workers, [](const std::future<void>& worker) {
        return worker.wait_for(std::chrono::seconds{0}) == std::future_status::ready;
    });
    while (begun > 0) try {
            workers.push_back(std::async(std::launch::async, [this] { work(); }));
            --begun;
        } catch (const std::system_error&) { // no more threads: the one thread sets them, a few a frame
            const std::lock_guard lock{guard};
            working -= begun;
            return;
        }
}

LaterText::LaterText(std::shared_ptr<LaterTextsShelf> shelf, Shared<Note> note, const std::string* language)
    : shelf_{std::move(shelf)}, note_{std::move(note)}, language_{language} {}

LaterText::~LaterText() { shelf_->bytes -= bytes_; }

void LaterText::put(TextLayout layout) {
    layout.glyphs.shrink_to_fit();
    layout.runs.shrink_to_fit();
    layout.lines.shrink_to_fit();
    shelf_->bytes += weight_of(layout) - bytes_;
    bytes_ = weight_of(layout);
    set_ = std::move(layout);
}

const Shared<TextLayout>& LaterText::set_now() {
    if (!set_) {
        put(note_text(shelf_->engine, *note_, *language_));
        ++shelf_->counts.set_now;
    }
    return *set_;
}

void LaterText::drop() {
    if (!set_) return;
    set_.reset();
    shelf_->bytes -= bytes_;
    bytes_ = 0;
    ++shelf_->counts.dropped;
}

std::size_t LaterText::bytes_of_all() const { return shelf_->bytes; }
std::size_t LaterText::most_bytes() const { return shelf_->most_bytes; }

std::vector<GuessedLine> LaterText::guessed_lines(float size) const {
    std::vector<GuessedLine> lines;
    const std::optional<GuessedText> guess =
        guessed_text(note_->text, note_text_room, letter_widths(shelf_->engine));
    if (!guess) return lines;
    const float height = size * line_height_em;
    for (const float width : guess->widths) {
        const float baseline =
            static_cast<float>(lines.size()) * height + (height + (ascent_em - descent_em) * size) / 2;
        lines.push_back({0, baseline, width});
    }
    return lines;
}

void ask(const std::shared_ptr<LaterText>& text) {
    LaterTextsShelf& shelf = *text->shelf_;
    if (text->asked_ || text->set_) return;
    {
        const std::lock_guard lock{shelf.guard};
        if (shelf.stopping) return;
        shelf.asked.push_back(text);
        text->asked_ = true;
        if (shelf.asked.size() % at_once != 1) return;
    }
    shelf.start_workers();
}

Shared<TextLayout> set_text(const Shared<TextLayout>& text) {
    return text->later ? text->later->set_now() : text;
}

LaterTexts::LaterTexts(TextEngine& engine) : shelf_{std::make_shared<LaterTextsShelf>(engine)} {}

LaterTexts::~LaterTexts() {
    std::vector<std::shared_ptr<LaterText>> unasked; // what it holds may be the last of the shelf
    {
        const std::lock_guard lock{shelf_->guard};
        shelf_->stopping = true;
        unasked.swap(shelf_->asked);
    }
    for (const std::future<void>& worker : shelf_->workers) worker.wait();
    const auto answers = std::move(shelf_->answers);
    shelf_->idle_engines.clear();
}

std::optional<Shared<TextLayout>> LaterTexts::stand_in(const Shared<Note>& note,
                                                       const std::string& language) {
    const LetterWidths& widths = letter_widths(shelf_->engine);
    if (note->text.empty() || !surely_fits(note->text, note_text_room, smallest_note_text, widths))
        return std::nullopt;
    const std::optional<GuessedText> guess = guessed_text(note->text, note_text_room, widths);
    if (!guess) return std::nullopt;
    TextLayout layout;
    layout.size = guess->size;
    layout.line_height = layout.size * line_height_em;
    layout.box = {note_text_room.x, static_cast<float>(guess->widths.size()) * layout.line_height};
    layout.box.y = std::min(layout.box.y, note_text_room.y);
    layout.wrapped = true;
    layout.later = std::make_shared<LaterText>(shelf_, note, &*shelf_->languages.insert(language).first);
    ++shelf_->counts.stand_ins;
    return Shared<TextLayout>{std::move(layout)};
}

void LaterTexts::take_answers() {
    std::vector<std::pair<std::shared_ptr<LaterText>, TextLayout>> answers;
    std::vector<std::shared_ptr<LaterText>> unasked;
    {
        const std::lock_guard lock{shelf_->guard};
        answers.swap(shelf_->answers);
        unasked.swap(shelf_->asked);
    }
    for (const std::shared_ptr<LaterText>& text : unasked) text->asked_ = false;
    for (auto& [text, layout] : answers) {
        text->asked_ = false;
        if (text->set_) continue;
        text->put(std::move(layout));
        ++shelf_->counts.set_beside;
    }
}

void LaterTexts::keep_at_most(std::size_t bytes) { shelf_->most_bytes = bytes; }

LaterTexts::Counts LaterTexts::counts() const {
    Counts counts = shelf_->counts;
    counts.bytes = shelf_->bytes;
    return counts;
}

} // namespace waymark
