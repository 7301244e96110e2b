/* Fault injector, loaded with LD_PRELOAD: counts file-changing calls on paths under FI_PREFIX (colon list) and, at call FI_N, injects a fault.
   FI_MODE: count | kill (SIGKILL the calling process before the call) | killafter (after it) | killall (the whole session and the caller,
            before the call: what a power cut does) | errno (fail once) | errno+ (fail from N on) | short (half write).
   FI_ERRNO: number. FI_LOG: append "op\tpath[\tpath2]" lines. FI_COUNT: file that receives the final count.
   FI_SHARED: a file all processes of the run map, so that call N is one call of the whole tree and not one of each process. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { COUNT, KILL, KILLAFTER, ERRNO_ONCE, ERRNO_ON, SHORT, KILLALL };
enum { GO, FAIL, HALF, DIE_AFTER }; /* what hit() tells its caller to do */
struct shared { long calls; long group; };

static pthread_mutex_t mu = PTHREAD_MUTEX_INITIALIZER;
static struct shared own, *sh = &own;
static int inited, mode, err_no, logfd = -1;
static long at_n;
static char prefix[4096], countfile[4096];

static const char *env(const char *name, const char *dflt) { const char *v = getenv(name); return v ? v : dflt; }
static int raw_open(const char *p, int flags) { return syscall(SYS_openat, AT_FDCWD, p, flags | O_CLOEXEC, 0644); }

static void init(void) {
  if (inited) return;
  inited = 1;
  const char *names[] = { "count", "kill", "killafter", "errno", "errno+", "short", "killall" };
  const char *m = env("FI_MODE", "count");
  for (int i = 0; i < 7; i++) if (!strcmp(m, names[i])) mode = i;
  snprintf(prefix, sizeof prefix, "%s", env("FI_PREFIX", "/nonexistent-fi"));
  snprintf(countfile, sizeof countfile, "%s", env("FI_COUNT", ""));
  at_n = atol(env("FI_N", "-1"));
  err_no = atoi(env("FI_ERRNO", "5"));
  if (getenv("FI_LOG")) logfd = raw_open(getenv("FI_LOG"), O_WRONLY | O_CREAT | O_APPEND);
  if (getenv("FI_SHARED")) {
    int fd = raw_open(getenv("FI_SHARED"), O_RDWR | O_CREAT);
    if (fd >= 0 && syscall(SYS_ftruncate, fd, (long)sizeof own) == 0) {
      void *p = mmap(NULL, sizeof own, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
      if (p != MAP_FAILED) sh = p;
    }
    if (fd >= 0) syscall(SYS_close, fd);
  }
  __sync_bool_compare_and_swap(&sh->group, 0, (long)getpgrp()); /* the first process of the run */
}
/* A handler of signals that came while this thread holds the lock would wait for it for ever: Node's own write to a pipe. */
static void lock(sigset_t *before) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, before);
  pthread_mutex_lock(&mu);
}
static void unlock(const sigset_t *before) { pthread_mutex_unlock(&mu); pthread_sigmask(SIG_SETMASK, before, NULL); }
/* A child has only the thread that forked: a lock that another thread held meanwhile would stay held in it. */
static sigset_t before_fork;
static void at_fork(void) { lock(&before_fork); }
static void after_fork(void) { sigset_t before = before_fork; unlock(&before); }
static void init_once(void) {
  sigset_t before;
  lock(&before);
  init();
  unlock(&before);
}
__attribute__((constructor)) static void at_start(void) {
  init_once();
  pthread_atfork(at_fork, after_fork, after_fork);
}

