#include "app/chrome_shaped.hpp"

#include <gtest/gtest.h>

namespace waymark {
namespace {

/// With an atlas, and nobody who presents it.
class shaped_texts : public testing::Test {
protected:
    void SetUp() override {
        context = ImGui::CreateContext();
        ImGui::SetCurrentContext(context);
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
        io.DisplaySize = {800, 600};
    }
    void TearDown() override { ImGui::DestroyContext(context); }

    /// One frame in which this is drawn; how many corners of pictures and letters that took.
    int drawn(const ShapedTexts::Wish& wish) {
        texts.begin("en");
        ImGui::NewFrame();
        texts.draw(*ImGui::GetForegroundDrawList(), {20, 20}, wish, rgb(0x102030), 12);
        const int corners = ImGui::GetForegroundDrawList()->VtxBuffer.Size;
        ImGui::Render();
        return corners;
    }

    ImGuiContext* context = nullptr;
    ShapedTexts texts;
};

TEST_F(shaped_texts, a_text_is_one_picture) {
    EXPECT_EQ(drawn({"مرحبا بالعالم", 15, 18, FontWeight::regular, 0}), 4);
    EXPECT_EQ(drawn({"नमस्ते 😀", 15, 18, FontWeight::semibold, 0}), 4);
}

TEST_F(shaped_texts, letters_that_join_are_narrower_than_alone) {
    texts.begin("en");
    const auto width = [&](const char* words) {
        return texts.size({words, 15, 18, FontWeight::regular, 0}).x;
    };
    EXPECT_LT(width("سلام"), width("س") + width("ل") + width("ا") + width("م"));
    EXPECT_LT(width("👩\u200d👧"), width("👩") + width("👧")) << "a family is one picture";
}

TEST_F(shaped_texts, wrap_and_are_as_high_as_their_lines) {
    texts.begin("en");
    const Vec2 one = texts.size({"שלום עולם טוב", 15, 18, FontWeight::regular, 0});
    const Vec2 more = texts.size({"שלום עולם טוב", 15, 18, FontWeight::regular, one.x / 2});
    EXPECT_EQ(one.y, 18);
    EXPECT_GT(more.y, one.y + 10);
    EXPECT_LE(more.x, one.x / 2 + 1);
}

TEST_F(shaped_texts, are_shortened_between_what_one_sees_as_letters) {
    texts.begin("en");
    const ShapedTexts::Wish wish{"नमस्ते दुनिया नमस्ते दुनिया", 15, 18, FontWeight::regular, 0};
    for (float width = 200; width > 0; width -= 7) {
        const std::string cut = texts.shortened(wish, width);
        ASSERT_TRUE(cut.ends_with("…"));
        EXPECT_TRUE(cut == "…" || texts.size({cut, 15, 18, FontWeight::regular, 0}).x <= width);
        const std::string kept = cut.substr(0, cut.size() - std::string_view{"…"}.size());
        EXPECT_TRUE(wish.words.starts_with(kept));
        for (const char* sign : {"\u093f", "\u0941", "\u0947", "\u094d"})
            EXPECT_FALSE(wish.words.substr(kept.size()).starts_with(sign)) << "a sign goes with its letter";
    }
}

TEST_F(shaped_texts, pictures_that_nobody_draws_make_room) {
    for (int i = 0; i < 2000; ++i)
        ASSERT_EQ(drawn({"سلام " + std::to_string(i), 15, 18, FontWeight::regular, 0}), 4) << i;
}

} // namespace
} // namespace waymark
