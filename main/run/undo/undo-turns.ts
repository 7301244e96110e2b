import type { Undoable } from '../../journal/undo/undoable.ts'

/**
 * Jobs in the order they are to be taken back, in turns: a file that was changed and processed again comes a second time in a later turn than the
 * first, when what stood under its names, and under those of its results, is as it was before.
 */
export function inTurns(jobs: Undoable[]): Undoable[][] {
  const turns: Undoable[][] = []
  let seen = new Set<string>()
  for (const job of jobs) {
    const paths = pathsOf(job)
    if (turns.length === 0 || paths.some((path) => seen.has(path))) {
      turns.push([])
      seen = new Set()
    }
    turns.at(-1)?.push(job)
    for (const path of paths) seen.add(path)
  }
  return turns
}

/** Those that can be looked at before anything is taken back: of a file that was processed more than once, only the last time. */
export function lastOfEach(jobs: Undoable[]): Undoable[] {
  const seen = new Set<string>()
  return jobs.filter((job) => {
    const paths = pathsOf(job)
    const isLast = !paths.some((path) => seen.has(path))
    for (const path of paths) seen.add(path)
    return isLast
  })
}

function pathsOf({ source, members, outputs }: Undoable): string[] {
  return [source, ...members, ...outputs.map(({ path }) => path)]
}
