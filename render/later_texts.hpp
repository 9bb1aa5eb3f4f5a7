#pragma once
#include "render/text.hpp"
#include "sessions/journey.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Texts of notes that are set when somebody looks at them. Of most texts it is known without setting them
/// that they fit their note (see text_guess.hpp), so that a board of 100 000 notes is laid out without
/// shaping one. What draws the board asks for those that are in sight and large enough to have letters; what
/// nobody has looked at for a while is dropped and set again when it comes back.
namespace waymark {

struct LaterTextsShelf;

/// A line of a guessed text: stands for letters that cannot be told apart.
struct GuessedLine {
    float left = 0, baseline = 0, width = 0;
};

/// The text of one note, set or not. For the thread that has the `LaterTexts`.
class LaterText {
public:
    LaterText(std::shared_ptr<LaterTextsShelf> shelf, Shared<Note> note, const std::string* language);
    ~LaterText();
    LaterText(const LaterText&) = delete;
    LaterText& operator=(const LaterText&) = delete;

    /// Null while it is not set.
    const Shared<TextLayout>* set() const { return set_ ? &*set_ : nullptr; }
    /// Sets it in this thread, unless it is.
    const Shared<TextLayout>& set_now();
    /// Gives it back; it can be set again.
    void drop();
    /// Bytes that all texts of this board take which are set, and how many they should take at most.
    std::size_t bytes_of_all() const;
    std::size_t most_bytes() const;

    /// Lines as they are likely to be.
    std::vector<GuessedLine> guessed_lines(float size) const;

private:
    friend class LaterTexts;
    friend struct LaterTextsShelf;
    friend void ask(const std::shared_ptr<LaterText>& text);
    void put(TextLayout layout);

    std::shared_ptr<LaterTextsShelf> shelf_;
    Shared<Note> note_;
    const std::string* language_; ///< the shelf's
    std::optional<Shared<TextLayout>> set_;
    std::size_t bytes_ = 0;
    bool asked_ = false; ///< waits for a worker, or one has it
};

/// Wants it to be set by a worker; it is there after a coming `LaterTexts::take_answers`. Who still wants it
/// then asks again.
void ask(const std::shared_ptr<LaterText>& text);

/// The text itself, set now where it was not.
Shared<TextLayout> set_text(const Shared<TextLayout>& text);

/// The board's later texts, with the workers that set them. One thread has it.
class LaterTexts {
public:
    /// `engine`: of this thread.
    explicit LaterTexts(TextEngine& engine);
    /// Waits for the workers. Texts that are left over stay as they are.
    ~LaterTexts();
    LaterTexts(const LaterTexts&) = delete;
    LaterTexts& operator=(const LaterTexts&) = delete;

    /// What stands in for the text of a note that surely has room for it: its box and size, a guess of them,
    /// but no lines and no glyphs. Nothing for other texts: these have to be set to know how high their note
    /// is.
    std::optional<Shared<TextLayout>> stand_in(const Shared<Note>& note, const std::string& language);
    /// Takes what workers have set since, and forgets what was asked for and not begun. Once a frame.
    void take_answers();

    /// How much set texts may take before those out of sight are dropped.
    void keep_at_most(std::size_t bytes);
    struct Counts {
        std::uint64_t stand_ins = 0;               ///< made
        std::uint64_t set_now = 0, set_beside = 0; ///< in the one thread, by workers
        std::uint64_t dropped = 0;
        std::size_t bytes = 0; ///< that set texts take now
    };
    Counts counts() const;

private:
    std::shared_ptr<LaterTextsShelf> shelf_;
};

} // namespace waymark
