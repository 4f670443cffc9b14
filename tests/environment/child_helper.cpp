// SPDX-License-Identifier: GPL-3.0-or-later
// A small server, as the system under test of tests/environment.
//
//     child_helper fd STATUS          serves HTTP on the socket LISTEN_FD
//     child_helper port [noreuse]     serves on 127.0.0.1:$PORT, without SO_REUSEADDR
//     GATE=file                       waits for that file before it accepts
#include <arpa/inet.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace {

int listenAt(int port, bool reuse)
{
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    if (reuse)
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<unsigned short>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 ||
        listen(fd, 16) != 0) {
        std::perror("bind");
        std::exit(1);
    }
    return fd;
}

void serve(int fd, const std::string &status)
{
    for (;;) {
        const int client = accept(fd, nullptr, nullptr);
        if (client < 0)
            std::exit(2);
        char buffer[4096];
        if (read(client, buffer, sizeof buffer) > 0) {
            const char *answer = std::getenv("ANSWER");
            const std::string body = answer != nullptr ? answer : "hello";
            const std::string text = "HTTP/1.1 " + status +
                                     " X\r\nContent-Length: " + std::to_string(body.size()) +
                                     "\r\nConnection: close\r\n\r\n" + body;
            if (write(client, text.data(), text.size()) < 0)
                std::perror("write");
        }
        close(client);
    }
}

} // namespace

int main(int count, char **arguments)
{
    const std::string mode = count > 1 ? arguments[1] : "";
    const std::string detail = count > 2 ? arguments[2] : "";
    if (const char *gate = std::getenv("GATE")) {
        while (access(gate, F_OK) != 0)
            usleep(1000);
    }
    if (mode == "fd") {
        const char *number = std::getenv("LISTEN_FD");
        serve(number != nullptr ? std::atoi(number) : -1, detail);
    } else if (mode == "port") {
        const char *port = std::getenv("PORT");
        serve(listenAt(port != nullptr ? std::atoi(port) : 0, detail != "noreuse"), "200");
    }
    return 2;
}
