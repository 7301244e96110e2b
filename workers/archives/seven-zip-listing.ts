import { toldRights } from '../rights.ts'

/** One entry as 7-Zip lists it with `-slt`: a block of `Name = value` lines each. */
export interface ListedEntry {
  name: string
  kind: 'file' | 'folder' | 'link' | 'special'
  sizeBytes: number
  /** Epoch milliseconds. */
  modifiedMs: number | undefined
  /** As nine bits; undefined where it was packed on another system. */
  rights: number | undefined
  isEncrypted: boolean
}

/** The entries of a listing, in order. Names are data: a line that is no field of its own belongs to none. */
export function parseListing(lines: readonly string[]): ListedEntry[] {
  const blocks: Map<string, string>[] = []
  for (const line of lines) {
    const [, field = '', value = ''] = /^\s*([A-Z][A-Za-z ]*) = ?(.*)$/s.exec(line) ?? []
    if (field === 'Path') blocks.push(new Map())
    blocks.at(-1)?.set(field, value)
  }
  return blocks.map(entryOf)
}

function entryOf(fields: Map<string, string>): ListedEntry {
  const attributes = fields.get('Attributes') ?? ''
  return {
    name: fields.get('Path') ?? '',
    kind: kindOf(attributes),
    sizeBytes: Number(fields.get('Size') ?? 0),
    modifiedMs: instantOf(fields.get('Modified') ?? ''),
    rights: rightsOf(modeOf(attributes)),
    isEncrypted: fields.get('Encrypted') === '+',
  }
}

const kinds: Record<string, ListedEntry['kind']> = { '-': 'file', d: 'folder', l: 'link' }

const forms = /^([A-Z]*)\s*([-a-z].*)?$/

/** As `ls` shows it: `-rwxr-xr-x`. Empty where it was packed on another system. */
function modeOf(attributes: string): string {
  return forms.exec(attributes)?.[2] ?? ''
}

function rightsOf(mode: string): number | undefined {
  const bits = mode.slice(1).replace(/./g, (letter) => ('rwxst'.includes(letter) ? '1' : '0'))
  return bits === '' ? undefined : toldRights(Number.parseInt(bits, 2))
}

/** Letters as Windows has them, then as `ls` shows them where it was packed on Unix. */
function kindOf(attributes: string): ListedEntry['kind'] {
  const [, letters = ''] = forms.exec(attributes) ?? []
  const mode = modeOf(attributes)
  if (mode !== '') return kinds[mode[0] ?? ''] ?? 'special'
  if (letters.includes('D')) return 'folder'
  return letters.includes('L') ? 'link' : 'file'
}

/** `2026-11-25 23:11:31.0540000`, as far from the world's time as the clock here is today: 7-Zip knows no summer time. */
function instantOf(text: string): number | undefined {
  const instant = Date.parse(`${text.slice(0, 23).replace(' ', 'T')}Z`)
  return Number.isNaN(instant) ? undefined : instant + new Date().getTimezoneOffset() * 60_000
}