static int under(const char *p) {
  char b[4096];
  snprintf(b, sizeof b, "%s", prefix);
  for (char *s = NULL, *t = strtok_r(b, ":", &s); t; t = strtok_r(NULL, ":", &s)) {
    size_t k = strlen(t);
    if (!strncmp(p, t, k) && (p[k] == 0 || p[k] == '/')) return 1;
  }
  return 0;
}
static const char *fdpath(int fd, char *buf) {
  char l[64];
  snprintf(l, sizeof l, "/proc/self/fd/%d", fd);
  ssize_t r = readlink(l, buf, PATH_MAX - 1);
  if (r < 0) return NULL;
  buf[r] = 0;
  return buf;
}
/* the path an *at() call means; such calls come from std::filesystem, as behind Node's rmSync */
static const char *atpath(int d, const char *p, char *b) {
  char q[PATH_MAX];
  if (p[0] == '/' || d == AT_FDCWD || !fdpath(d, q)) return p;
  snprintf(b, PATH_MAX, "%.2000s/%.2000s", q, p);
  return b;
}
static void wlog(const char *op, const char *a, const char *b) {
  char line[9000];
  if (logfd < 0) return;
  int k = snprintf(line, sizeof line, "%s\t%s%s%s\n", op, a, b ? "\t" : "", b ? b : "");
  if (k > (int)sizeof line) k = sizeof line;
  syscall(SYS_write, logfd, line, k);
}
static void write_count(void) {
  char b[32];
  if (!countfile[0]) return;
  int fd = raw_open(countfile, O_WRONLY | O_CREAT | O_TRUNC);
  if (fd < 0) return;
  syscall(SYS_write, fd, b, snprintf(b, sizeof b, "%ld", sh->calls));
  syscall(SYS_close, fd);
}
static void die(int all) {
  if (all && sh->group > 1) kill(-(pid_t)sh->group, SIGKILL);
  kill(getpid(), SIGKILL);
  for (;;) pause();
}
static int hit(const char *op, const char *a, const char *b) {
  int r = GO;
  sigset_t before;
  if (!inited) init_once(); /* called by the start of another library */
  /* Without the lock: what a signal handler writes may come in the middle of malloc, and who forks holds the lock while it waits for malloc. */
  if (!(a && under(a)) && !(b && under(b))) return GO;
  lock(&before);
  long n = __sync_add_and_fetch(&sh->calls, 1);
  wlog(op, a ? a : "", b);
  write_count();
  if (n == at_n || (mode == ERRNO_ON && at_n > 0 && n >= at_n)) {
    wlog("HERE", op, NULL);
    if (mode == KILL || mode == KILLALL) die(mode == KILLALL);
    r = mode == KILLAFTER ? DIE_AFTER : mode == SHORT ? HALF : mode == ERRNO_ONCE || mode == ERRNO_ON ? FAIL : GO;
    if (r == FAIL) errno = err_no;
  }
  unlock(&before);
  return r;
}
static int hitfd(const char *op, int fd) { char b[PATH_MAX]; const char *q = fdpath(fd, b); return q ? hit(op, q, NULL) : GO; }

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
/* TYPE, the hit, the real call: fail with errno, or do it and then perhaps die */
#define RUN(type, h, call) int h_ = (h); if (h_ == FAIL) return -1; type r_ = (call); if (h_ == DIE_AFTER) die(0); return r_
#define LEN(n) (h_ == HALF && (n) > 1 ? (n) / 2 : (n)) /* the length of a short write */

