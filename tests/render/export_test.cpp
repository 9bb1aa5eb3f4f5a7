#include "render/export.hpp"

#include "render/export_shapes.hpp"
#include "render/fonts.hpp"
#include "render/paint.hpp"
#include "sessions/edit.hpp"
#include "sessions/templates.hpp"
#include "tests/child_program.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace waymark {
namespace {

using test::answer_of;
using test::contents;
using test::put_contents;
using test::TemporaryFolder;

/// The programs that judge our files come with `./dev`; a machine without one fails here and says which.
void need(const std::string& program) {
    ASSERT_TRUE(test::is_installed(program)) << program << " is not installed; `./dev test` installs it.";
}

Session session_from(const std::string& name) { return *session_from_template(name, SessionId{}); }

TextEngine& text_engine() {
    static TextEngine engine;
    return engine;
}

ExportScene scene_of(const Session& session) {
    return export_scene(session, *session.journeys.front(), ThemeName::paper, text_engine());
}

/// The winter jacket with one more note that says `text`.
Session with_note(const std::string& text) {
    Session session = session_from("winter-jacket");
    const Journey& journey = *session.journeys.front();
    Note note;
    note.id = Id{session.next_id};
    note.place = InCell{journey.stages.front()->id, journey.lanes.front()->id};
    note.text = text;
    return edited(session, journey.id, AddNotes{{note}});
}

/// Only words, on an empty page.
ExportScene page_with(const std::string& text) {
    Drawing drawing;
    drawing.parts.push_back(Words{text_engine().laid_out(text, {}, 20), {10, 10}, Colour{0, 0, 0, 255}});
    Placed placed;
    placed.drawing = drawing;
    ExportScene page;
    page.scene.background = Colour{255, 255, 255, 255};
    page.scene.board.push_back(Shared<PlacedChunk>{PlacedChunk{placed}});
    page.area = {{0, 0}, {1200, 80}};
    return page;
}

std::string pdf_text(const ExportScene& scene) {
    const TemporaryFolder folder;
    const Result<std::string> pdf = pdf_bytes(scene, {}, "A title");
    if (!pdf) return pdf.error().sentence;
    put_contents(folder / "page.pdf", *pdf);
    return answer_of({"pdftotext", folder / "page.pdf", "-"}).out;
}

std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
    return value;
}

TEST(export_format, is_told_by_the_ending) {
    EXPECT_EQ(export_format("a.png"), ExportFormat::png);
    EXPECT_EQ(export_format("/b/c.SVG"), ExportFormat::svg);
    EXPECT_EQ(export_format("x.y.pdf"), ExportFormat::pdf);
    for (const char* path : {"a", "", ".png", "/b/.svg", "png", "a.png.txt", "a.jpeg"})
        EXPECT_FALSE(export_format(path)) << path;
}

TEST(export_scene, holds_the_whole_board_and_a_heading) {
    const Session session = session_from("winter-jacket");
    const ExportScene scene = scene_of(session);
    const Layout layout = laid_out(*session.journeys.front(), session.language, text_engine());
    const Rect board = export_area(layout);
    EXPECT_LE(scene.area.left(), board.left());
    EXPECT_LT(scene.area.top(), layout.map.top() - 100); // room for the title
    EXPECT_GE(scene.area.right(), board.right());
    EXPECT_TRUE(scene.scene.overlay.empty());
    EXPECT_TRUE(scene.scene.held.empty());
    for_each_placed(scene.scene, [&](const Placed& placed) { EXPECT_EQ(placed.pinned, Vec2{}); });
}

TEST(export_scene, of_a_blank_board_can_be_written_in_every_format) {
    const ExportScene scene = scene_of(session_from("blank"));
    EXPECT_TRUE(png_bytes(scene, {}));
    EXPECT_TRUE(svg_text(scene, {}));
    EXPECT_TRUE(pdf_bytes(scene, {}, ""));
}

TEST(export_frame, centres_the_board_in_the_size_that_was_asked_for) {
    ExportOptions options;
    options.size_px = Vec2{1000, 1000};
    const ExportFrame frame = export_frame({{-100, 50}, {400, 200}}, options);
    EXPECT_EQ(frame.width_px, 1000);
    EXPECT_EQ(frame.height_px, 1000);
    EXPECT_DOUBLE_EQ(frame.zoom, 2.5);
    EXPECT_DOUBLE_EQ(-100 * frame.zoom + frame.shift_x, 0);
    EXPECT_DOUBLE_EQ(50 * frame.zoom + frame.shift_y, 250);
}

