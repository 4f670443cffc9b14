// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonValue>
#include <QString>

#include <memory>

namespace assay::expect {

/// XML or HTML text that XPath 1.0 expressions are evaluated on.
///
///     const auto document = XmlDocument::parse(text);
///     document->evaluate(u"//a/@href"_s); // ["/one", "/two"]
///
/// Prefixes are those that the document declares (the first of a name counts); its default
/// namespace has the prefix "default". Nothing is fetched, entities of its own are refused, text
/// over 16 MiB and nesting over 256 levels too. What is not XML and says <html is read as HTML. One
/// thread at a time.
class XmlDocument
{
public:
    XmlDocument(XmlDocument &&) noexcept;
    XmlDocument &operator=(XmlDocument &&) noexcept;
    ~XmlDocument();

    [[nodiscard]] static base::Result<XmlDocument> parse(const QString &text);

    /// A number, text, true or false, or the list of the texts of the nodes (at most 100,000).
    [[nodiscard]] base::Result<QJsonValue> evaluate(const QString &expression) const;

private:
    struct Parsed;
    explicit XmlDocument(std::unique_ptr<Parsed> parsed);

    std::unique_ptr<Parsed> m_parsed;
};

/// Whether it is XPath 1.0 at all; prefixes are known only with a document.
[[nodiscard]] base::Result<> checkXPath(const QString &expression);

} // namespace assay::expect
