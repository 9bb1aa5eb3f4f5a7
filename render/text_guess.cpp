#include "render/text_guess.hpp"

#include "render/text_place.hpp"
#include "render/text_sizes.hpp"

#include <algorithm>
#include <cmath>

namespace waymark {
namespace {

/// What the guess knows of a character: how wide it is and where a line may begin.
enum class LetterKind : std::uint8_t { unknown, space, line_end, word, ideograph, other };

struct Letter {
    LetterKind kind = LetterKind::unknown;
    float greatest = 0, likely = 0; ///< width, em
};

constexpr bool is_between(char32_t c, char32_t low, char32_t high) { return c >= low && c <= high; }

/// Letters without their own entry: as wide as the widest of their kind, so that what fits does fit.
constexpr float widest_letter = 1.45f, widest_dash = 2.1f;
constexpr float usual_letter = 0.62f, usual_dash = 0.95f;

Letter letter_of(char32_t c, const LetterWidths& widths) {
    const auto measured = [](LetterKind kind, float width) { return Letter{kind, width, width}; };
    if (c == ' ') return measured(LetterKind::space, widths.ascii[' ']);
    if (c == '\n') return {LetterKind::line_end, 0, 0};
    if (c < 0x20 || c == 0x7F) return {};
    if (c < 0x80) {
        const bool is_word = is_between(c, 'a', 'z') || is_between(c, 'A', 'Z') || is_between(c, '0', '9');
        return measured(is_word ? LetterKind::word : LetterKind::other, widths.ascii[c]);
    }
    if (is_between(c, 0x4E00, 0x9FFF)) return measured(LetterKind::ideograph, widths.ideograph);
    // Kana, bopomofo, hangul and the punctuation among them: no line is taken to begin at them.
    if (is_between(c, 0x3001, 0x3029) || is_between(c, 0x3041, 0x3096) || is_between(c, 0x30A0, 0x312F) ||
        is_between(c, 0xAC00, 0xD7A3) || is_between(c, 0xFF01, 0xFF5E))
        return measured(LetterKind::other, widths.ideograph);
    const bool is_other_letter = (is_between(c, 0xA1, 0x24F) && c != 0xAD) || is_between(c, 0x386, 0x3FF) ||
                                 is_between(c, 0x400, 0x482) || is_between(c, 0x48A, 0x52F);
    if (is_other_letter || is_between(c, 0x2018, 0x201E) || c == 0x20AC)
        return {LetterKind::other, widest_letter, usual_letter};
    if (c == 0x2013 || c == 0x2014 || c == 0x2022 || c == 0x2026)
        return {LetterKind::other, widest_dash, usual_dash};
    return {};
}

/// The next character of sound UTF-8; 0 where it is none.
char32_t next_character(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char first = byte(0);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (first >= 0x80 && (first < 0xC2 || first > 0xF4 || at + length > text.size())) return 0;
    char32_t c = length == 1 ? first : first & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return 0;
        c = c << 6 | (byte(i) & 0x3F);
    }
    at += length;
    return c;
}

/// What is not broken, and the space behind it, in em.
struct Piece {
    float visible = 0, white = 0;
    bool ends_paragraph = false;
};

bool is_letter(LetterKind kind) { return kind == LetterKind::word || kind == LetterKind::ideograph; }
bool is_closing(char32_t c) {
    return c < 0x80 && std::string_view{".,;:!?)]}%"}.find(static_cast<char>(c)) != std::string_view::npos;
}

enum class Width : std::uint8_t { likely, greatest };

bool pieces_of(std::string_view text, const LetterWidths& widths, Width which, std::vector<Piece>& pieces) {
    constexpr float loose = 0.05f; // em: more than any kerning that drives letters apart
    pieces.clear();
    Piece piece;
    Letter before;
    bool may_end = false; // the last letter may stand at a line's end before a space
    const auto end_piece = [&] {
        pieces.push_back(piece);
        piece = {};
    };
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_character(text, at);
        const Letter letter = letter_of(c, widths);
        if (letter.kind == LetterKind::unknown) return false;
        if (letter.kind == LetterKind::line_end) {
            piece.ends_paragraph = true;
            end_piece();
        } else if (letter.kind == LetterKind::space) {
            piece.white += letter.likely;
        } else {
            const bool is_begin = letter.kind != LetterKind::other;
            const bool at_ideograph =
                (letter.kind == LetterKind::ideograph && is_letter(before.kind)) ||
                (letter.kind == LetterKind::word && before.kind == LetterKind::ideograph);
            const bool may_break = at_ideograph || (is_begin && piece.white > 0 && may_end);
            if (may_break && piece.visible > 0) end_piece();
            piece.visible += piece.white + // a space that cannot be broken at
                             (which == Width::greatest ? letter.greatest + loose : letter.likely);
            piece.white = 0;
            may_end = is_letter(letter.kind) || is_closing(c);
        }
        before = letter;
    }
    end_piece();
    return true;
}

