// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What a sanitizer costs, for the few tests that bound time or memory. The one place that knows.
///
///     QVERIFY(timer.elapsed() < 200 * kTimeFactor);
namespace assay::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ASSAY_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ASSAY_SANITIZED
#endif
#endif

#ifdef ASSAY_SANITIZED
inline constexpr int kTimeFactor = 10;
/// The address sanitizer keeps 256 MB of what was freed.
inline constexpr int kMemoryFactor = 32;
#undef ASSAY_SANITIZED
#else
inline constexpr int kTimeFactor = 1;
inline constexpr int kMemoryFactor = 1;
#endif

} // namespace assay::test
