/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Preloaded (LD_PRELOAD), it shows a program a wall clock that differs by as many seconds as the
 * file says that TEST_CLOCK names. The monotonic clock stays, as when somebody sets the clock of a
 * machine. Needs no header, so that tcc alone makes it:
 *
 *   tcc -nostdlib -shared -o clock.so test-clock.c
 */
struct time { long seconds, parts; };
extern long syscall(long, ...);
extern char *getenv(const char *);
extern int open(const char *, int, ...);
extern long read(int, void *, unsigned long);
extern int close(int);
extern long strtol(const char *, char **, int);
#ifdef __x86_64__
#define CLOCK_GETTIME 228
#else
#define CLOCK_GETTIME 113
#endif
static long offset(void) {
  char text[32];
  char *name = getenv("TEST_CLOCK");
  long count;
  int file;
  if (!name) return 0;
  file = open(name, 0);
  if (file < 0) return 0;
  count = read(file, text, sizeof text - 1);
  close(file);
  text[count < 0 ? 0 : count] = 0;
  return strtol(text, 0, 10);
}
int clock_gettime(int clock, struct time *now) {
  int failed = syscall(CLOCK_GETTIME, (long)clock, now);
  if (!failed && (clock == 0 || clock == 5)) now->seconds += offset();
  return failed;
}
int gettimeofday(struct time *now, void *zone) {
  int failed = clock_gettime(0, now);
  now->parts /= 1000;
  return failed;
}
long time(long *result) {
  struct time now;
  clock_gettime(0, &now);
  if (result) *result = now.seconds;
  return now.seconds;
}
