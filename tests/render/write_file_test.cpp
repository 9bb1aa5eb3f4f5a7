#include "render/export.hpp"
#include "tests/child_program.hpp"

#include <gtest/gtest.h>

namespace waymark {
namespace {

using test::contents;
using test::put_contents;
using test::TemporaryFolder;

/// The real file system, on which one kind of operation fails.
class FailingFiles : public Files {
public:
    enum class At { none, create, append, sync, close, rename } at = At::none;

    Result<std::string> read(const std::string& path, std::uint64_t limit) override {
        return real().read(path, limit);
    }
    Result<FileStamp> stamp(const std::string& path) override { return real().stamp(path); }
    Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override {
        if (at == At::create) return failure();
        Result<std::unique_ptr<WritableFile>> file = real().create(path, mode);
        if (!file) return file;
        return std::unique_ptr<WritableFile>{std::make_unique<File>(*this, std::move(file.value()))};
    }
    Result<Done> set_owner_and_mode_like(const std::string& path, const FileStamp& like) override {
        return real().set_owner_and_mode_like(path, like);
    }
    Result<Done> rename(const std::string& from, const std::string& to) override {
        return at == At::rename ? failure() : real().rename(from, to);
    }
    Result<Done> link(const std::string& from, const std::string& to) override {
        return real().link(from, to);
    }
    Result<Done> remove(const std::string& path) override { return real().remove(path); }
    Result<Done> sync_folder(const std::string& path) override { return real().sync_folder(path); }
    Result<Done> sync_file(const std::string& path) override { return real().sync_file(path); }
    Result<std::unique_ptr<FileLock>> lock(const std::string& path) override { return real().lock(path); }
    Result<Done> remove_folder(const std::string& path) override { return real().remove_folder(path); }
    Result<Done> make_folder(const std::string& path, std::uint32_t mode) override {
        return real().make_folder(path, mode);
    }
    Result<std::vector<std::string>> names(const std::string& folder) override {
        return real().names(folder);
    }
    Result<std::string> resolved(const std::string& path) override { return real().resolved(path); }

private:
    struct File : WritableFile {
        File(FailingFiles& all, std::unique_ptr<WritableFile> file) : files{all}, inner{std::move(file)} {}
        Result<Done> append(std::string_view bytes) override {
            return files.at == At::append ? failure() : inner->append(bytes);
        }
        Result<Done> sync() override { return files.at == At::sync ? failure() : inner->sync(); }
        Result<Done> truncate(std::uint64_t size) override { return inner->truncate(size); }
        Result<Done> reserve(std::uint64_t bytes) override { return inner->reserve(bytes); }
        Result<Done> close() override { return files.at == At::close ? failure() : inner->close(); }
        FailingFiles& files;
        std::unique_ptr<WritableFile> inner;
    };
    static Files& real() { return system_files(); }
    static Error failure() { return {ErrorKind::disk_full, "there", "The disk is full."}; }
};

TEST(write_file, replaces_a_file_and_leaves_nothing_beside_it) {
    const TemporaryFolder folder;
    put_contents(folder / "a.svg", "old");
    ASSERT_TRUE(write_file(system_files(), folder / "a.svg", "new"));
    EXPECT_EQ(contents(folder / "a.svg"), "new");
    EXPECT_EQ(system_files().names(folder.path()).value(), std::vector<std::string>{"a.svg"});
}

TEST(write_file, keeps_the_old_file_whatever_fails) {
    for (const auto at : {FailingFiles::At::create, FailingFiles::At::append, FailingFiles::At::sync,
                          FailingFiles::At::close, FailingFiles::At::rename}) {
        const TemporaryFolder folder;
        put_contents(folder / "a.svg", "old");
        FailingFiles files;
        files.at = at;
        const Result<Done> written = write_file(files, folder / "a.svg", "new");
        ASSERT_FALSE(written);
        EXPECT_EQ(written.error().sentence, "The disk is full.");
        EXPECT_EQ(contents(folder / "a.svg"), "old");
        EXPECT_EQ(system_files().names(folder.path()).value(), std::vector<std::string>{"a.svg"});
    }
}

TEST(write_file, says_when_the_folder_is_missing) {
    const TemporaryFolder folder;
    const Result<Done> written = write_file(system_files(), folder / "no/such/a.svg", "new");
    ASSERT_FALSE(written);
    EXPECT_FALSE(written.error().sentence.empty());
}

TEST(write_file, says_what_is_in_the_way_where_unfinished_files_have_all_the_names) {
    const TemporaryFolder folder;
    put_contents(folder / "a.svg.part", "");
    for (int i = 1; i < 15; ++i) put_contents(folder / ("a.svg.part" + std::to_string(i)), "");
    EXPECT_TRUE(write_file(system_files(), folder / "a.svg", "old")) << "one name is free";
    put_contents(folder / "a.svg.part15", "");
    const Result<Done> written = write_file(system_files(), folder / "a.svg", "new");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, ErrorKind::invalid);
    EXPECT_EQ(written.error().path, folder / "a.svg");
    EXPECT_EQ(written.error().sentence,
              "“" + (folder / "a.svg") + "” cannot be written: 16 unfinished files lie beside it, “" +
                  (folder / "a.svg.part") + "” and so on. Remove them or choose another name.");
    EXPECT_EQ(contents(folder / "a.svg"), "old");
}

} // namespace
} // namespace waymark
