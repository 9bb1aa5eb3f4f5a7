#pragma once

namespace waymark::test {

/// True in a build under a sanitizer, where everything takes ten times as long: what only repeats itself may
/// be shorter there, and what finds no memory mistakes be left to the plain build.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#elif defined(__has_feature)
inline constexpr bool sanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
inline constexpr bool sanitized = false;
#endif

} // namespace waymark::test
