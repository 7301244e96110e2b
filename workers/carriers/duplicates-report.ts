import { encodePath } from '../../contract/path-text.ts'
import { nameInLine } from './checksum-list.ts'
import type { Duplicates, KeepRule } from './find-duplicates.ts'

/** What was found, for a person: how much there is, then each set with the file that is kept first. Names are written byte for byte. */
export function duplicatesReport(
  { sets, furtherNames }: Duplicates,
  { files, keep }: { files: number; keep: KeepRule },
): Buffer {
  const others = sets.flatMap((set) => set.others)
  const bytes = others.reduce((sum, { origin }) => sum + (origin.sizeBytes ?? 0), 0)
  const counted = others.length === 1 ? '1 is a copy of another' : `${others.length} are copies of others`
  const head = `${files} ${files === 1 ? 'file' : 'files'}: ${counted} (${bytes} bytes). Kept: ${words[keep]}.${left(furtherNames)}\n`
  const lines = sets.flatMap(({ kept, others: copies }) => [
    '\n',
    line('keep', kept.origin.name),
    ...copies.map(({ origin }) => line('copy', origin.name)),
  ])
  return Buffer.concat([head, ...lines].map((part) => Buffer.from(part)))
}

function left(furtherNames: number): string {
  if (furtherNames === 0) return ''
  const names = furtherNames === 1 ? '1 further name' : `${furtherNames} further names`
  return ` Left alone: ${names} of files that are here already, such as hard links, which take up no room of their own.`
}

const words: Record<KeepRule, string> = {
  oldest: 'the oldest',
  newest: 'the newest',
  shortest: 'the one with the shortest name',
  first: 'the first',
}

function line(word: string, name: string): Uint8Array {
  return Buffer.concat([Buffer.from(`${word}  `), encodePath(nameInLine(name)), Buffer.from('\n')])
}
