#pragma once
#include "app/chrome.hpp"
#include "app/tools.hpp"
#include "tests/app/keypad_fingers.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <imgui.h>
#include <imgui_internal.h>

namespace waymark::testing {

/// What stands in the field that is written, and where its caret is.
struct InField {
    std::string text;
    int caret = -1;
    bool operator==(const InField&) const = default;
};

/// Ada writes in the sheet of a stage, others are at the same wall.
struct AtOneWall : KeypadHand {
    ScratchFolder folder;
    Id stage_id = Id::none;

    /// Its first stage is the one that is written on.
    explicit AtOneWall(const char* template_name = "winter-jacket") : KeypadHand{template_name} {
        folder.write("pinyin_simp.dict.yaml", "你\tni\t500\n好\thao\t500\n你好\tni hao\t300\n");
        app.dictionaries.look_in({folder.path()});
        app.settings.key_languages = {KeyLanguage::english, KeyLanguage::simplified_chinese};
        stage_id = journey().stages.front()->id;
    }
    static With other(std::uint32_t contact = 60) { return finger(contact); }
    void settle() {
        for (int i = 0; i < 6; ++i) send({});
    }
    /// The sheet of the stage comes up, and its first field is written.
    void open_sheet(With with) {
        wait(1);
        tap({30, 2000}, with);
        perform(app, Select{{stage_id}});
        perform(app, WriteDetails{});
        settle();
        ASSERT_TRUE(app.chrome->field());
        EXPECT_EQ(app.chrome->thing_written_on(), stage_id);
    }
    void type_in_panel(std::string_view text) {
        type_keys(panel_field, text);
        settle();
    }
    InField in_field() const {
        ImGui::SetCurrentContext(static_cast<ImGuiContext*>(app.chrome->context()));
        const ImGuiInputTextState* const state = ImGui::GetInputTextState(ImGui::GetActiveID());
        if (!state || !app.chrome->field()) return {};
        return {state->TextA.Data, state->GetCursorPos()};
    }
    std::string title() const {
        const Stage* const found = find_stage(journey(), stage_id);
        return found ? found->title : "";
    }
    Vec2 tool(std::size_t item) const {
        // The pill at the bottom: buttons of 48 px in its middle (see chrome_toolbar.cpp).
        const Vec2 middle{size_px.x / 2, size_px.y - 16 - 6 - 24};
        return middle + Vec2{(static_cast<float>(item) - 4) * 48 - 6, 0};
    }
    std::size_t ink_count() const {
        std::size_t count = 0;
        for (const Shared<Ink>& ink : journey().ink) count += ink->points.empty() ? 0 : 1;
        return count;
    }
    /// Two fingers that rest at both sides of the place.
    void open_toolbox(Vec2 at) {
        press(at - Vec2{50, 0}, other(61));
        press(at + Vec2{50, 0}, other(62));
        wait(0.7);
        release(at - Vec2{50, 0}, other(61));
        release(at + Vec2{50, 0}, other(62));
        wait(0.6);
    }
};

} // namespace waymark::testing