TEST(export_png, is_exactly_as_large_as_asked) {
    const ExportScene scene = scene_of(session_from("spare-parts"));
    ExportOptions options;
    options.size_px = Vec2{1237, 701};
    const Result<std::string> png = png_bytes(scene, options);
    ASSERT_TRUE(png) << png.error().sentence;
    EXPECT_EQ(big_endian(*png, 16), 1237u);
    EXPECT_EQ(big_endian(*png, 20), 701u);
}

/// Pictures wider than a tile and higher than a strip are put together without a seam.
TEST(export_png, in_tiles_is_the_same_picture_as_in_one) {
    Drawing drawing;
    for (int i = 0; i < 40; ++i) {
        Box box;
        box.rect = {{static_cast<float>(i) * 130.5f, static_cast<float>(i % 5) * 140.25f}, {120, 130}};
        box.radius = 20;
        box.fill = Colour{static_cast<std::uint8_t>(i * 6), 90, 200, 255};
        drawing.parts.push_back(box);
    }
    Placed placed;
    placed.drawing = drawing;
    ExportScene scene;
    scene.scene.background = Colour{250, 250, 240, 255};
    scene.scene.board.push_back(Shared<PlacedChunk>{PlacedChunk{placed}});
    scene.area = {{0, 0}, {5000, 700}};
    const Result<std::string> whole = png_bytes(scene, {});
    ASSERT_TRUE(whole) << whole.error().sentence;
    const Result<Bitmap> all = decoded_image(*whole, "all");
    ASSERT_TRUE(all) << all.error().sentence;
    ASSERT_EQ(all->width, 5000u);
    ASSERT_EQ(all->height, 700u);
    scene.area = {{4000, 400}, {200, 200}}; // around the corner where four tiles meet: x = 4096, y = 512
    const Result<std::string> part = png_bytes(scene, {});
    ASSERT_TRUE(part) << part.error().sentence;
    const Result<Bitmap> corner = decoded_image(*part, "corner");
    ASSERT_TRUE(corner) << corner.error().sentence;
    int greatest = 0;
    for (std::size_t y = 0; y < 200; ++y)
        for (std::size_t x = 0; x < 200 * 4; ++x)
            greatest = std::max(greatest, std::abs(all->pixels[((400 + y) * 5000 + 4000) * 4 + x] -
                                                   corner->pixels[y * 800 + x]));
    EXPECT_LE(greatest, 2);
}

