// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/suite.h"
#include "suite/step_builder.h"

namespace assay::suite {

/// A need as it is written, before names become ids.
struct WrittenNeed
{
    QString text;
    model::NeedOn on = model::NeedOn::Success;
    base::SourcePosition position;
};

/// A case as it is written: its rows are suite.cases[first] to suite.cases[first + count - 1].
struct WrittenCase
{
    QString name;
    QString explicitId;
    std::size_t first = 0;
    std::size_t count = 0;
    std::vector<WrittenNeed> needs;
    base::SourcePosition position;
};

struct SuiteDraft
{
    model::Suite suite;
    std::vector<WrittenCase> written;
};

/// One suite file without what other suites decide: needs are not resolved. Mistakes are reported.
class SuiteBuilder
{
public:
    SuiteBuilder(LoadContext &context, QString file);

    /// Nothing when the file cannot be read as a suite at all.
    [[nodiscard]] std::optional<SuiteDraft> build();

private:
    using Steps = std::shared_ptr<const std::vector<model::Step>>;
    struct Include
    {
        QString file;
        model::Node node;
        QString fixture; ///< its name in the run
    };

    void include(const model::Node &node, const QString &file);
    void includeOne(const model::Node &item, const QString &file);
    void mergeVariables(const model::Node &own);
    void mergeSteps(const model::Node &own);
    void addFixture(const QString &name, const model::Node &node, const QString &file);
    void addCases(const model::Node &list, const QString &file);
    void addCase(const model::Node &node, const QString &file);
    [[nodiscard]] model::Case caseOf(const model::Node &node, const QString &file);
    [[nodiscard]] std::vector<WrittenNeed> needsOf(const model::Node &node,
                                                   const QString &file) const;
    [[nodiscard]] std::vector<model::ResourceUse> resourcesOf(const model::Node &node,
                                                              const QString &file) const;
    [[nodiscard]] model::Quarantine quarantineOf(const model::Node &node,
                                                 const QString &file) const;
    [[nodiscard]] Steps joined(const Steps &first, const std::vector<model::Step> &second) const;
    void checkEnvironment(const model::Node &node);

    LoadContext &m_context;
    QString m_file;
    QHash<QString, Block> m_blocks;
    StepBuilder m_steps;
    std::vector<Include> m_includes;
    QStringList m_open; ///< includes that are being read, for circles
    SuiteDraft m_draft;
    QString m_suiteId;
    Steps m_caseSetup;
    Steps m_caseTeardown;
    std::optional<base::Nanoseconds> m_timeout;
    int m_retries = 0;
    model::Isolation m_isolation = model::Isolation::None;
    QHash<QString, base::SourcePosition> m_names;
};

} // namespace assay::suite
