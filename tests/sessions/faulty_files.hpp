#pragma once
#include "sessions/files.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace waymark {

/// A file system in memory that knows what would survive a power cut: contents up to their last `sync`, names
/// up to their folder's last `sync_folder`. Folders exist when one says so; no symbolic links.
class MemoryFiles : public Files {
public:
    struct Content {
        std::string bytes, durable;
        FileStamp stamp;
        std::size_t lost_from = 0, lost_to = 0; ///< what a failed sync has dropped
    };
    std::map<std::string, std::shared_ptr<Content>> files;
    /// What begins with this lies in the machine's memory: a power cut takes all of it. Empty: nothing does.
    std::string in_memory;

    /// What the disk holds after a power cut: of the operations on names since the last sync of the folder,
    /// the first `applied` reached it; contents that were not synced are lost, but for their first `torn`
    /// bytes.
    void cut_power(std::size_t applied, std::size_t torn) {
        files = durable_names_;
        for (std::size_t i = 0; i < applied && i < pending_.size(); ++i) pending_[i](files);
        pending_.clear();
        durable_names_ = files;
        for (auto& [path, content] : files) {
            const bool is_synced = content->bytes == content->durable;
            if (!is_synced) content->bytes = content->durable + content->bytes.substr(0, torn);
        }
        empty_memory();
    }
    std::size_t pending() const { return pending_.size(); }

    /// The same left to chance: of the names a beginning or any of them, of each file that was not synced the
    /// first bytes, maybe with a sector of nothing in between.
    void cut_power(std::mt19937& random) {
        files = durable_names_;
        const bool in_order = random() % 2 == 0;
        const std::size_t applied = random() % (pending_.size() + 1);
        for (std::size_t i = 0; i < pending_.size(); ++i)
            if (in_order ? i < applied : random() % 2 == 0) pending_[i](files);
        pending_.clear();
        durable_names_ = files;
        for (auto& [path, content] : files) {
            if (content->bytes == content->durable) continue;
            std::string torn = content->bytes;
            const std::size_t sure = std::min(content->durable.size(), torn.size());
            torn.replace(0, sure, content->durable, 0, sure);
            torn.resize(sure + random() % (torn.size() - sure + 1));
            if (const std::size_t sector = sure + random() % 4096; random() % 4 == 0 && sector < torn.size())
                for (std::size_t i = sector; i < torn.size() && i < sector + 512; ++i) torn[i] = '\0';
            content->bytes = content->durable = torn;
        }
        empty_memory();
    }
    /// The syncs of files from now on, counted from 1, of which this one fails, and what it should have
    /// written is lost though the next one says that all is well.
    std::size_t sync_that_fails = 0;
    std::size_t syncs = 0;

    Result<std::string> read(const std::string& path, std::uint64_t limit) override {
        const auto found = files.find(path);
        if (found == files.end()) return missing(path);
        if (found->second->bytes.size() > limit) return Error{ErrorKind::too_large, path, "too large"};
        return found->second->bytes;
    }
    Result<FileStamp> stamp(const std::string& path) override {
        const auto found = files.find(path);
        if (found == files.end()) return missing(path);
        FileStamp stamp = found->second->stamp;
        stamp.size = found->second->bytes.size();
        return stamp;
    }
    Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override {
        if (files.contains(path)) return Error{ErrorKind::invalid, path, "there already"};
        auto content = std::make_shared<Content>();
        content->stamp.inode = ++last_inode_;
        content->stamp.modified_ns = ++clock_;
        content->stamp.mode = mode;
        change([=](auto& names) { names[path] = content; });
        return std::unique_ptr<WritableFile>{std::make_unique<File>(content, *this)};
    }
    Result<Done> set_owner_and_mode_like(const std::string& path, const FileStamp& like) override {
        files.at(path)->stamp.mode = like.mode;
        return Done{};
    }
    Result<Done> rename(const std::string& from, const std::string& to) override {
        if (!files.contains(from)) return missing(from);
        change([=](auto& names) {
            if (const auto found = names.find(from); found != names.end()) {
                names[to] = found->second;
                names.erase(from);
            }
        });
        return Done{};
    }
    Result<Done> link(const std::string& from, const std::string& to) override {
        if (!files.contains(from)) return missing(from);
        change([=](auto& names) {
            if (const auto found = names.find(from); found != names.end()) names[to] = found->second;
        });
        return Done{};
    }
    Result<Done> remove(const std::string& path) override {
        if (!files.contains(path)) return missing(path);
        change([=](auto& names) { names.erase(path); });
        return Done{};
    }
    Result<Done> sync_folder(const std::string&) override {
        durable_names_ = files;
        pending_.clear();
        return Done{};
    }
    Result<Done> sync_file(const std::string& path) override {
        const auto found = files.find(path);
        if (found == files.end()) return missing(path);
        found->second->durable = found->second->bytes;
        return Done{};
    }
    Result<std::unique_ptr<FileLock>> lock(const std::string& path) override {
        if (*locks_ != 0 && held_ == path) return Error{ErrorKind::in_use, path, path + " is held."};
        held_ = path;
        return std::unique_ptr<FileLock>{std::make_unique<Lock>(locks_)};
    }
    Result<Done> make_folder(const std::string&, std::uint32_t) override { return Done{}; }
    Result<Done> remove_folder(const std::string&) override { return Done{}; }
    Result<std::vector<std::string>> names(const std::string& folder) override {
        std::vector<std::string> list;
        for (const auto& [path, content] : files)
            if (path.starts_with(folder + "/")) list.push_back(path.substr(folder.size() + 1));
        return list;
    }
    Result<std::string> resolved(const std::string& path) override { return path; }

private:
    using Names = std::map<std::string, std::shared_ptr<Content>>;

