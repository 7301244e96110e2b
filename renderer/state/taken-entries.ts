import { typedText } from './option-field.ts'

/** One entry of a recipe's `accepts`, as it is written: which files by name or type, and under which conditions. */
export interface Taken {
  match: string
  where: Record<string, unknown>
}

/** The entries of `accepts`, whatever the draft has there; none where it is no list. */
export function takenOf(accepts: unknown): Taken[] {
  return Array.isArray(accepts) ? accepts.map((entry) => ({ match: matchOf(entry), where: whereOf(entry) })) : []
}

/** What an entry takes, be it a text or a match with conditions; `*` where it does not say. */
export function matchOf(entry: unknown): string {
  if (typeof entry === 'string') return entry
  return typedText((entry as { match?: unknown } | null)?.match, '*')
}

function whereOf(entry: unknown): Record<string, unknown> {
  return (entry as { where?: Record<string, unknown> } | null)?.where ?? {}
}

/** `accepts` for patterns that were typed with commas between them; undefined for none. Entries that stay keep their conditions. */
export function writtenOf(typed: string, before: readonly Taken[]): unknown {
  const matches = typed
    .split(',')
    .map((match) => match.trim())
    .filter((match) => match !== '')
  if (matches.length === 0) return undefined
  return matches.map((match, at) => {
    const { where } = before.find((entry) => entry.match === match) ??
      (matches.length === 1 ? before[at] : null) ?? { where: {} }
    return Object.keys(where).length === 0 ? match : { match, where }
  })
}