/* the first half of a list of buffers; the caller's list stays as it is */
static const struct iovec *halved(int h, const struct iovec *v, int *c, struct iovec *one) {
  if (h != HALF || *c < 1) return v;
  if (*c > 1) { *c /= 2; return v; }
  *one = *v;
  if (one->iov_len > 1) one->iov_len /= 2;
  return one;
}
ssize_t write(int fd, const void *p, size_t n) { REAL(write); RUN(ssize_t, hitfd("write", fd), real(fd, p, LEN(n))); }
ssize_t pwrite64(int fd, const void *p, size_t n, off64_t o) { REAL(pwrite64); RUN(ssize_t, hitfd("write", fd), real(fd, p, LEN(n), o)); }
ssize_t pwrite(int fd, const void *p, size_t n, off_t o) { return pwrite64(fd, p, n, o); }
ssize_t writev(int fd, const struct iovec *v, int c) {
  struct iovec one;
  REAL(writev);
  RUN(ssize_t, hitfd("write", fd), (v = halved(h_, v, &c, &one), real(fd, v, c)));
}
ssize_t pwritev64(int fd, const struct iovec *v, int c, off64_t o) {
  struct iovec one;
  REAL(pwritev64);
  RUN(ssize_t, hitfd("write", fd), (v = halved(h_, v, &c, &one), real(fd, v, c, o)));
}
ssize_t pwritev(int fd, const struct iovec *v, int c, off_t o) { return pwritev64(fd, v, c, o); }
ssize_t copy_file_range(int i, off64_t *io, int o, off64_t *oo, size_t n, unsigned f) {
  REAL(copy_file_range);
  RUN(ssize_t, hitfd("write", o), real(i, io, o, oo, LEN(n), f));
}
ssize_t sendfile64(int o, int i, off64_t *off, size_t n) { REAL(sendfile64); RUN(ssize_t, hitfd("write", o), real(o, i, off, LEN(n))); }
ssize_t sendfile(int o, int i, off_t *off, size_t n) { return sendfile64(o, i, off, n); }
int fsync(int fd) { REAL(fsync); RUN(int, hitfd("fsync", fd), real(fd)); }
int fdatasync(int fd) { REAL(fdatasync); RUN(int, hitfd("fsync", fd), real(fd)); }
int ftruncate64(int fd, off64_t n) { REAL(ftruncate64); RUN(int, hitfd("write", fd), real(fd, n)); }
int ftruncate(int fd, off_t n) { return ftruncate64(fd, n); }
int truncate64(const char *p, off64_t n) { REAL(truncate64); RUN(int, hit("write", p, NULL), real(p, n)); }
int truncate(const char *p, off_t n) { return truncate64(p, n); }
int rename(const char *a, const char *c) { REAL(rename); RUN(int, hit("rename", a, c), real(a, c)); }
int link(const char *a, const char *c) { REAL(link); RUN(int, hit("link", a, c), real(a, c)); }
int symlink(const char *a, const char *c) { REAL(symlink); RUN(int, hit("symlink", c, NULL), real(a, c)); }
int unlink(const char *a) { REAL(unlink); RUN(int, hit("unlink", a, NULL), real(a)); }
int remove(const char *a) { REAL(remove); RUN(int, hit("unlink", a, NULL), real(a)); }
int rmdir(const char *a) { REAL(rmdir); RUN(int, hit("rmdir", a, NULL), real(a)); }
int mkdir(const char *a, mode_t m) { REAL(mkdir); RUN(int, hit("mkdir", a, NULL), real(a, m)); }
int unlinkat(int d, const char *a, int f) {
  char b[PATH_MAX];
  REAL(unlinkat);
  RUN(int, hit(f & AT_REMOVEDIR ? "rmdir" : "unlink", atpath(d, a, b), NULL), real(d, a, f));
}
int renameat(int x, const char *a, int y, const char *c) {
  char b[PATH_MAX], e[PATH_MAX];
  REAL(renameat);
  RUN(int, hit("rename", atpath(x, a, b), atpath(y, c, e)), real(x, a, y, c));
}
int renameat2(int x, const char *a, int y, const char *c, unsigned f) {
  char b[PATH_MAX], e[PATH_MAX];
  REAL(renameat2);
  RUN(int, hit("rename", atpath(x, a, b), atpath(y, c, e)), real(x, a, y, c, f));
}
int linkat(int x, const char *a, int y, const char *c, int f) {
  char b[PATH_MAX], e[PATH_MAX];
  REAL(linkat);
  RUN(int, hit("link", atpath(x, a, b), atpath(y, c, e)), real(x, a, y, c, f));
}
int mkdirat(int d, const char *a, mode_t m) {
  char b[PATH_MAX];
  REAL(mkdirat);
  RUN(int, hit("mkdir", atpath(d, a, b), NULL), real(d, a, m));
}
int utimensat(int d, const char *a, const struct timespec t[2], int f) {
  char b[PATH_MAX];
  const char *volatile q = a; /* glibc says it is never null, Linux allows it */
  REAL(utimensat);
  RUN(int, q ? hit("utimes", atpath(d, a, b), NULL) : hitfd("utimes", d), real(d, a, t, f));
}
int futimens(int fd, const struct timespec t[2]) { REAL(futimens); RUN(int, hitfd("utimes", fd), real(fd, t)); }

/* open counts only when it may create or truncate; the mode argument is there only with O_CREAT or O_TMPFILE */
#define CHANGES(fl) ((fl) & (O_CREAT | O_TRUNC))
#define MODE_ARG(m, fl) mode_t m = 0; \
  if ((fl) & (O_CREAT | O_TMPFILE)) { va_list ap; va_start(ap, fl); m = va_arg(ap, mode_t); va_end(ap); }
int open64(const char *p, int fl, ...) {
  static int (*real)(const char *, int, ...);
  if (!real) real = dlsym(RTLD_NEXT, "open64");
  MODE_ARG(m, fl)
  RUN(int, CHANGES(fl) ? hit("create", p, NULL) : GO, real(p, fl, m));
}
int open(const char *p, int fl, ...) { MODE_ARG(m, fl) return open64(p, fl, m); }
int openat64(int d, const char *p, int fl, ...) {
  static int (*real)(int, const char *, int, ...);
  char b[PATH_MAX];
  if (!real) real = dlsym(RTLD_NEXT, "openat64");
  MODE_ARG(m, fl)
  RUN(int, CHANGES(fl) ? hit("create", atpath(d, p, b), NULL) : GO, real(d, p, fl, m));
}
int openat(int d, const char *p, int fl, ...) { MODE_ARG(m, fl) return openat64(d, p, fl, m); }
int creat64(const char *p, mode_t m) { return open64(p, O_CREAT | O_WRONLY | O_TRUNC, m); }
int creat(const char *p, mode_t m) { return creat64(p, m); }
FILE *fopen64(const char *p, const char *how) {
  REAL(fopen64);
  int h = strpbrk(how, "wa") ? hit("create", p, NULL) : GO;
  if (h == FAIL) return NULL;
  FILE *f = real(p, how);
  if (h == DIE_AFTER) die(0);
  return f;
}
FILE *fopen(const char *p, const char *how) { return fopen64(p, how); }