/// Greedy lines, as `wrap` makes them; em. False where there would be more than `most`, or where a word would
/// have to be cut and `cut_loss` is negative; else that much of each line is lost to what is cut.
bool guessed_lines(const std::vector<Piece>& pieces, float limit, float cut_loss, std::size_t most,
                   std::vector<float>& lines) {
    lines.clear();
    if (limit - cut_loss < 0.5f) return false; // no room for a letter
    float x = 0, width = 0;
    bool begun = false;
    const auto end_line = [&] {
        lines.push_back(width);
        x = width = 0;
        begun = false;
    };
    for (const Piece& piece : pieces) {
        if (begun && x + piece.visible > limit) end_line();
        float visible = piece.visible;
        if (visible > limit && cut_loss < 0) return false;
        for (; visible > limit; visible -= limit - cut_loss) {
            width = limit - cut_loss;
            end_line();
            if (lines.size() > most) return false;
        }
        if (visible > 0) width = x + visible;
        // How much of its last line a word that was cut takes is not sure: all of it.
        x = visible < piece.visible && cut_loss > 0 ? limit : x + visible + piece.white;
        begun = true;
        if (piece.ends_paragraph) end_line();
        if (lines.size() > most) return false;
    }
    end_line(); // the last piece ends no paragraph
    return lines.size() <= most;
}

std::size_t lines_within(float height, float size) {
    return static_cast<std::size_t>(std::max(0.0f, (height + 0.01f) / (size * line_height_em)));
}

} // namespace

const LetterWidths& letter_widths(TextEngine& engine) {
    static const LetterWidths measured = [&engine] {
        LetterWidths widths;
        constexpr float size = 100;
        const auto width_of = [&](std::string_view text) {
            return engine.laid_out(text, {FontWeight::medium, TextAlign::start, {}}, size).box.x / size;
        };
        for (char c = '!'; c < 0x7F; ++c) widths.ascii[static_cast<std::size_t>(c)] = width_of({&c, 1});
        widths.ascii[' '] = width_of("n n") - 2 * widths.ascii['n'];
        widths.ideograph = width_of("中");
        return widths;
    }();
    return measured;
}

bool surely_fits(std::string_view text, Vec2 box, float size, const LetterWidths& widths) {
    // Where a word longer than a line would be cut is not guessed: hyphens and slashes within it take whole
    // parts of it along.
    constexpr float kerning_lost = 0.15f, never_cut = -1;
    thread_local std::vector<Piece> pieces;
    thread_local std::vector<float> lines;
    return pieces_of(text, widths, Width::greatest, pieces) &&
           guessed_lines(pieces, box.x / size - kerning_lost, never_cut, lines_within(box.y, size), lines);
}

std::optional<GuessedText> guessed_text(std::string_view text, Vec2 box, const LetterWidths& widths) {
    std::vector<Piece> pieces;
    if (!pieces_of(text, widths, Width::likely, pieces)) return std::nullopt;
    GuessedText guess;
    const auto fits = [&](float size, float cut_loss) {
        return guessed_lines(pieces, box.x / size, cut_loss, lines_within(box.y, size), guess.widths);
    };
    auto size =
        std::find_if(size_ladder.begin(), size_ladder.end(), [&](float each) { return fits(each, -1); });
    if (size == size_ladder.end())
        size = std::find_if(size_ladder.begin(), size_ladder.end(),
                            [&](float each) { return each <= largest_with_cut_words && fits(each, 0); });
    guess.size = size == size_ladder.end() ? size_ladder.back() : *size;
    if (size == size_ladder.end()) {
        constexpr std::size_t endless = ~std::size_t{} >> 1;
        guessed_lines(pieces, box.x / guess.size, 0, endless, guess.widths);
    }
    for (float& width : guess.widths) width *= guess.size;
    return guess;
}

} // namespace waymark
