// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/identity.h"

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace assay::environment {

using namespace Qt::StringLiterals;

namespace {

std::optional<base::SpawnRequest::Identity> lookUp(const QByteArray &user)
{
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd *found = nullptr;
    if (getpwnam_r(user.constData(), &entry, buffer.data(), buffer.size(), &found) != 0 ||
        found == nullptr)
        return std::nullopt;
    return base::SpawnRequest::Identity{entry.pw_uid, entry.pw_gid};
}

} // namespace

base::Result<std::optional<base::SpawnRequest::Identity>> identityOf(const QString &user)
{
    const auto identity = lookUp(user.toLocal8Bit());
    if (!identity)
        return base::failure(u"there is no user \"%1\""_s.arg(user),
                             u"`getent passwd` lists the users of this machine"_s);
    if (identity->user == geteuid())
        return std::optional<base::SpawnRequest::Identity>();
    if (geteuid() != 0)
        return base::failure(u"only root can run a program as \"%1\""_s.arg(user),
                             u"take `user:` out, or run Assay as root"_s);
    return identity;
}

std::optional<base::SpawnRequest::Identity> databaseIdentity()
{
    if (geteuid() != 0)
        return std::nullopt;
    const auto postgres = lookUp("postgres");
    return postgres ? postgres : base::unprivilegedIdentity();
}

} // namespace assay::environment
