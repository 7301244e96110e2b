import { readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'oxc-parser'

/** What one file of the screens says, and by which keys. */
export interface UsedTexts {
  /** Keys as they are written, and with `*` for what is put in. */
  keys: string[]
  /** Texts that stand in the code themselves. */
  bare: { line: number; text: string }[]
}

/** Attributes that a person reads or hears. */
const read = new Set([
  'title',
  'label',
  'aria-label',
  'aria-valuetext',
  'aria-description',
  'placeholder',
  'alt',
  'text',
  'why',
])
/** Names that are the same in every language: of programs, keys, units. */
const names = 'Millrace Ctrl Shift Alt Esc Enter Space Home End Del Tab PgUp PgDn Menu F2 F6 F10 SHA-256 MB GB TB .jpg'
const same = new Set(names.split(' '))

/** One letter is a key, none is a sign. */
function isSame(text: string): boolean {
  return text.split(/[\s+]+/).every((word) => same.has(word) || !/\p{L}{2}/u.test(word))
}

/** Parses a file of the screens. */
export function usedTexts(path: string): UsedTexts {
  const source = readFileSync(path, 'utf8')
  const { program } = parseSync(path, source)
  const used: UsedTexts = { keys: [], bare: [] }
  const lineOf = (start: number) => source.slice(0, start).split('\n').length
  const found = (text: string, start: number) => {
    const words = text.trim()
    if (words !== '' && !isSame(words)) used.bare.push({ line: lineOf(start), text: words })
  }
  new Visitor({
    JSXText: ({ value, start }) => found(value, start),
    JSXAttribute({ name, value, start }) {
      if (name.type !== 'JSXIdentifier' || !read.has(name.name) || value?.type !== 'Literal') return
      if (typeof value.value === 'string') found(value.value, start)
    },
    JSXExpressionContainer({ expression, start }) {
      if (expression.type === 'Literal' && typeof expression.value === 'string') found(expression.value, start)
    },
    Literal({ value }) {
      if (typeof value === 'string') used.keys.push(value)
    },
    TemplateLiteral({ quasis, expressions }) {
      used.keys.push(quasis.map(({ value }) => value.cooked ?? '').join('*'.repeat(Math.min(1, expressions.length))))
    },
  }).visit(program)
  return used
}
