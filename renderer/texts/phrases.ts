/** Says in another language what the engine says in English: names of steps and options, recipes that came with it, faults. */
export type Phrases = (english: string) => string

export const asItIs: Phrases = (english) => english

/**
 * `book` has English phrases, some with parts in braces that stand for data: `{subject} is empty.`; the translation has the same parts.
 * A text is looked up whole, then sentence by sentence; what is not in the book stays as it is.
 */
export function phrasesFrom(book: Readonly<Record<string, string>>): Phrases {
  const patterns = Object.entries(book).flatMap(([english, other]) => patternOf(english, other))
  const one = (text: string): string | undefined => {
    if (Object.hasOwn(book, text)) return book[text]
    for (const { pattern, other } of patterns) {
      const found = pattern.exec(text)
      if (found) return filled(other, found.groups ?? {})
    }
    return undefined
  }
  const known = new Map<string, string>()
  return (english) => {
    const said = known.get(english) ?? one(english) ?? bySentence(english, one)
    if (known.size > mostKnown) known.clear()
    known.set(english, said)
    return said
  }
}

/** Rows name the same few steps over and over; names of files would go on for ever. */
const mostKnown = 2000

function patternOf(english: string, other: string): { pattern: RegExp; other: string }[] {
  const parts = english.split(/\{(\w+)\}/)
  const names = parts.filter((_, nth) => nth % 2 === 1)
  // Help that is about braces says the same thing more than once; it is found as it stands.
  if (names.length === 0 || new Set(names).size < names.length) return []
  const source = parts.map((part, nth) => (nth % 2 === 1 ? `(?<${part}>.+?)` : RegExp.escape(part))).join('')
  return [{ pattern: new RegExp(`^${source}$`, 'su'), other }]
}

function filled(text: string, groups: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => groups[name] ?? whole)
}

/** Sentences in Chinese stand side by side; one that stays English keeps its blank. */
function bySentence(text: string, one: (text: string) => string | undefined): string {
  const parts = text.split(/(?<=[.!?]) (?=\p{Lu})/u)
  return parts.map((part, nth) => one(part) ?? (nth === 0 ? part : ` ${part}`)).join('')
}
