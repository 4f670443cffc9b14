// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/spawn.h"

#include "base/queue.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <future>
#include <grp.h>
#include <map>
#include <pwd.h>
#include <string>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char **environ; // NOLINT: POSIX names it so

namespace assay::base {

using namespace Qt::StringLiterals;

namespace {

enum class Stage : int { ControlGroup, Limits, Descriptors, Identity, Folder, Run };

/// What the child says through the pipe when it could not start the program.
struct ChildFailure
{
    Stage stage = Stage::Run;
    int error = 0;
};

using Strings = std::vector<std::string>;

Strings environmentOf(const SpawnRequest &request)
{
    std::map<std::string, std::string> all;
    if (!request.cleanEnvironment) {
        for (char **entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
            const std::string text = *entry;
            const std::size_t equals = text.find('=', 1);
            if (equals != std::string::npos)
                all[text.substr(0, equals)] = text.substr(equals + 1);
        }
    }
    for (auto it = request.environment.begin(); it != request.environment.end(); ++it)
        all[it.key().toStdString()] = it.value().toStdString();
    Strings texts;
    texts.reserve(all.size());
    for (const auto &[name, value] : all)
        texts.push_back(name + '=' + value);
    return texts;
}

std::vector<char *> pointersTo(Strings &texts)
{
    std::vector<char *> pointers;
    pointers.reserve(texts.size() + 1);
    for (std::string &text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

QString searchPath(const Strings &environment)
{
    for (const std::string &entry : environment) {
        if (entry.starts_with("PATH="))
            return QString::fromStdString(entry.substr(5));
    }
    return u"/usr/local/bin:/usr/bin:/bin"_s;
}

/// The file to run: the first that may be run, else the first that is there, else "".
QString findProgram(const QString &program, const QString &path)
{
    if (program.contains(u'/'))
        return program;
    QString found;
    const QStringList folders = path.split(u':');
    for (const QString &folder : folders) {
        QString file = (folder.isEmpty() ? u"."_s : folder) + u'/' + program;
        if (!QFileInfo(file).isFile())
            continue;
        if (access(QFile::encodeName(file).constData(), X_OK) == 0)
            return file;
        if (found.isEmpty())
            found = file;
    }
    return found;
}

QString reasonText(int error)
{
    switch (error) {
    case ENOENT:
        return u"no such file"_s;
    case EACCES:
        return u"permission denied"_s;
    case ENOEXEC:
        return u"it is not a program"_s;
    default:
        return QString::fromLocal8Bit(std::strerror(error)).toLower();
    }
}

tl::unexpected<Error> failureOf(const ChildFailure &why, const SpawnRequest &request,
                                const QString &file)
{
    const QString reason = reasonText(why.error);
    switch (why.stage) {
    case Stage::ControlGroup:
        return failure(u"cannot run \"%1\": it cannot join its control group: %2"_s.arg(
            request.program, reason));
    case Stage::Limits:
        return failure(
            u"cannot run \"%1\": its limits cannot be set: %2"_s.arg(request.program, reason),
            why.error == EPERM ? u"only root can raise a limit above ours (`ulimit -Ha`)"_s
                               : QString());
    case Stage::Descriptors:
        return failure(
            u"cannot run \"%1\": its descriptors cannot be set: %2"_s.arg(request.program, reason));
    case Stage::Identity:
        return failure(u"cannot run \"%1\" as another user: %2"_s.arg(request.program, reason));
    case Stage::Folder:
        return failure(u"cannot run \"%1\" in the folder %2: %3"_s.arg(
            request.program, request.workingDirectory,
            why.error == ENOENT ? u"no such folder"_s : reason));
    case Stage::Run:
        break;
    }
    QString fix;
    const QString full = QDir(request.workingDirectory).absoluteFilePath(file);
    if (why.error == ENOENT && QFileInfo::exists(full))
        fix = u"the interpreter that its first line (#!) names does not exist"_s;
    else if (why.error == EACCES && QFileInfo(full).isDir())
        fix = u"it is a folder"_s;
    else if (why.error == EACCES)
        fix = u"make it executable: chmod +x %1"_s.arg(file);
    else if (why.error == ENOEXEC)
        fix = u"a script starts with a line such as #!/bin/sh"_s;
    return failure(u"cannot run \"%1\": %2"_s.arg(request.program, reason), fix);
}

/// Everything that the child needs, made before the fork: after it, only async-signal-safe calls.
struct Prepared
{
    std::string file;
    std::string folder;
    Strings argumentTexts;
    Strings environmentTexts;
    std::vector<char *> arguments;
    std::vector<char *> environment;
    std::vector<std::pair<int, int>> descriptors; ///< first is changed by the child
    std::optional<SpawnRequest::Identity> identity;
    std::vector<std::pair<int, std::uint64_t>> limits;
    int controlGroup = -1;
    bool newGroup = true;
    bool dieWithParent = true;
    pid_t parent = 0;
    int report = -1; ///< the pipe's writing end
};

[[noreturn]] void giveUp(int report, Stage stage)
{
    const ChildFailure why{stage, errno};
    [[maybe_unused]] const ssize_t written = write(report, &why, sizeof why);
    _exit(127);
}

void closeOnExecFrom(int first)
{
    if (close_range(static_cast<unsigned>(first), ~0U, CLOSE_RANGE_CLOEXEC) == 0)
        return;
    // Kernels before 5.11: one by one.
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    const int last = static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 65536));
    for (int fd = first; fd < last; ++fd)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
}

void placeDescriptors(Prepared &p)
{
    int above = 3;
    for (const auto &[ours, theirs] : p.descriptors)
        above = std::max(above, theirs + 1);
    // First out of the way of each other, then to their places.
    p.report = fcntl(p.report, F_DUPFD_CLOEXEC, above);
    for (auto &[ours, theirs] : p.descriptors) {
        ours = fcntl(ours, F_DUPFD_CLOEXEC, above);
        if (ours < 0)
            giveUp(p.report, Stage::Descriptors);
    }
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    closeOnExecFrom(3);
    for (int standard = 0; standard < 3; ++standard) {
        if (nothing != standard && dup2(nothing, standard) < 0)
            giveUp(p.report, Stage::Descriptors);
    }
    for (const auto &[ours, theirs] : p.descriptors) {
        if (dup2(ours, theirs) < 0)
            giveUp(p.report, Stage::Descriptors);
    }
    // /dev/null may have landed on 0 to 2 itself, when ours were closed.
    for (int standard = 0; standard < 3; ++standard)
        fcntl(standard, F_SETFD, 0);
}

/// The raw calls: glibc's set the identity of all threads, which a fork of one does not have.
bool becomeUser(const SpawnRequest::Identity &identity)
{
    const gid_t group = identity.group;
    return syscall(SYS_setgroups, 1, &group) == 0 && syscall(SYS_setgid, identity.group) == 0 &&
           syscall(SYS_setuid, identity.user) == 0;
}

void resetSignals()
{
    struct sigaction standard = {};
    standard.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; ++number)
        sigaction(number, &standard, nullptr);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
}

bool setLimits(const std::vector<std::pair<int, std::uint64_t>> &limits)
{
    for (const auto &[resource, most] : limits) {
        const rlimit limit{static_cast<rlim_t>(most), static_cast<rlim_t>(most)};
        if (syscall(SYS_prlimit64, 0, resource, &limit, nullptr) != 0)
            return false;
    }
    return true;
}

[[noreturn]] void runChild(Prepared &p)
{
    if (p.newGroup)
        setpgid(0, 0);
    // "0" is the one that writes. Before the descriptors move.
    if (p.controlGroup >= 0 && write(p.controlGroup, "0", 1) != 1)
        giveUp(p.report, Stage::ControlGroup);
    placeDescriptors(p);
    if (!setLimits(p.limits))
        giveUp(p.report, Stage::Limits);
    if (p.identity && !becomeUser(*p.identity))
        giveUp(p.report, Stage::Identity);
    // After the change of user, which would clear it. The parent may be gone already.
    if (p.dieWithParent) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != p.parent)
            _exit(127);
    }
    if (!p.folder.empty() && chdir(p.folder.c_str()) != 0)
        giveUp(p.report, Stage::Folder);
    resetSignals();
    execve(p.file.c_str(), p.arguments.data(), p.environment.data());
    giveUp(p.report, Stage::Run);
}

