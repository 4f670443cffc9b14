// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/needs_checker.h"

#include <algorithm>

namespace assay::suite {

using namespace Qt::StringLiterals;

std::vector<Circle> findCircles(const std::vector<std::vector<CircleEdge>> &edges)
{
    enum class State : char { New, Open, Done };
    struct Visit
    {
        std::size_t node;
        std::size_t nextEdge = 0;
    };
    std::vector<Circle> found;
    std::vector<State> states(edges.size(), State::New);
    // Not recursive: a chain may be ten thousand cases long.
    for (std::size_t start = 0; start < edges.size(); ++start) {
        if (states[start] != State::New)
            continue;
        std::vector<Visit> path = {{start}};
        states[start] = State::Open;
        while (!path.empty()) {
            Visit &visit = path.back();
            if (visit.nextEdge == edges[visit.node].size()) {
                states[visit.node] = State::Done;
                path.pop_back();
                continue;
            }
            const CircleEdge &edge = edges[visit.node][visit.nextEdge++];
            if (states[edge.to] == State::New) {
                states[edge.to] = State::Open;
                path.push_back({edge.to});
            } else if (states[edge.to] == State::Open) {
                Circle circle{{}, edge.position};
                const auto first = std::find_if(path.begin(), path.end(), [&](const Visit &open) {
                    return open.node == edge.to;
                });
                for (auto it = first; it != path.end(); ++it)
                    circle.nodes.push_back(it->node);
                circle.nodes.push_back(edge.to);
                found.push_back(std::move(circle));
            }
        }
    }
    return found;
}

QString circleText(const Circle &circle, const QStringList &names)
{
    constexpr qsizetype kShown = 8;
    QStringList words;
    for (const std::size_t node : circle.nodes)
        words.append(names.at(static_cast<qsizetype>(node)));
    if (words.size() > kShown) {
        const qsizetype left = words.size() - kShown;
        words = words.first(kShown / 2) + QStringList{u"... %1 more ..."_s.arg(left)} +
                words.last(kShown / 2);
    }
    return words.join(u" -> "_s);
}

} // namespace assay::suite
