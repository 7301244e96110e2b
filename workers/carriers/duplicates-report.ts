import { encodePath } from '../../contract/path-text.ts'
import { nameInLine } from './checksum-list.ts'
import type { DuplicateSet, KeepRule } from './find-duplicates.ts'

/** What was found, for a person: how much there is, then each set with the file that is kept first. Names are written byte for byte. */
export function duplicatesReport(sets: DuplicateSet[], { files, keep }: { files: number; keep: KeepRule }): Buffer {
  const others = sets.flatMap((set) => set.others)
  const bytes = others.reduce((sum, { origin }) => sum + (origin.sizeBytes ?? 0), 0)
  const counted = others.length === 1 ? '1 is a copy of another' : `${others.length} are copies of others`
  const head = `${files} ${files === 1 ? 'file' : 'files'}: ${counted} (${bytes} bytes). Kept: ${words[keep]}.\n`
  const lines = sets.flatMap(({ kept, others: copies }) => [
    '\n',
    line('keep', kept.origin.name),
    ...copies.map(({ origin }) => line('copy', origin.name)),
  ])
  return Buffer.concat([head, ...lines].map((part) => Buffer.from(part)))
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
