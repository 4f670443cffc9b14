// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as one with ${...}: its parts hold no more than it, and what has no ${ stays as it is.
#include "suite/template_text.h"

#include <QStringList>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace assay::suite;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto parts = splitTemplate(text);
    if (parts) {
        qsizetype length = 0;
        for (const TemplatePart &part : *parts)
            length += part.text.size();
        if (length > text.size())
            std::abort();
        if (!hasTemplate(text) && (parts->size() != 1 || parts->front().text != text))
            std::abort();
    }
    (void)membersNamed(text, u"services"_s);
    (void)isVariableName(text);
    return 0;
}
