// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

namespace assay::base {

using namespace Qt::StringLiterals;

Error Error::at(SourcePosition where) const
{
    Error copy = *this;
    copy.position = std::move(where);
    return copy;
}

Error Error::because(Error reason) const
{
    Error copy = *this;
    copy.cause = std::make_shared<const Error>(std::move(reason));
    return copy;
}

QString Error::toString() const
{
    QString text = position.toString();
    if (!text.isEmpty())
        text += u": "_s;
    text += title;
    if (!fix.isEmpty())
        text += u" ("_s + fix + u')';
    if (cause)
        text += u": "_s + cause->toString();
    return text;
}

QString Error::toText() const
{
    QString text = u"error: "_s + title + u'\n';
    if (position.isValid() || !position.file.isEmpty())
        text += u"  --> "_s + position.toString() + u'\n';
    if (!quotedLine.isEmpty()) {
        const QString number = QString::number(position.line);
        const QString gutter(number.size(), u' ');
        text += u' ' + gutter + u" |\n"_s;
        text += u' ' + number + u" | "_s + quotedLine + u'\n';
        text += u' ' + gutter + u" | "_s + QString(qMax(0, position.column - 1), u' ') + u"^\n"_s;
    }
    if (!fix.isEmpty())
        text += u"  = "_s + fix + u'\n';
    if (cause)
        text += u"  because "_s + cause->toString() + u'\n';
    return text;
}

} // namespace assay::base
