#pragma once
#include "render/export.hpp"

#include <string>

namespace waymark {

/// One journey into one file, in the format its ending says; with a text engine of its own, so any thread may
/// call it.
Result<Done> export_journey(Files& files, const std::string& path, const Session& session,
                            const Journey& journey, const ExportOptions& options);

/// The scene's bytes in a format.
Result<std::string> exported_bytes(const ExportScene& scene, ExportFormat format,
                                   const ExportOptions& options, const std::string& title);

} // namespace waymark
