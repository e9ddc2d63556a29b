/* Makes a kill behave like a power cut for the database's files: what was written and not yet synced can be
 * taken back. Loaded by LD_PRELOAD.
 *
 * Before each write to a file whose name starts with UNSYNCED_PREFIX the bytes that it will replace go to
 * UNSYNCED_DIR/NAME.undo, as records {u64 offset, u64 file size before, u64 length, old bytes}. A completed
 * fsync or fdatasync empties that list: everything before it is on disk. After a kill, UndoLog.java applies what
 * is left, backwards.
 *
 * One lock serialises writes and syncs, so that a sync never forgets a write that began during it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_FD 65536

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* 0 unknown, -1 not ours, otherwise the descriptor of the file's undo list plus 1. */
static int undo_of[MAX_FD];

static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}

static int undo_for(int fd) {
    if (fd < 0 || fd >= MAX_FD) return -1;
    if (undo_of[fd] != 0) return undo_of[fd] < 0 ? -1 : undo_of[fd] - 1;
    undo_of[fd] = -1;
    const char *dir = getenv("UNSYNCED_DIR"), *prefix = getenv("UNSYNCED_PREFIX");
    char link[64], path[PATH_MAX + 1], undo[PATH_MAX + 1];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX);
    if (!dir || !prefix || length <= 0) return -1;
    path[length] = 0;
    const char *name = strrchr(path, '/');
    if (!name || strncmp(name + 1, prefix, strlen(prefix)) != 0) return -1;
    size_t end = strlen(name);
    if (end > 4 && strcmp(name + end - 4, "-shm") == 0) return -1;
    snprintf(undo, sizeof undo, "%s/%s.undo", dir, name + 1);
    int opened = open(undo, O_CREAT | O_WRONLY | O_APPEND, 0600);
    if (opened < 0) abort();
    undo_of[fd] = opened + 1;
    return opened;
}

static void remember(int fd, int undo, uint64_t offset, uint64_t length) {
    static ssize_t (*real_write)(int, const void *, size_t);
    static ssize_t (*real_pread)(int, void *, size_t, off_t);
    if (!real_write) real_write = real("write");
    if (!real_pread) real_pread = real("pread");
    struct stat before;
    if (fstat(fd, &before) != 0) abort();
    uint64_t size = (uint64_t)before.st_size;
    uint64_t kept = offset >= size ? 0 : (offset + length > size ? size - offset : length);
    uint64_t head[3] = {offset, size, kept};
    char *record = malloc(sizeof head + kept);
    if (!record) abort();
    memcpy(record, head, sizeof head);
    if (kept && real_pread(fd, record + sizeof head, kept, (off_t)offset) != (ssize_t)kept) abort();
    if (real_write(undo, record, sizeof head + kept) != (ssize_t)(sizeof head + kept)) abort();
    free(record);
}

static ssize_t guarded_pwrite(const char *name, int fd, const void *bytes, size_t length, off_t offset) {
    ssize_t (*real_pwrite)(int, const void *, size_t, off_t) = real(name);
    pthread_mutex_lock(&lock);
    int undo = undo_for(fd);
    if (undo >= 0) remember(fd, undo, (uint64_t)offset, length);
    ssize_t done = real_pwrite(fd, bytes, length, offset);
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    return guarded_pwrite("pwrite", fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) {
    return guarded_pwrite("pwrite64", fd, bytes, length, offset);
}

static int guarded_truncate(const char *name, int fd, off_t size) {
    int (*real_truncate)(int, off_t) = real(name);
    pthread_mutex_lock(&lock);
    int undo = undo_for(fd);
    struct stat before;
    if (undo >= 0 && fstat(fd, &before) == 0 && before.st_size > size)
        remember(fd, undo, (uint64_t)size, (uint64_t)(before.st_size - size));
    int done = real_truncate(fd, size);
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate(int fd, off_t size) { return guarded_truncate("ftruncate", fd, size); }

int ftruncate64(int fd, off_t size) { return guarded_truncate("ftruncate64", fd, size); }

static int guarded_sync(const char *name, int fd) {
    int (*real_sync)(int) = real(name);
    pthread_mutex_lock(&lock);
    int undo = undo_for(fd);
    int done = real_sync(fd);
    if (done == 0 && undo >= 0) {
        int (*real_truncate)(int, off_t) = real("ftruncate");
        if (real_truncate(undo, 0) != 0) abort();
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int fsync(int fd) { return guarded_sync("fsync", fd); }

int fdatasync(int fd) { return guarded_sync("fdatasync", fd); }

int close(int fd) {
    static int (*real_close)(int);
    if (!real_close) real_close = real("close");
    pthread_mutex_lock(&lock);
    if (fd >= 0 && fd < MAX_FD) {
        if (undo_of[fd] > 0) real_close(undo_of[fd] - 1);
        undo_of[fd] = 0;
    }
    pthread_mutex_unlock(&lock);
    return real_close(fd);
}
