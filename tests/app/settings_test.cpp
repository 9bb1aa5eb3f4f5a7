#include "app/app.hpp"
#include "app/settings.hpp"
#include "sessions/files.hpp"
#include "tests/child_program.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace waymark::testing {
namespace {

/// A folder for settings of its own, as long as it lives.
class SettingsHome {
public:
    SettingsHome() { ::setenv("XDG_CONFIG_HOME", folder_.path().c_str(), 1); }
    ~SettingsHome() {
        if (before_)
            ::setenv("XDG_CONFIG_HOME", before_->c_str(), 1);
        else
            ::unsetenv("XDG_CONFIG_HOME");
    }
    Settings read() const { return settings_of_this_person(system_files()); }
    void write(const std::string& json) const {
        (void)system_files().make_folder(folder_ / "waymark", 0700);
        test::put_contents(folder_ / "waymark/settings.json", json);
    }

private:
    test::TemporaryFolder folder_;
    std::optional<std::string> before_ = [] {
        const char* const set = std::getenv("XDG_CONFIG_HOME");
        return set ? std::optional<std::string>{set} : std::nullopt;
    }();
};

TEST(settings, what_is_set_about_touch_is_remembered) {
    const SettingsHome home;
    Settings settings = home.read();
    EXPECT_EQ(settings.touch, TouchSource::automatic) << "no network unless somebody switches it on";
    EXPECT_EQ(settings.tuio_address, "127.0.0.1");
    settings.touch = TouchSource::both;
    settings.tuio_port = 4444;
    settings.tuio_address = "192.168.1.5";
    settings.stamps = {{7, Tip::note}, {8, Tip::star}, {2'000'000'000, Tip::eraser}};
    settings.lies_flat = settings.wipe_with_hand = true;
    remember(system_files(), settings);
    EXPECT_EQ(home.read(), settings);
}

TEST(settings, when_keyboards_open_and_what_they_speak_is_remembered) {
    const SettingsHome home;
    Settings settings = home.read();
    EXPECT_EQ(settings.keypads, KeypadUse::automatic);
    EXPECT_EQ(settings.key_languages.size(), key_language_count);
    settings.keypads = KeypadUse::always;
    settings.key_languages = {KeyLanguage::traditional_chinese, KeyLanguage::russian};
    remember(system_files(), settings);
    EXPECT_EQ(home.read(), settings);
    home.write(R"({"keypads": 9, "key_languages": ["ru", 5, "xx", "ru", "de", null]})");
    EXPECT_EQ(home.read().keypads, KeypadUse::automatic);
    EXPECT_EQ(home.read().key_languages, (std::vector{KeyLanguage::russian, KeyLanguage::german}));
    home.write(R"({"key_languages": []})");
    EXPECT_EQ(home.read().key_languages.size(), key_language_count) << "there is always one";
}

TEST(settings, odd_values_leave_what_is_usual) {
    const SettingsHome home;
    home.write(R"({"touch": 77, "tuio_port": 70000, "tuio_address": 5, "lies_flat": "yes",
        "stamps": [3, {"object": -1, "does": "note"}, {"object": 9e18, "does": "note"}, {"object": 4, "does": "dance"},
                   {"object": 5, "does": "erase"}]})");
    const Settings settings = home.read();
    EXPECT_EQ(settings.touch, TouchSource::automatic);
    EXPECT_EQ(settings.tuio_port, usual_tuio_port);
    EXPECT_EQ(settings.tuio_address, "127.0.0.1");
    EXPECT_FALSE(settings.lies_flat);
    EXPECT_EQ(settings.stamps, (std::vector<Stamp>{{5, Tip::eraser}}));
    home.write(R"({"stamps": {"object": 5}, "tuio_port": 1.5})");
    EXPECT_TRUE(home.read().stamps.empty());
    EXPECT_EQ(home.read().tuio_port, usual_tuio_port);
}

TEST(settings, a_switch_of_the_touch_source_goes_before_the_command_line) {
    const SettingsHome home;
    App app{system_files(), home.read()};
    app.touch_for_now = TouchSource::off;
    perform(app, SetTouch{TouchSource::tuio});
    EXPECT_FALSE(app.touch_for_now);
    EXPECT_EQ(home.read().touch, TouchSource::tuio);
}

} // namespace
} // namespace waymark::testing
