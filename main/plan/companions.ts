import type { CompanionMode } from '../../contract/recipe.ts'
import { splitName } from '../../contract/split-name.ts'
import { type CompanionKind, companionKinds } from './companion-kinds.ts'

/** A file of one folder. */
export interface FileName {
  name: string
  /** The recipe takes it by itself, so that others may travel with it. */
  accepted: boolean
}

/** A file that travels with another: `main` is the index of that, `tail` what follows its stem in the name. */
export interface Companion {
  main: number
  tail: string
}

/**
 * For each file of a folder the one it travels with, or null where it goes by itself. Pure, and the same whatever the order. Two whose tails
 * differ in case only would be one name on some disks: the second of them goes by itself.
 */
export function companionsOf(files: readonly FileName[], mode: CompanionMode): (Companion | null)[] {
  if (mode === 'none') return files.map(() => null)
  const mains = files
    .map(({ name, accepted }, index) => ({ index, accepted, ...splitName(name), ...kindOf(name) }))
    .filter(({ accepted }) => accepted)
    .sort((a, b) => b.stem.length - a.stem.length || a.rank - b.rank || (a.extension < b.extension ? -1 : 1))
  const chosen = withoutTwins(
    files.map((file, at) => chooseMain(file, { at, mains, mode })),
    files,
  )
  return withoutTwins(
    files.map((file, at) => behindHead(file, headOf(at, chosen), files)),
    files,
  )
}

function withoutTwins(chosen: readonly (Companion | null)[], files: readonly FileName[]): (Companion | null)[] {
  const tails = new Set<string>()
  return chosen.map((companion) => {
    if (!companion) return null
    const key = `${companion.main}/${companion.tail.toLowerCase()}`
    const { extension } = splitName(files[companion.main]?.name ?? '')
    if (tails.has(key) || companion.tail.toLowerCase() === extension.toLowerCase()) return null
    tails.add(key)
    return companion
  })
}

/** What belongs to a file that travels itself goes where that goes: the sidecar of a JPEG with the RAW that leads it. Null for one that goes by itself. */
function headOf(at: number, chosen: readonly (Companion | null)[]): number | null {
  const passed = new Set([at])
  let head: number | null = null
  for (let next = chosen[at]?.main; next !== undefined; next = chosen[next]?.main) {
    if (passed.has(next)) return null
    passed.add(next)
    head = next
  }
  return head
}

function behindHead({ name }: FileName, head: number | null, files: readonly FileName[]): Companion | null {
  if (head === null) return null
  const { stem } = splitName(files[head]?.name ?? '')
  return name.startsWith(`${stem}.`) ? { main: head, tail: name.slice(stem.length) } : null
}

interface Main {
  index: number
  stem: string
  extension: string
  kind: CompanionKind | null
  rank: number
}

function chooseMain(
  { name }: FileName,
  { at, mains, mode }: { at: number; mains: Main[]; mode: CompanionMode },
): Companion | null {
  const own = mains.findIndex(({ index }) => index === at)
  for (const [place, main] of mains.entries()) {
    const { index, stem, extension, kind } = main
    if (index === at || !name.startsWith(`${stem}.`)) continue
    const tail = name.slice(stem.length)
    // Of two with the same stem, the one that ranks first leads.
    const mayLead = own < 0 || place < own
    if (
      mode === 'same-name' ? isSameName(tail, { extension, mayLead }) : kind && fits(tail, { extension, kind, mayLead })
    )
      return { main: index, tail }
  }
  return null
}

/** `.xmp`, or `.cr2.xmp` behind the whole name. */
function isSameName(tail: string, { extension, mayLead }: { extension: string; mayLead: boolean }): boolean {
  return tail.startsWith(`${extension}.`) || (mayLead && tail.lastIndexOf('.') === 0)
}

function fits(
  tail: string,
  { extension, kind, mayLead }: { extension: string; kind: CompanionKind; mayLead: boolean },
): boolean {
  const parts = tail.slice(1).toLowerCase().split('.')
  const last = parts.at(-1) ?? ''
  if (parts.length === 2 && `.${parts[0]}` === extension.toLowerCase()) return kind.companions.has(last)
  if (parts.length === 1) return mayLead && kind.companions.has(last)
  // Language and remarks, such as `.en.forced.srt`.
  return parts.length <= kind.marks + 1 && kind.marked.has(last)
}

function kindOf(name: string): { kind: CompanionKind | null; rank: number } {
  const extension = splitName(name).extension.slice(1).toLowerCase()
  const kind = companionKinds.find(({ mains }) => mains.includes(extension)) ?? null
  return { kind, rank: kind ? companionKinds.indexOf(kind) * 1000 + kind.mains.indexOf(extension) : Infinity }
}
