import { join } from 'node:path'
import type { ChunkingContext, CodeSplittingOptions } from 'rolldown'
import { packageRoot } from '../main/package-root.ts'

/** One file of the build. */
export interface StartGroup {
  name: string
  /** Sources by their path in the package. In the group is what any of them loads without waiting for an `import()`. */
  of: readonly string[]
  /** Only what any of these loads too. */
  sharedWith?: readonly string[]
}

/**
 * Puts what a start loads into few files: each costs it as much as some ten kilobytes of code. A module belongs to the first group that takes it. Whoever loads
 * a module loads all that it imports, so what a group needs is in it or in an earlier one, and no two files import each other. Programs keep their
 * own file: one that waits for a module which needs the file it is in would wait for ever.
 */
export function chunksByStart(groups: readonly StartGroup[]): CodeSplittingOptions {
  let taken: ReadonlyMap<string, string> | undefined
  const name = (id: string, context: ChunkingContext): string | null => {
    taken ??= takenBy(groups, context)
    return taken.get(id) ?? null
  }
  return { includeDependenciesRecursively: false, groups: [{ name, debugName: 'start' }] }
}

/** The name of its group by the id of every module that has one. */
function takenBy(groups: readonly StartGroup[], context: ChunkingContext): Map<string, string> {
  const taken = new Map<string, string>()
  for (const { name, of, sharedWith } of groups) {
    const others = sharedWith && loadedFrom(sharedWith, context)
    for (const id of loadedFrom(of, context)) {
      const isProgram = context.getModuleInfo(id)?.isEntry === true
      if (!isProgram && !taken.has(id) && (others?.has(id) ?? true)) taken.set(id, name)
    }
  }
  return taken
}

/** These sources and all they import. */
function loadedFrom(sources: readonly string[], context: ChunkingContext): Set<string> {
  const found = new Set(sources.map((source) => idOf(source, context)))
  // A set that grows is walked to its new end.
  for (const id of found) for (const next of context.getModuleInfo(id)?.importedIds ?? []) found.add(next)
  return found
}

/** A source that has moved would be left out in silence, and what it loads be scattered again. */
function idOf(source: string, context: ChunkingContext): string {
  const id = join(packageRoot, source)
  if (!context.getModuleInfo(id)) throw new Error(`The build knows no ${source}, which a start is said to load.`)
  return id
}