TEST(export_png, refuses_what_nobody_could_open) {
    const ExportScene scene = scene_of(session_from("winter-jacket"));
    ExportOptions options;
    options.size_px = Vec2{200'000, 100};
    const Result<std::string> png = png_bytes(scene, options);
    ASSERT_FALSE(png);
    EXPECT_EQ(png.error().kind, ErrorKind::too_large);
}

/// The mean difference of all channels may be 1.2 % and 98 % of the pixels must be within 25 of 255: what
/// remains is how two programs smooth edges, two steps for a soft shadow, and grey emoji in librsvg.
TEST(export_svg, looks_in_librsvg_as_our_own_picture) {
    need("rsvg-convert");
    for (const char* name : {"winter-jacket", "machine-repair"}) {
        const TemporaryFolder folder;
        const ExportScene scene = scene_of(session_from(name));
        ExportOptions options;
        options.size_px = Vec2{1920, 1440};
        const Result<std::string> png = png_bytes(scene, options);
        ASSERT_TRUE(png) << png.error().sentence;
        put_contents(folder / "a.svg", *svg_text(scene, options));
        const test::Answer drawn = answer_of({"rsvg-convert", folder / "a.svg", "-o", folder / "a.png"});
        ASSERT_EQ(drawn.status, 0) << drawn.err;
        const Result<Bitmap> ours = decoded_image(*png, "ours"),
                             theirs = decoded_image(contents(folder / "a.png"), "theirs");
        ASSERT_TRUE(ours && theirs);
        ASSERT_EQ(ours->pixels.size(), theirs->pixels.size());
        double sum = 0;
        std::size_t far = 0;
        for (std::size_t i = 0; i < ours->pixels.size(); i += 4) {
            int most = 0;
            for (std::size_t c = 0; c < 3; ++c) {
                const int difference = std::abs(ours->pixels[i + c] - theirs->pixels[i + c]);
                sum += difference;
                most = std::max(most, difference);
            }
            if (most > 25) ++far;
        }
        const auto pixels = static_cast<double>(ours->pixels.size()) / 4;
        EXPECT_LT(sum / (pixels * 3 * 255), 0.012) << name;
        EXPECT_LT(static_cast<double>(far) / pixels, 0.02) << name;
    }
}

TEST(export_svg, keeps_text_as_text_in_every_script) {
    const std::string svg = *svg_text(scene_of(with_note("Мороз и солнце 天气 بارد جدا")), {});
    for (const char* piece : {">Мороз", ">天", "direction=\"rtl\"", "xml:space=\"preserve\""})
        EXPECT_NE(svg.find(piece), std::string::npos) << piece;
    EXPECT_EQ(svg.find("<script"), std::string::npos);
    EXPECT_EQ(svg.find("gradient"), std::string::npos);
}

TEST(export_svg, is_well_formed_whatever_the_notes_say) {
    need("xmllint");
    const std::vector<std::string> hostile{"<script>alert(1)</script> & \"quoted\" 'too' ]]> <!-- -->",
                                           "a\x01\x0b\x1f"
                                           "b",
                                           "\xff\xfe broken \xc3\x28 \xed\xa0\x80",
                                           "\xef\xbf\xbe\xef\xbf\xbf",
                                           "\u202e\u2066turned\u2069 \u0085\u009f",
                                           "&amp; &#0; %s %n",
                                           std::string("nul\0inside", 10)};
    for (const std::string& text : hostile) {
        // Past the door that cleans text: a drawing from anywhere may still hold it.
        TextLayout layout = text_engine().laid_out("x", {}, 20);
        layout.text = text;
        layout.runs.front().end = static_cast<std::uint32_t>(text.size());
        ExportScene page = page_with("y");
        Placed placed;
        placed.drawing = Drawing{{Words{layout, {10, 40}, Colour{0, 0, 0, 255}}}};
        page.scene.held.push_back(placed);
        const TemporaryFolder folder;
        put_contents(folder / "page.svg", *svg_text(page, {}));
        const test::Answer checked = answer_of({"xmllint", "--nonet", "--noout", folder / "page.svg"});
        EXPECT_EQ(checked.status, 0) << text << "\n" << checked.err;
        const Result<std::string> pdf = pdf_bytes(page, {}, text);
        EXPECT_TRUE(pdf) << text;
    }
}

TEST(export_svg, holds_each_line_to_the_length_of_the_layout) {
    const TextLayout layout = text_engine().laid_out("Seven words that make one single line", {}, 20);
    const std::string svg = *svg_text(page_with(layout.text), {});
    const std::size_t at = svg.find("textLength=\"");
    ASSERT_NE(at, std::string::npos);
    EXPECT_NEAR(std::stod(svg.substr(at + 12)), static_cast<double>(layout.lines.front().width), 0.02);
}

TEST(export_pdf, gives_its_text_back) {
    need("pdftotext");
    for (const char* text : {"Plain words, fi and ffi", "天气很冷，她需要一件夹克", "Становится холодно",
                             "שלום עולם", "(a) \\ <b> % [c]"})
        EXPECT_NE(pdf_text(page_with(text)).find(text), std::string::npos) << pdf_text(page_with(text));
    EXPECT_FALSE(pdf_text(page_with("الطقس بارد")).empty());
}

TEST(export_pdf, carries_every_font_it_uses) {
    need("pdffonts");
    const TemporaryFolder folder;
    put_contents(folder / "a.pdf", *pdf_bytes(scene_of(with_note("Холодно 天气很冷 الطقس")), {}, "Fonts"));
    const std::string table = answer_of({"pdffonts", folder / "a.pdf"}).out;
    std::size_t fonts = 0, line_number = 0;
    for (std::size_t at = 0; at < table.size(); ++line_number) {
        const std::size_t end = table.find('\n', at);
        const std::string line = table.substr(at, end - at);
        at = end + 1;
        if (line_number < 2 || line.size() < 80) continue;
        for (const char* column : {"emb", "uni"})
            EXPECT_EQ(line.substr(table.find(column), 3), "yes") << table;
        ++fonts;
    }
    EXPECT_GE(fonts, 4u) << table;
}

TEST(export_pdf, is_sound_named_and_the_same_each_time) {
    need("qpdf");
    need("pdfinfo");
    const TemporaryFolder folder;
    const ExportScene scene = scene_of(session_from("machine-repair"));
    const std::string pdf = *pdf_bytes(scene, {}, "Поломка (1)\n机器");
    EXPECT_EQ(pdf, *pdf_bytes(scene, {}, "Поломка (1)\n机器"));
    put_contents(folder / "a.pdf", pdf);
    const test::Answer checked = answer_of({"qpdf", "--check", folder / "a.pdf"});
    EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
    const std::string info = answer_of({"pdfinfo", folder / "a.pdf"}).out;
    EXPECT_NE(info.find("Поломка (1) 机器"), std::string::npos) << info;
    EXPECT_EQ(info.find("CreationDate"), std::string::npos) << info;
    EXPECT_EQ(pdf.find("/JS"), std::string::npos);
}

TEST(export_pdf, pages_stay_within_what_the_format_allows) {
    need("pdfinfo");
    const TemporaryFolder folder;
    ExportOptions options;
    options.size_px = Vec2{60'000, 3'000};
    put_contents(folder / "a.pdf", *pdf_bytes(page_with("wide"), options, ""));
    const std::string info = answer_of({"pdfinfo", folder / "a.pdf"}).out;
    EXPECT_NE(info.find("14400 x 720 pts"), std::string::npos) << info;
}

/// A scene with one photo, of the given encoded bytes.
ExportScene page_with_photo(const std::string& encoded) {
    ExportScene page = page_with("photo");
    Result<Bitmap> bitmap = decoded_image(encoded, "photo");
    Image image;
    image.bytes = encoded;
    image.width = bitmap->width, image.height = bitmap->height;
    Placed placed;
    placed.drawing = Drawing{{Photo{*bitmap, image, {{10, 10}, {60, 40}}, 6}}};
    page.scene.held.push_back(placed);
    page.scene.held.push_back(placed);
    return page;
}

Bitmap stripes(std::uint32_t width, std::uint32_t height) {
    Bitmap bitmap;
    bitmap.width = width, bitmap.height = height;
    for (std::uint32_t i = 0; i < width * height; ++i)
        bitmap.pixels.insert(bitmap.pixels.end(), {static_cast<std::uint8_t>(i % width * 7), 120, 40, 255});
    return bitmap;
}

TEST(export_photos, lie_once_in_the_file_and_are_data) {
    need("xmllint");
    need("pdfimages");
    const TemporaryFolder folder;
    const ExportScene page = page_with_photo(png_of(stripes(30, 20)));
    const std::string svg = *svg_text(page, {});
    const std::size_t first = svg.find("data:image/png;base64,iVBOR");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(svg.find("data:image", first + 1), std::string::npos);
    EXPECT_EQ(svg.find("http", svg.find("xlink\"") + 1), std::string::npos); // nothing to be fetched
    put_contents(folder / "a.svg", svg);
    EXPECT_EQ(answer_of({"xmllint", "--noout", folder / "a.svg"}).status, 0);
    put_contents(folder / "a.pdf", *pdf_bytes(page, {}, ""));
    const std::string images = answer_of({"pdfimages", "-list", folder / "a.pdf"}).out;
    EXPECT_EQ(std::count(images.begin(), images.end(), '\n'), 2 + 2) << images; // two heads, two uses
}

TEST(export_photos, jpegs_go_into_the_pdf_as_they_are) {
    need("pdfimages");
    // 16 × 8 pixels, red to blue, made for this test.
    const TemporaryFolder folder;
    const std::string jpeg = contents(std::string(WAYMARK_TESTS_FOLDER) + "/fixtures/small.jpg");
    ASSERT_EQ(jpeg_components(jpeg), 3);
    const std::string pdf = *pdf_bytes(page_with_photo(jpeg), {}, "");
    EXPECT_NE(pdf.find(jpeg), std::string::npos);
    put_contents(folder / "a.pdf", pdf);
    EXPECT_NE(answer_of({"pdfimages", "-list", folder / "a.pdf"}).out.find("jpeg"), std::string::npos);
}

TEST(export_shapes, a_stroke_of_changing_width_covers_nothing_twice) {
    Ribbon ribbon;
    ribbon.points = {{0, 0}, {50, 20}, {100, 0}};
    ribbon.widths = {2, 12, 4};
    ribbon.colour = Colour{200, 0, 0, 128};
    EXPECT_FALSE(is_even(ribbon));
    const Path path = outline(ribbon);
    const Rect around = bounds(path);
    EXPECT_NEAR(around.bottom(), 26, 0.1);
    EXPECT_NEAR(around.left(), -1, 0.1);
    EXPECT_NEAR(around.right(), 102, 0.1);
}

TEST(export_shapes, gentle_bends_become_round_and_corners_stay) {
    Ribbon ribbon;
    ribbon.points = {{0, 0}, {10, 0}, {20, 2}, {20, 20}};
    const Path path = middle_line(ribbon);
    ASSERT_EQ(path.steps.size(), 4u);
    EXPECT_EQ(path.steps[1].kind, Path::Step::Kind::cubic);
    EXPECT_EQ(path.steps[2].kind, Path::Step::Kind::cubic);
    EXPECT_EQ(path.steps[3].kind, Path::Step::Kind::line); // after the corner at 20, 2
    EXPECT_EQ(path.steps[3].to, (Vec2{20, 20}));
}

} // namespace
} // namespace waymark
