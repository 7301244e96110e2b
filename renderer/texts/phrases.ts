/** Says in another language what the engine says in English: names of steps and options, recipes that came with it, faults. */
export type Phrases = (english: string) => string

export const asItIs: Phrases = (english) => english

/**
 * `book` has English phrases, some with parts in braces that stand for data: `{subject} is empty.`; the translation has the same parts.
 * A part whose name begins with `what` is itself a phrase. A text is looked up as it stands, then sentence by sentence where the first one is in the
 * book, then as one phrase; what is not in the book stays as it is.
 */
export function phrasesFrom(book: Readonly<Record<string, string>>): Phrases {
  const patterns = Object.entries(book)
    .flatMap(([english, other]) => patternOf(english, other))
    .sort((a, b) => b.letters - a.letters)
  const one = (text: string): string | undefined => {
    if (Object.hasOwn(book, text)) return book[text]
    for (const { pattern, other } of patterns) {
      const found = pattern.exec(text)
      if (found)
        return filled(
          other,
          mapped(found.groups ?? {}, (part) => one(part) ?? part),
        )
    }
    return undefined
  }
  const known = new Map<string, string>()
  return (english) => {
    const asItStands = Object.hasOwn(book, english) ? book[english] : undefined
    const said = known.get(english) ?? asItStands ?? wholeOf(english, one)
    if (known.size > mostKnown) known.clear()
    known.set(english, said)
    return said
  }
}

/** Rows name the same few steps over and over; names of files would go on for ever. */
const mostKnown = 2000

interface Pattern {
  pattern: RegExp
  other: string
  /** Of its own: what has more of them says more, and is tried first. */
  letters: number
}

function patternOf(english: string, other: string): Pattern[] {
  const parts = english.split(/\{(\w+)\}/)
  const names = parts.filter((_, nth) => nth % 2 === 1)
  // Help that is about braces says the same thing more than once; it is found as it stands.
  if (names.length === 0 || new Set(names).size < names.length) return []
  const source = parts.map((part, nth) => (nth % 2 === 1 ? `(?<${part}>.+?)` : RegExp.escape(part))).join('')
  const letters = parts.reduce((sum, part, nth) => sum + (nth % 2 === 1 ? 0 : part.length), 0)
  return [{ pattern: new RegExp(`^${source}$`, 'su'), other, letters }]
}

function mapped(groups: Record<string, string>, say: (part: string) => string): Record<string, string> {
  const entries = Object.entries(groups)
  return Object.fromEntries(entries.map(([name, part]) => [name, name.startsWith('what') ? say(part) : part]))
}

function filled(text: string, groups: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => groups[name] ?? whole)
}

type Say = (text: string) => string | undefined

function wholeOf(text: string, one: Say): string {
  const parts = sentencesOf(text).map((part) => one(part))
  // A name may hold what looks like the end of a sentence; then its beginning is none.
  return parts.length > 1 && parts[0] !== undefined ? bySentence(text, one) : (one(text) ?? bySentence(text, one))
}

/** Sentences in Chinese stand side by side; one that stays English keeps its blank. */
function bySentence(text: string, one: Say): string {
  return sentencesOf(text)
    .map((part, nth) => one(part) ?? (nth === 0 ? part : ` ${part}`))
    .join('')
}

/** The sentences of a text of the engine. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?]) (?=[\p{Lu}\p{Nd}`])/u)
}
