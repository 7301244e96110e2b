import { didYouMean, quoted } from './did-you-mean.ts'
import { type Pattern, parsePattern } from './pattern.ts'
import { type Piece, split } from './template-brackets.ts'

export type Transform =
  | { kind: 'lower' | 'upper' | 'title' | 'slug' }
  | { kind: 'replace'; pattern: Pattern; replacement: string }
  | { kind: 'max'; letters: number }

const plainTransforms = ['lower', 'upper', 'title', 'slug'] as const
const transformNames = [...plainTransforms, 'replace:REGEX:WITH', 'max:N']

/** What stands behind a `|` of a token, or why it is none. */
export function parseTransform({ text }: Piece): { transform: Transform } | { problem: string } {
  const [name = '', ...given] = split(text, { at: 0, by: ':' }).map((piece) => piece.text)
  const plain = plainTransforms.find((each) => each === name)
  if (plain !== undefined && given.length === 0) return { transform: { kind: plain } }
  if (name === 'max') return parseMax(given)
  if (name === 'replace') return parseReplace(given)
  return { problem: `There is no change called ${quoted(text)}.${didYouMean(name, transformNames)}` }
}

function parseMax(given: string[]): { transform: Transform } | { problem: string } {
  const letters = Number(given[0])
  if (given.length === 1 && Number.isInteger(letters) && letters >= 1 && letters <= 255)
    return { transform: { kind: 'max', letters } }
  return { problem: '`max` needs a count of letters from 1 to 255, such as `max:40`.' }
}

function parseReplace([source, replacement, ...more]: string[]): { transform: Transform } | { problem: string } {
  if (source === undefined || source === '' || replacement === undefined || more.length > 0)
    return { problem: '`replace` needs a pattern and what to put there, such as `replace:_+:-`.' }
  // Only the template needs `\:`; to a pattern it is an error.
  const parsed = parsePattern(source.replace(/\\([^])/g, (pair, letter) => (letter === ':' ? ':' : pair)))
  if ('problem' in parsed) return { problem: `The pattern ${quoted(source)} cannot be used: ${parsed.problem}.` }
  return { transform: { kind: 'replace', pattern: parsed.pattern, replacement: replacement.replace(/\\(.)/gu, '$1') } }
}