bool hasNul(const SpawnRequest &request)
{
    const auto bad = [](const QString &text) { return text.contains(QChar(u'\0')); };
    return bad(request.program) || bad(request.workingDirectory) ||
           std::any_of(request.arguments.begin(), request.arguments.end(), bad) ||
           std::any_of(request.environment.begin(), request.environment.end(), bad);
}

} // namespace

Result<pid_t> spawn(const SpawnRequest &request)
{
    if (request.program.isEmpty())
        return failure(u"there is no program to run"_s, u"name one"_s);
    if (hasNul(request)) {
        return failure(
            u"cannot run \"%1\": an argument or a variable contains the character NUL"_s.arg(
                QString(request.program).replace(QChar(u'\0'), u'?')));
    }
    Prepared p;
    p.environmentTexts = environmentOf(request);
    const QString path = searchPath(p.environmentTexts);
    const QString file = findProgram(request.program, path);
    if (file.isEmpty()) {
        return failure(u"cannot run \"%1\": no such file"_s.arg(request.program),
                       u"it is not in any folder of PATH: %1"_s.arg(path));
    }
    p.file = QFile::encodeName(file).toStdString();
    p.folder = QFile::encodeName(request.workingDirectory).toStdString();
    p.argumentTexts.push_back(request.program.toStdString());
    for (const QString &argument : request.arguments)
        p.argumentTexts.push_back(argument.toStdString());
    p.arguments = pointersTo(p.argumentTexts);
    p.environment = pointersTo(p.environmentTexts);
    p.descriptors = request.descriptors;
    p.identity = request.identity;
    p.limits = request.limits;
    p.controlGroup = request.controlGroup;
    p.newGroup = request.newGroup;
    p.dieWithParent = request.dieWithParent;
    p.parent = getpid();

    std::array<int, 2> report{};
    if (pipe2(report.data(), O_CLOEXEC) != 0)
        return failure(u"cannot run \"%1\": %2"_s.arg(request.program, reasonText(errno)));
    p.report = report[1];

    // A handler of ours must not run in the child.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    const pid_t child = fork();
    if (child == 0)
        runChild(p);
    const int forkError = errno;
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    close(report[1]);
    if (child < 0) {
        close(report[0]);
        return failure(u"cannot run \"%1\": %2"_s.arg(request.program, reasonText(forkError)));
    }
    ChildFailure why;
    ssize_t got = 0;
    do {
        got = read(report[0], &why, sizeof why);
    } while (got < 0 && errno == EINTR);
    close(report[0]);
    if (got != static_cast<ssize_t>(sizeof why))
        return child;
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return failureOf(why, request, file);
}

