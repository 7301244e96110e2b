import type { VerifiedFile } from '../../contract/batch-commands.ts'

type Verdict = VerifiedFile['verdict']

/** What was found so far, however many results there are: all of them counted, the first of them held. */
export interface VerifiedFiles {
  counts: Record<Verdict, number>
  bytes: number
  /** The first that are not as they were written. */
  wrong: readonly VerifiedFile[]
  /** The first that are. */
  right: readonly VerifiedFile[]
}

/** More than anybody looks through, and enough to make all of a folder again. */
export const wrongMost = 5000
export const rightMost = 1000

export const nothingVerified: VerifiedFiles = {
  counts: { 'as-written': 0, changed: 0, missing: 0, unreadable: 0 },
  bytes: 0,
  wrong: [],
  right: [],
}

/** With the results of one more page. */
export function withVerified(before: VerifiedFiles, files: readonly VerifiedFile[]): VerifiedFiles {
  const counts = { ...before.counts }
  for (const { verdict } of files) counts[verdict]++
  return {
    counts,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, before.bytes),
    wrong: filled(before.wrong, { with: files.filter(isWrong), most: wrongMost }),
    right: filled(before.right, { with: files.filter((file) => !isWrong(file)), most: rightMost }),
  }
}

export function verifiedCount({ counts }: VerifiedFiles): number {
  return counts['as-written'] + counts.changed + counts.missing + counts.unreadable
}

function isWrong({ verdict }: VerifiedFile): boolean {
  return verdict !== 'as-written'
}

/** The same list as long as nothing comes to it. */
function filled(
  held: readonly VerifiedFile[],
  { with: files, most }: { with: readonly VerifiedFile[]; most: number },
): readonly VerifiedFile[] {
  const fitting = files.slice(0, most - held.length)
  return fitting.length === 0 ? held : [...held, ...fitting]
}
