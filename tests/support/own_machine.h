// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdlib>
#include <cstring>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace assay::test {

/// Starts this program anew in namespaces of its own for processes, mounts and networks, where we
/// may have them: whatever it starts there, and however it ends, the kernel takes all of it away.
/// To be called first in main(). Goes on here, without, where that is not allowed.
inline void moveToOwnMachine(char **arguments)
{
    const char *kMark = "ASSAY_OWN_MACHINE";
    if (getenv(kMark) != nullptr) {
        // The loopback device of a new network is down.
        const int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        ifreq request = {};
        std::strncpy(request.ifr_name, "lo", IFNAMSIZ - 1);
        request.ifr_flags = IFF_UP | IFF_RUNNING;
        ioctl(any, SIOCSIFFLAGS, &request);
        close(any);
        return;
    }
    const char *kUnshare = "unshare --mount --net --pid --fork --kill-child --mount-proc ";
    if (geteuid() != 0 || system((QByteArray(kUnshare) + "true 2>/dev/null").constData()) != 0)
        return;
    setenv(kMark, "1", 1);
    const QByteArray line = "exec " + QByteArray(kUnshare) + "\"$0\" \"$@\"";
    std::vector<char *> all{const_cast<char *>("sh"), const_cast<char *>("-c"),
                            const_cast<char *>(line.constData())};
    for (char **argument = arguments; *argument != nullptr; ++argument)
        all.push_back(*argument);
    all.push_back(nullptr);
    execv("/bin/sh", all.data());
}

} // namespace assay::test