struct SpawnThread::Private
{
    struct Job
    {
        SpawnRequest request;
        std::promise<Result<pid_t>> promise;
    };
    Queue<Job> jobs;
    std::jthread thread;
};

SpawnThread::SpawnThread()
    : d(std::make_unique<Private>())
{
    d->thread = std::jthread([this] {
        while (auto batch = d->jobs.popAll()) {
            for (Private::Job &job : *batch)
                job.promise.set_value(base::spawn(job.request));
        }
    });
}

SpawnThread::~SpawnThread()
{
    d->jobs.close();
}

Result<pid_t> SpawnThread::spawn(const SpawnRequest &request)
{
    Private::Job job{request, {}};
    std::future<Result<pid_t>> result = job.promise.get_future();
    d->jobs.push(std::move(job));
    return result.get();
}

ExitStatus ExitStatus::fromWait(int status)
{
    if (WIFSIGNALED(status))
        return {0, WTERMSIG(status)};
    return {WEXITSTATUS(status), 0};
}

QString ExitStatus::toText() const
{
    if (signal == 0)
        return u"exited with %1"_s.arg(exitCode);
    const char *name = sigdescr_np(signal);
    return u"was ended by signal %1 (%2)"_s.arg(signal).arg(
        QString::fromLatin1(name != nullptr ? name : "unknown"));
}

std::optional<SpawnRequest::Identity> unprivilegedIdentity()
{
    if (geteuid() != 0)
        return std::nullopt;
    constexpr SpawnRequest::Identity kNobody{65534, 65534};
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd *found = nullptr;
    if (getpwnam_r("nobody", &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr)
        return kNobody;
    return SpawnRequest::Identity{entry.pw_uid, entry.pw_gid};
}

} // namespace assay::base
