/** Every module that starts a program, a thread or a child process, by name: the build makes `out/<name>.js` of each, and nothing else starts one. */
export const entryPoints = {
  cli: 'main/faces/cli/cli.ts',
  desktop: 'main/faces/desktop/main.ts',
  journal: 'main/journal/thread.ts',
  io: 'main/io/thread.ts',
  watch: 'main/intake/watch/thread.ts',
  process: 'workers/process-entry.ts',
  thread: 'workers/thread-entry.ts',
  crew: 'workers/crew-entry.ts',
} as const

export type EntryName = keyof typeof entryPoints

/** Where the entry is for the code that asks: the source while running unbuilt, `out/<name>.js` once built. */
export function entryUrl(name: EntryName): URL {
  return entryUrlFrom(import.meta.url, name)
}

/** As `entryUrl`, for a module at `here`: a source in `main/`, or any file of the build, which is flat. */
export function entryUrlFrom(here: string, name: EntryName): URL {
  if (here.endsWith('.ts')) return new URL(`../${entryPoints[name]}`, here)
  // Only Electron sees into its archive; what Node runs lies beside it.
  return new URL(`./${name}.js`, here.replace('/app.asar/', '/app.asar.unpacked/'))
}