    struct File : WritableFile {
        File(std::shared_ptr<Content> c, MemoryFiles& o) : content{std::move(c)}, owner{o} {}
        std::shared_ptr<Content> content;
        MemoryFiles& owner;
        Result<Done> append(std::string_view bytes) override {
            content->bytes += bytes;
            content->stamp.modified_ns = ++owner.clock_;
            return Done{};
        }
        Result<Done> sync() override {
            if (++owner.syncs == owner.sync_that_fails) {
                content->lost_from = std::min(content->durable.size(), content->bytes.size());
                content->lost_to = content->bytes.size();
                return Error{ErrorKind::input_output, "", "The drive does not answer."};
            }
            content->durable = content->bytes;
            for (std::size_t i = content->lost_from; i < content->lost_to && i < content->durable.size(); ++i)
                content->durable[i] = '\0';
            return Done{};
        }
        Result<Done> truncate(std::uint64_t size) override {
            content->bytes.resize(static_cast<std::size_t>(size));
            return Done{};
        }
        Result<Done> reserve(std::uint64_t) override { return Done{}; }
        Result<Done> close() override { return Done{}; }
    };
    struct Lock : FileLock {
        explicit Lock(std::shared_ptr<int> c) : count{std::move(c)} { ++*count; }
        ~Lock() override { --*count; }
        std::shared_ptr<int> count;
    };

    static Error missing(const std::string& path) {
        return {ErrorKind::not_found, path, path + " is not there."};
    }
    template <class Act> void change(Act act) {
        act(files);
        pending_.emplace_back(act);
    }

    void empty_memory() {
        if (in_memory.empty()) return;
        std::erase_if(files, [&](const auto& entry) { return entry.first.starts_with(in_memory); });
        durable_names_ = files;
    }

    Names durable_names_;
    std::vector<std::function<void(Names&)>> pending_;
    std::shared_ptr<int> locks_ = std::make_shared<int>(0);
    std::string held_; ///< one is enough for a test
    std::uint64_t last_inode_ = 0;
    std::int64_t clock_ = 0;
};

/// Passes everything on to a real file; tests override what they are about.
struct PassingFile : WritableFile {
    explicit PassingFile(std::unique_ptr<WritableFile> f) : file{std::move(f)} {}
    std::unique_ptr<WritableFile> file;
    Result<Done> append(std::string_view bytes) override { return file->append(bytes); }
    Result<Done> sync() override { return file->sync(); }
    Result<Done> truncate(std::uint64_t size) override { return file->truncate(size); }
    Result<Done> reserve(std::uint64_t bytes) override { return file->reserve(bytes); }
    Result<Done> close() override { return file->close(); }
};

/// Passes everything on to other files, but fails one operation (or all from it on) with an error of its
/// choice. Writing half of the bytes before failing is what a disk does that becomes full.
class FaultyFiles : public Files {
public:
    explicit FaultyFiles(Files& real) : real_{real} {}

