#include "app/pinyin.hpp"
#include "sessions/clean_text.hpp"
#include "tests/sessions/faulty_files.hpp"

#include <cstdio>
#include <cstdlib>

/// Any bytes as the dictionaries of Chinese: words or a sentence about what is missing, and whatever is typed
/// finds words that are clean. The first byte says how the rest is cut into two files and letters.

namespace {

using namespace waymark;

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

void put(Files& files, const std::string& name, std::string_view bytes) {
    Result<std::unique_ptr<WritableFile>> file = files.create("d/" + name, 0600);
    require(file && (*file)->append(bytes), "the memory is full");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 10) return 0;
    const std::string_view letters{reinterpret_cast<const char*>(data) + 1, 8};
    const std::string_view rest{reinterpret_cast<const char*>(data) + 9, size - 9};
    const std::size_t cut = rest.size() * data[0] / 255;
    MemoryFiles files;
    put(files, "pinyin_simp.dict.yaml", rest);
    put(files, "luna_pinyin.dict.yaml", rest.substr(0, cut));
    put(files, "essay.txt", rest.substr(cut));
    for (const KeyLanguage language : {KeyLanguage::simplified_chinese, KeyLanguage::traditional_chinese}) {
        const Result<PinyinDictionary> dictionary = read_pinyin(files, language, {"d"});
        if (!dictionary) {
            require(!dictionary.error().sentence.empty(), "an error without a sentence");
            continue;
        }
        std::string typed;
        for (const char c : letters) {
            typed += static_cast<char>('a' + static_cast<unsigned char>(c) % 26);
            for (const PinyinChoice& choice : dictionary->choices(typed)) {
                require(!choice.text.empty() && clean_text(choice.text).text == choice.text,
                        "a word that did not come through the one door");
                require(choice.letters > 0 && choice.letters <= typed.size(), "more letters than typed");
            }
        }
    }
    return 0;
}
