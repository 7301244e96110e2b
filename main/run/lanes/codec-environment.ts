const wanted = {
  // One task at a time: a thread for the codec, one for the files.
  UV_THREADPOOL_SIZE: '2',
  // Few arenas, or freed pixels stay scattered over them.
  MALLOC_ARENA_MAX: '2',
  // A file after the other takes the same memory. Asked from the system anew for each, it costs 3 % of the time of photos of 2 MB.
  MALLOC_MMAP_THRESHOLD_: String(32 * 2 ** 20),
  MALLOC_TRIM_THRESHOLD_: String(128 * 2 ** 20),
  // Pixels in pages of 2 MB instead of 4 kB, where Linux gives them to whoever asks: 6 % of the time of such photos.
  GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
  // Windows looks for a program in the present folder before it does in `PATH`, unless this is set.
  NoDefaultCurrentDirectoryInExePath: '1',
  // libvips would spill large pictures into files that a kill leaves behind.
  VIPS_DISC_THRESHOLD: '1t',
}

/** What a person keeps in the environment for Millrace itself is none of a codec's business. */
const keptBack = /^(MILLRACE_|NODE_OPTIONS$)/

/** The environment of a child that holds codecs: the one given, without what is meant for Millrace itself, and with what they want. */
export function codecEnvironment(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...Object.fromEntries(Object.entries(given).filter(([name]) => !keptBack.test(name))), ...wanted }
}
