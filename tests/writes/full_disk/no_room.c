/* A disk without room, loaded by LD_PRELOAD: while the file NO_ROOM_SWITCH is there, writing to a
 * file below NO_ROOM_BELOW fails with ENOSPC if it begins with a `w`; with an `s`, writing is done
 * and it is syncing that fails. Everything else goes to the system as it is. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

/* Whether this fault is on and concerns the file. No memory is allocated on the way. */
static int fails(int file, char fault) {
    const char *path = getenv("NO_ROOM_SWITCH"), *below = getenv("NO_ROOM_BELOW");
    if (!path || !below) return 0;
    int before = errno;
    int at = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
    char on = 0;
    if (at >= 0) {
        if (syscall(SYS_read, at, &on, 1) != 1) on = 0;
        syscall(SYS_close, at);
    }
    int found = 0;
    if (on == fault) {
        char link[64], name[4096];
        snprintf(link, sizeof link, "/proc/self/fd/%d", file);
        ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, name, sizeof name - 1);
        name[length > 0 ? length : 0] = 0;
        found = strncmp(name, below, strlen(below)) == 0;
    }
    errno = found ? ENOSPC : before;
    return found;
}

ssize_t write(int file, const void *bytes, size_t count) {
    return fails(file, 'w') ? -1 : syscall(SYS_write, file, bytes, count);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    return fails(file, 'w') ? -1 : syscall(SYS_writev, file, parts, count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    return fails(file, 'w') ? -1 : syscall(SYS_pwrite64, file, bytes, count, at);
}

int ftruncate64(int file, off64_t length) {
    return fails(file, 'w') ? -1 : syscall(SYS_ftruncate, file, length);
}

ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *there, size_t count, unsigned flags) {
    return fails(to, 'w') ? -1 : syscall(SYS_copy_file_range, from, at, to, there, count, flags);
}

int fsync(int file) {
    return fails(file, 's') ? -1 : syscall(SYS_fsync, file);
}

int fdatasync(int file) {
    return fails(file, 's') ? -1 : syscall(SYS_fdatasync, file);
}
