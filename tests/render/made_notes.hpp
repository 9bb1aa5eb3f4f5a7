#pragma once
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

/// Notes as people write them in workshops, made from a seed: 60 to 100 characters in one of three mixtures
/// of scripts.
namespace waymark {

enum class Mixture { latin, chinese, all_scripts };

class MadeNotes {
public:
    explicit MadeNotes(Mixture mixture, std::uint32_t seed = 1) : mixture_{mixture}, random_{seed} {}

    std::string next() {
        const std::uint32_t wanted = 60 + below(41);
        const int script = chosen_script();
        std::string text;
        for (std::uint32_t length = 0; length < wanted;) {
            const std::string piece = piece_of(script);
            for (const char c : piece) length += (c & 0xC0) != 0x80 ? 1 : 0;
            text += piece;
        }
        while (text.ends_with(' ')) text.pop_back();
        return text;
    }

private:
    enum Script {
        latin,
        han,
        han_and_latin,
        cyrillic,
        arabic,
        hebrew,
        devanagari,
        emoji,
        korean,
        japanese,
        thai,
        greek
    };

    std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

    int chosen_script() {
        if (mixture_ == Mixture::latin) return latin;
        if (mixture_ == Mixture::chinese) return static_cast<int>(below(3));
        return static_cast<int>(below(12));
    }

    std::string word(const std::vector<std::string_view>& words) {
        std::string chosen{words[below(static_cast<std::uint32_t>(words.size()))]};
        if (below(9) == 0) chosen += below(2) ? "," : ".";
        return chosen + ' ';
    }

    std::string han_text() {
        static constexpr std::string_view stops[] = {"，", "。", "、", "！", "；"};
        std::string text;
        for (std::uint32_t n = 2 + below(9); n > 0; --n) {
            const std::uint32_t c = 0x4E00 + below(0x9FA5 - 0x4E00);
            text += static_cast<char>(0xE0 | (c >> 12));
            text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
            text += static_cast<char>(0x80 | (c & 0x3F));
        }
        return text + std::string{stops[below(5)]};
    }

    std::string piece_of(int script) {
        static const std::vector<std::string_view> english{
            "customer",   "waits",    "for",           "an",         "answer",   "price",  "too",
            "high",       "compares", "shops",         "delivery",   "late",     "again",  "calls",
            "support",    "was",      "happy",         "AVATAR",     "To",       "e-mail", "naïve",
            "façade",     "Größe",    "señor",         "Öffnung",    "(really)", "50 %",   "3.14",
            "well-known", "don’t",    "Kundenservice", "onboarding", "“quoted”", "first",  "fit",
            "office",     "Żółw",     "A/B",           "#tag",       "www"};
        static const std::vector<std::string_view> russian{
            "клиент", "ждёт", "ответа", "поддержки", "оплата", "не", "прошла", "доставка", "опоздала", "дня"};
        static const std::vector<std::string_view> arab{"العميل", "ينتظر",   "الرد",  "من", "الدعم", "الفني",
                                                        "تأخر",   "التسليم", "يومين", "لا", "١٢٣"};
        static const std::vector<std::string_view> ivrit{"הלקוח",  "ממתין", "לתשובה", "מהתמיכה",
                                                         "המשלוח", "איחר",  "12"};
        static const std::vector<std::string_view> hindi{"ग्राहक", "प्रतीक्षा", "करता", "है",
                                                         "भुगतान", "विफल",    "रहा",  "देर"};
        static const std::vector<std::string_view> pictures{
            "😀", "😡", "🚀", "⭐", "👍🏽", "👩‍💻", "🇩🇪", "❤️", "1️⃣", "🏳️‍🌈"};
        static const std::vector<std::string_view> hangul{"고객이", "답변을", "기다립니다", "가격",
                                                          "비교",   "배송",   "늦음"};
        static const std::vector<std::string_view> kana{"お客様は", "回答を",   "待っています。",
                                                        "スーパー", "「価格」", "配送、"};
        static const std::vector<std::string_view> thai_words{"ลูกค้ารอคำตอบ", "ราคา", "แพงเกินไป",
                                                              "การจัดส่งล่าช้า"};
        static const std::vector<std::string_view> greek_words{"πελάτης", "περιμένει", "απάντηση", "τιμή"};
        switch (script) {
        case han: return han_text();
        case han_and_latin: return below(3) ? word(english) : han_text();
        case cyrillic: return word(russian);
        case arabic: return below(9) ? word(arab) : word(english);
        case hebrew: return below(9) ? word(ivrit) : word(english);
        case devanagari: return word(hindi);
        case emoji: return below(3) ? word(english) : word(pictures);
        case korean: return word(hangul);
        case japanese: return word(kana);
        case thai: return word(thai_words);
        case greek: return word(greek_words);
        default: return word(english);
        }
    }

    Mixture mixture_;
    std::mt19937 random_;
};

} // namespace waymark
