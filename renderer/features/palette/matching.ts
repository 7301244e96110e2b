import type { FindGroup } from '../../ui/find-dialog.tsx'

/** What is looked for in a command. */
interface Findable {
  text: string
  why?: string
}

/**
 * Groups with what has all words of the search. First comes what is called just that, then what begins with it, then what has it in its name, and then
 * the rest; a group stands where its best does.
 */
export function matching<T extends Findable>(groups: readonly FindGroup<T>[], search: string): FindGroup<T>[] {
  const sought = search.trim().toLowerCase()
  const words = sought.split(/\s+/).filter(Boolean)
  const fits = ({ text, why = '' }: T) => words.every((word) => `${text} ${why}`.toLowerCase().includes(word))
  const rank = (item: T) => rankOf(item.text.toLowerCase(), sought, words)
  return groups
    .map((group) => ({ ...group, items: group.items.filter(fits).toSorted((a, b) => rank(a) - rank(b)) }))
    .filter(({ items }) => items.length > 0)
    .map((group) => ({ group, best: Math.min(...group.items.map(rank)) }))
    .toSorted((a, b) => a.best - b.best)
    .map(({ group }) => group)
}

function rankOf(text: string, sought: string, words: readonly string[]): number {
  if (text === sought) return 0
  if (text.startsWith(sought)) return 1
  return words.every((word) => text.includes(word)) ? 2 : 3
}
