// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

namespace assay::test {

/// An HTTP proxy for tests, on loopback: passes requests on, and opens tunnels for CONNECT.
/// Whatever host it is asked for, the way leads to that port of 127.0.0.1, so a name that only the
/// proxy knows shows who looked it up.
///
///     TestProxy proxy;
///     h.run("http", "{ GET: http://api.test:80/, proxy: " + proxy.url() + " }");
///     QCOMPARE(proxy.asked(), {"GET http://api.test:80/"});
///
/// A thread a connection; the destructor ends them all.
class TestProxy
{
public:
    struct Options
    {
        QByteArray credentials; ///< "user:password" that every request must carry; "" asks for none
        bool silent = false;    ///< takes requests and never answers
    };

    explicit TestProxy(Options options);
    TestProxy()
        : TestProxy(Options{})
    {
    }
    ~TestProxy();

    [[nodiscard]] QString url(const QString &credentials = {}) const;
    /// Method and target of every request, in order.
    [[nodiscard]] std::vector<QByteArray> asked() const;

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace assay::test
