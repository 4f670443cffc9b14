// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_export.h"

#include "base/files.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>
#include <QWidget>

#include <cmath>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPictureScale = 2;

QString field(QString text)
{
    if (!text.isEmpty() && QStringView(u"=+-@\t\r").contains(text.front()))
        text.prepend(u'\'');
    if (!text.contains(u'"') && !text.contains(u',') && !text.contains(u'\n') &&
        !text.contains(u'\r'))
        return text;
    return u"\"%1\""_s.arg(text.replace(u'"', u"\"\""_s));
}

} // namespace

QString csvHeading()
{
    return u"chart,series,unit,seconds,value\n"_s;
}

QString csvOf(const ChartInfo &chart, const std::vector<std::vector<ChartPoint>> &lines)
{
    QString text;
    const QString title = field(u"%1 %2"_s.arg(chart.title, chart.detail).trimmed());
    for (std::size_t i = 0; i < lines.size() && i < chart.series.size(); ++i) {
        const QString start =
            u"%1,%2,%3,"_s.arg(title, field(chart.series[i].label), field(chart.unit));
        for (const ChartPoint &point : lines[i]) {
            const double seconds = std::chrono::duration<double>(point.at).count();
            text += start + QString::number(seconds, 'f', 9) + u',';
            if (!std::isnan(point.value))
                text += QString::number(point.value, 'g', 12);
            text += u'\n';
        }
    }
    return text;
}

base::Result<> savePicture(QWidget &widget, const QString &file)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (file.endsWith(u".svg"_s, Qt::CaseInsensitive)) {
        QSvgGenerator svg;
        svg.setOutputDevice(&buffer);
        svg.setSize(widget.size());
        svg.setViewBox(widget.rect());
        svg.setTitle(widget.accessibleName());
        widget.render(&svg);
    } else {
        QImage image(widget.size() * kPictureScale, QImage::Format_RGB32);
        image.setDevicePixelRatio(kPictureScale);
        widget.render(&image);
        if (!image.save(&buffer, "PNG"))
            return base::failure(
                QCoreApplication::translate("ChartExport", "the picture is too large for a file"),
                QCoreApplication::translate("ChartExport", "make the window smaller"));
    }
    return base::SystemFiles().write(file, bytes);
}

} // namespace assay::ui