    std::atomic<std::size_t> operations = 0; ///< so far; of all threads
    std::atomic<std::size_t> fail_at = 0;    ///< the number of the operation that fails, from 1; 0 = none
    bool for_ever = false;                   ///< and every one after it
    bool remove_works = true;                ///< removing never fails
    std::string spared;                      ///< on what begins with this, everything works; empty: nowhere
    ErrorKind kind = ErrorKind::input_output;
    std::optional<std::size_t> stop_at; ///< from here on nothing has any effect: the moment of a power cut

    Result<std::string> read(const std::string& path, std::uint64_t limit) override {
        if (fails(path)) return error(path);
        return real_.read(path, limit);
    }
    Result<FileStamp> stamp(const std::string& path) override {
        if (fails(path)) return error(path);
        return real_.stamp(path);
    }
    Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override {
        if (fails(path)) return error(path);
        Result<std::unique_ptr<WritableFile>> file = real_.create(path, mode);
        if (!file) return file;
        return std::unique_ptr<WritableFile>{std::make_unique<File>(*this, std::move(file).value(), path)};
    }
    Result<Done> set_owner_and_mode_like(const std::string& path, const FileStamp& like) override {
        if (fails(path)) return error(path);
        return real_.set_owner_and_mode_like(path, like);
    }
    Result<Done> set_access_list_like(const std::string& path, const std::string& like) override {
        if (fails(path)) return error(path);
        return real_.set_access_list_like(path, like);
    }
    Result<Done> rename(const std::string& from, const std::string& to) override {
        if (fails(to)) return error(to);
        return real_.rename(from, to);
    }
    Result<Done> link(const std::string& from, const std::string& to) override {
        if (fails(to)) return error(to);
        return real_.link(from, to);
    }
    Result<Done> remove(const std::string& path) override {
        if (remove_works && !stop_at) return real_.remove(path);
        if (fails(path)) return error(path);
        return real_.remove(path);
    }
    Result<Done> sync_folder(const std::string& path) override {
        if (fails(path)) return error(path);
        return real_.sync_folder(path);
    }
    Result<Done> sync_file(const std::string& path) override {
        if (fails(path)) return error(path);
        return real_.sync_file(path);
    }
    Result<std::unique_ptr<FileLock>> lock(const std::string& path) override {
        if (fails(path)) return error(path);
        return real_.lock(path);
    }
    Result<Done> remove_folder(const std::string& path) override { return real_.remove_folder(path); }
    Result<Done> make_folder(const std::string& path, std::uint32_t mode) override {
        if (fails(path)) return error(path);
        return real_.make_folder(path, mode);
    }
    Result<std::vector<std::string>> names(const std::string& folder) override {
        if (fails(folder)) return error(folder);
        return real_.names(folder);
    }
    Result<std::string> resolved(const std::string& path) override {
        if (fails(path)) return error(path);
        return real_.resolved(path);
    }

private:
    struct File : WritableFile {
        File(FaultyFiles& o, std::unique_ptr<WritableFile> f, std::string p)
            : owner{o}, real{std::move(f)}, path{std::move(p)} {}
        FaultyFiles& owner;
        std::unique_ptr<WritableFile> real;
        std::string path;
        Result<Done> append(std::string_view bytes) override {
            if (!owner.fails(path)) return real->append(bytes);
            if (!owner.stop_at) static_cast<void>(real->append(bytes.substr(0, bytes.size() / 2)));
            return owner.error(path);
        }
        Result<Done> sync() override {
            if (owner.fails(path)) return owner.error(path);
            return real->sync();
        }
        Result<Done> truncate(std::uint64_t size) override {
            if (owner.fails(path)) return owner.error(path);
            return real->truncate(size);
        }
        Result<Done> reserve(std::uint64_t bytes) override {
            if (owner.fails(path)) return owner.error(path);
            return real->reserve(bytes);
        }
        Result<Done> close() override {
            if (owner.fails(path)) return owner.error(path);
            return real->close();
        }
    };

    bool fails(const std::string& path) {
        const std::size_t number = ++operations, from = fail_at;
        if (stop_at && number > *stop_at) return true;
        if (!spared.empty() && path.starts_with(spared)) return false;
        return from != 0 && (for_ever ? number >= from : number == from);
    }
    Error error(const std::string& path) const { return {kind, path, "“" + path + "” failed."}; }

    Files& real_;
};

} // namespace waymark
