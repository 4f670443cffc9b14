// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

class QTextDocument;

namespace assay::ui {

/// Fills a document from Markdown in the colours of the theme: headings, code, tables, links.
/// Main thread.
void setHelpText(QTextDocument &document, const QString &markdown, const Theme &theme);

} // namespace assay::ui
