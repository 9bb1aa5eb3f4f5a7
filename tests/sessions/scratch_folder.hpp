#pragma once
#include <stdlib.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace waymark {

/// A fresh folder on the real file system that goes with the test.
class ScratchFolder {
public:
    ScratchFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "waymark-test-XXXXXX").string();
        path_ = std::filesystem::canonical(::mkdtemp(name.data())).string();
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::string& path() const { return path_; }
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }
    void write(const std::string& name, const std::string& bytes) const {
        std::ofstream{*this / name, std::ios::binary} << bytes;
    }
    std::string read(const std::string& name) const {
        std::ostringstream bytes;
        bytes << std::ifstream{*this / name, std::ios::binary}.rdbuf();
        return bytes.str();
    }

private:
    std::string path_;
};

} // namespace waymark
