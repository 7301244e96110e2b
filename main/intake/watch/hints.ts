import { readFileSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { watch } from 'chokidar'
import { ByteFolders } from './byte-folders.ts'
import { idAt, idsAt } from '../../io/places/folder-ids.ts'
import { isBehindPackage } from '../../io/places/packages.ts'
import { child, isWithin, namesBelow } from '../../io/paths.ts'
import { realPaths } from '../../io/places/real-paths.ts'

export interface HintListener {
  /** Something happened at this path or, where it is a folder, somewhere below. */
  dirty(path: string): void
  /** Everything is told from here on. */
  ready(): void
  /** The system has no more watches to give; nothing is told any more. */
  exhausted(message: string): void
}

/** What tells, until it is disposed. */
export interface Hints extends AsyncDisposable {
  /** Tells of this folder too, whose path is no Unicode. */
  addBytes(folder: string): void
}

export interface HintOptions {
  leaveOut: readonly string[]
  /** Left out whatever way leads to them. */
  closed: readonly string[]
  depth: number
  followLinks: boolean
  opensPackages: boolean
}

/**
 * What the system tells of changes below a folder. A hint only: it may tell too much, and it may miss something. Files themselves are left out of
 * what is watched, so that a hundred thousand of them cost no more than the folders they are in; the raw events name them all the same.
 */
export function openHints(folder: string, options: HintOptions, listener: HintListener): Hints {
  // Links below may have to be left alone; the folder itself is entered even where it is one.
  const [real = folder] = realPaths([folder])
  const named = (path: string): string => asNamed(path, { real, folder })
  const watcher = watch(real, {
    ignored: ignoring(real, named, options),
    ignoreInitial: true,
    followSymlinks: options.followLinks,
    depth: options.depth,
    atomic: false,
    ignorePermissionErrors: true,
  })
  watcher.on('raw', (_, name, details) => listener.dirty(named(pathOf(details, name))))
  watcher.on('addDir', (path) => listener.dirty(named(path)))
  watcher.on('ready', () => listener.ready())
  watcher.on('error', (error) => tellExhaustion(error, listener))
  const byteFolders = new ByteFolders({
    dirty: (path) => listener.dirty(path),
    error: (error) => tellExhaustion(error, listener),
  })
  if (!folder.isWellFormed()) byteFolders.add(folder)
  return {
    addBytes: (path) => byteFolders.add(path),
    [Symbol.asyncDispose]: async () => {
      byteFolders[Symbol.dispose]()
      await watcher.close()
    },
  }
}

/** Files, what is left out by its name, and folders that are closed whatever way leads to them. */
function ignoring(
  real: string,
  named: (path: string) => string,
  { leaveOut, closed, opensPackages }: Pick<HintOptions, 'leaveOut' | 'closed' | 'opensPackages'>,
): (path: string, stats?: Stats) => boolean {
  const closedIds = idsAt(closed)
  const isBehind = (path: string): boolean => !opensPackages && isBehindPackage(real, path)
  const isClosed = (path: string): boolean => path !== real && (closedIds.has(idAt(path) ?? '') || isBehind(path))
  return (path, stats) => {
    if (stats?.isFile() || leaveOut.some((out) => isWithin(out, named(path)))) return true
    return stats?.isDirectory() === true && isClosed(path)
  }
}

/** What was told of the real folder, as a path below the folder as it was named. */
function asNamed(path: string, { real, folder }: { real: string; folder: string }): string {
  return real === folder || !isWithin(real, path) ? path : namesBelow(real, path).reduce(child, folder)
}

/** A name that is not Unicode arrives mangled: then it is the folder that is dirty. */
function pathOf(details: unknown, name: string | null): string {
  const { watchedPath } = details as { watchedPath: string }
  return name === null || name === '' || name.includes('\ufffd') ? watchedPath : join(watchedPath, name)
}

function tellExhaustion(error: unknown, listener: HintListener): void {
  const limit = exhaustedLimit(error)
  if (limit !== null) listener.exhausted(limitText(limit))
}

function exhaustedLimit(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOSPC') return 'max_user_watches'
  return code === 'EMFILE' || code === 'ENFILE' ? 'max_user_instances' : null
}

function limitText(name: string): string {
  return `The system’s limit fs.inotify.${name}${present(name)} is reached; with a higher one changes are noticed at once.`
}

function present(name: string): string {
  try {
    return ` (${readFileSync(`/proc/sys/fs/inotify/${name}`, 'utf8').trim()})`
  } catch {
    return ''
  }
}
