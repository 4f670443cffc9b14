// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/load_context.h"

#include "suite/yaml_reader.h"

namespace assay::suite {

std::optional<model::Node> LoadContext::read(const QString &file,
                                             const base::SourcePosition &from) const
{
    const auto path = workspace.resolve(file, {});
    if (!path) {
        diagnostics.add(path.error().at(from.file.isEmpty() ? base::SourcePosition{file} : from));
        return std::nullopt;
    }
    const auto content = disk.read(*path, {YamlLimits::kFileSize});
    if (!content) {
        diagnostics.add(content.error().at({file, 0, 0}));
        return std::nullopt;
    }
    note(*content);
    return readYaml(*content, file, diagnostics);
}

void LoadContext::note(const QByteArray &content) const
{
    if (fingerprint == nullptr)
        return;
    // The size stands between two files: they cannot be taken for one.
    fingerprint->addData(QByteArray::number(content.size()) + ':');
    fingerprint->addData(content);
}

std::optional<LoadContext::Content> LoadContext::contentOf(const model::Node &node,
                                                           const QString &file) const
{
    const auto path = workspace.resolve(node.text(), file);
    if (!path) {
        diagnostics.add(path.error().at(node.position(file)));
        return std::nullopt;
    }
    auto content = disk.read(*path, {YamlLimits::kFileSize});
    if (!content) {
        diagnostics.add(content.error().at(node.position(file)));
        return std::nullopt;
    }
    note(*content);
    return Content{workspace.shortName(*path), std::move(*content)};
}

} // namespace assay::suite
