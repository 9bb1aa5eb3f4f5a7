#undef _FORTIFY_SOURCE // whose checks are inline functions of the names below
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

/// Preloaded into the program: of the calls named in $WAYMARK_FAIL (open write sync rename room), so many of
/// a thousand as $WAYMARK_FAIL_PERMILLE says fail, where they are about files below $WAYMARK_FAIL_BELOW.
/// Which ones, $WAYMARK_FAIL_SEED decides. The last line of the file $WAYMARK_FAIL_COUNT says how many did.
/// Those named in $WAYMARK_HANG do not return as long as the file $WAYMARK_HANG_WHILE is there.
namespace {

enum Kind { opening, writing, syncing, renaming, making_room };
constexpr const char* words[] = {"open", "write", "sync", "rename", "room"};

std::atomic<std::uint64_t> random_state{1};
std::atomic<unsigned> failed{0};
unsigned permille = 0, kinds = 0, hanging_kinds = 0;
const char* below = nullptr;
const char* hang_while = nullptr;
const char* count_path = nullptr;

[[gnu::constructor]] void preloaded() {
    const auto set = [](const char* name) {
        const char* const value = std::getenv(name);
        return value ? value : "";
    };
    below = set("WAYMARK_FAIL_BELOW");
    count_path = set("WAYMARK_FAIL_COUNT");
    permille = static_cast<unsigned>(std::atoi(set("WAYMARK_FAIL_PERMILLE")));
    random_state = static_cast<std::uint64_t>(std::atoll(set("WAYMARK_FAIL_SEED"))) * 2 + 1;
    hang_while = set("WAYMARK_HANG_WHILE");
    for (unsigned kind = opening; kind <= making_room; ++kind) {
        if (std::strstr(set("WAYMARK_FAIL"), words[kind])) kinds |= 1u << kind;
        if (std::strstr(set("WAYMARK_HANG"), words[kind])) hanging_kinds |= 1u << kind;
    }
}

template <class Call> Call real(const char* name) { return reinterpret_cast<Call>(::dlsym(RTLD_NEXT, name)); }

std::uint64_t some() {
    std::uint64_t next = random_state.load(), made = 0;
    do made = next * 6364136223846793005u + 1442695040888963407u;
    while (!random_state.compare_exchange_weak(next, made));
    return made >> 33;
}

bool is_ours(const char* path) {
    return below && *below && std::strncmp(path, below, std::strlen(below)) == 0;
}

bool is_ours(int descriptor) {
    char link[64], path[PATH_MAX];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t size = ::readlink(link, path, sizeof path - 1);
    if (size < 0) return false;
    path[size] = '\0';
    return is_ours(path);
}

/// The file is written anew each time, so that it is there however the program ends.
void count() {
    char text[32];
    const int size = std::snprintf(text, sizeof text, "%u\n", ++failed);
    if (!*count_path) return;
    const int file = real<int (*)(const char*, int, ...)>("open")(count_path, O_WRONLY | O_CREAT, 0600);
    if (file < 0) return;
    [[maybe_unused]] const ssize_t sent = ::pwrite(file, text, static_cast<std::size_t>(size), 0);
    ::close(file);
}

template <class Where> void hang(Kind kind, Where where) {
    constexpr useconds_t look_us = 20'000;
    if (!(hanging_kinds & 1u << kind) || !is_ours(where)) return;
    while (::access(hang_while, F_OK) == 0) ::usleep(look_us);
}

template <class Where> bool fails(Kind kind, Where where) {
    hang(kind, where);
    if (!(kinds & 1u << kind) || some() % 1000 >= permille || !is_ours(where)) return false;
    count();
    errno = some() % 2 == 0 && (kind == writing || kind == making_room) ? ENOSPC : EIO;
    return true;
}

} // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const auto mode = static_cast<mode_t>(va_arg(more, int));
    va_end(more);
    if (fails(opening, path)) return -1;
    return real<int (*)(const char*, int, ...)>("open")(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const auto mode = static_cast<mode_t>(va_arg(more, int));
    va_end(more);
    if (fails(opening, path)) return -1;
    return real<int (*)(const char*, int, ...)>("open64")(path, flags, mode);
}
/// What becomes full takes half of it first.
ssize_t write(int file, const void* bytes, size_t size) {
    const auto call = real<ssize_t (*)(int, const void*, size_t)>("write");
    if (!fails(writing, file)) return call(file, bytes, size);
    const int error = errno;
    if (size > 1 && some() % 2 == 0) return call(file, bytes, size / 2);
    errno = error;
    return -1;
}
int fsync(int file) {
    if (fails(syncing, file)) return -1;
    return real<int (*)(int)>("fsync")(file);
}
int rename(const char* from, const char* to) {
    if (fails(renaming, to)) return -1;
    return real<int (*)(const char*, const char*)>("rename")(from, to);
}
int link(const char* from, const char* to) {
    if (fails(renaming, to)) return -1;
    return real<int (*)(const char*, const char*)>("link")(from, to);
}
int ftruncate(int file, off_t size) {
    if (fails(making_room, file)) return -1;
    return real<int (*)(int, off_t)>("ftruncate")(file, size);
}
int ftruncate64(int file, off64_t size) {
    if (fails(making_room, file)) return -1;
    return real<int (*)(int, off64_t)>("ftruncate64")(file, size);
}
int fallocate(int file, int mode, off_t from, off_t size) {
    if (fails(making_room, file)) return -1;
    return real<int (*)(int, int, off_t, off_t)>("fallocate")(file, mode, from, size);
}
int fallocate64(int file, int mode, off64_t from, off64_t size) {
    if (fails(making_room, file)) return -1;
    return real<int (*)(int, int, off64_t, off64_t)>("fallocate64")(file, mode, from, size);
}

} // extern "C"
