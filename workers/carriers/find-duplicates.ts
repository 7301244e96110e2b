import { digestOf } from './digest.ts'
import { FileValue } from './file-value.ts'

export const keepRules = ['oldest', 'newest', 'shortest', 'first'] as const
export type KeepRule = (typeof keepRules)[number]

/** Files of one content: the one that is kept by the rule, and the others in order of their names. */
export interface DuplicateSet {
  kept: FileValue
  others: FileValue[]
}

export interface Duplicates {
  sets: DuplicateSet[]
  /** Names of files that are among them under another name already. */
  furtherNames: number
}

/**
 * Files with the same bytes, in order of the names of those that are kept. Only files whose sizes are equal are read; those without
 * content are no copies of each other. One file under several names (hard links, a disk that is mounted twice) is no copy of itself: who moved
 * one name away would gain nothing, and might have moved the file.
 */
export async function findDuplicates(
  files: readonly FileValue[],
  { keep, progress }: { keep: KeepRule; progress: (fraction: number) => void },
): Promise<Duplicates> {
  const bySize = Map.groupBy(files, ({ origin }) => origin.sizeBytes ?? 0)
  bySize.delete(0)
  const alike = [...bySize.values()].map((named) => ({ named, same: distinct(named) }))
  const furtherNames = alike.reduce((sum, { named, same }) => sum + named.length - same.length, 0)
  const suspects = alike.flatMap(({ same }) => (same.length > 1 ? same : []))
  const byContent = new Map<string, FileValue[]>()
  for (const [at, file] of suspects.entries()) {
    // What earlier steps would change does not count: it is the files themselves that are compared.
    const digest = await digestOf(new FileValue(file.origin), 'sha256')
    const same = byContent.get(digest)
    if (same) same.push(file)
    else byContent.set(digest, [file])
    progress((at + 1) / suspects.length)
  }
  const sets = [...byContent.values()].filter((same) => same.length > 1).map((same) => chosen(same, keep))
  return { sets: sets.sort((a, b) => byName(a.kept, b.kept)), furtherNames }
}

/** Each file on disk once, under the first of its names. */
function distinct(files: FileValue[]): FileValue[] {
  const byNumber = new Map<string, FileValue>()
  for (const file of files.toSorted(byName)) {
    const { dev, ino = 0n } = file.origin.lent?.ticket ?? {}
    // Some disks do not number their files.
    const key = ino === 0n ? file.origin.subject : `${dev} ${ino}`
    if (!byNumber.has(key)) byNumber.set(key, file)
  }
  return [...byNumber.values()]
}

function chosen(files: FileValue[], keep: KeepRule): DuplicateSet {
  const [kept, ...others] = files.toSorted((a, b) => rank[keep](a) - rank[keep](b) || byName(a, b))
  if (!kept) throw new RangeError('a set of duplicates has files')
  return { kept, others: others.sort(byName) }
}

const rank: Record<KeepRule, (file: FileValue) => number> = {
  oldest: ({ origin }) => origin.modifiedMs ?? 0,
  newest: ({ origin }) => -(origin.modifiedMs ?? 0),
  shortest: ({ origin }) => origin.name.slice(origin.name.lastIndexOf('/') + 1).length,
  first: () => 0,
}

/** By code unit, as the files were met. Equal names are of different folders a person chose. */
function byName({ origin: a }: FileValue, { origin: b }: FileValue): number {
  return a.name < b.name || (a.name === b.name && a.subject < b.subject) ? -1 : 1
}
