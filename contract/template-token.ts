import { didYouMean, quoted } from './did-you-mean.ts'
import type { FactInfo, KnownFacts } from './facts.ts'
import type { TemplateProblem } from './template.ts'
import { closingBrace, type OpenBracket, type Piece, split } from './template-brackets.ts'
import { parseTransform, type Transform } from './template-transform.ts'

/** `{fact:format|transform|…}`. */
export interface TemplateToken {
  kind: 'token'
  fact: string
  info: FactInfo
  /** Of an instant: a date format. Of a number: its least count of digits. */
  format: string
  transforms: Transform[]
  /** As written, with its braces. */
  source: string
}

/** Facts that decide or describe, but make no name. */
const unwritable = new Set(['age', 'orientation', 'type', 'size'])
const dateParts = ['YYYY', 'MM', 'DD', 'HH', 'mm', 'ss']

/** Parses the token whose `{` stands at `at`. `end` is where the text goes on, also after a problem. */
export function parseToken(
  text: string,
  { at, facts }: { at: number; facts: KnownFacts },
): ({ token: TemplateToken } | { problems: TemplateProblem[] }) & { end: number } {
  const { close, left } = closingBrace(text, at)
  if (close === undefined) return { problems: [unclosed(at, left)], end: text.length }
  const end = close + 1
  const [head = { at: at + 1, text: '' }, ...rest] = split(text.slice(at + 1, close), { at: at + 1, by: '|' })
  const { fact, format } = headOf(head)
  const problems: TemplateProblem[] = []
  const info = facts.get(fact.text)
  if (info === undefined || unwritable.has(fact.text))
    problems.push({ at: fact.at, message: unknownToken(fact.text, facts) })
  else problems.push(...formatProblems(format, info))
  const transforms = rest.flatMap((piece) => {
    const parsed = parseTransform(piece)
    if ('transform' in parsed) return [parsed.transform]
    problems.push({ at: piece.at, message: parsed.problem })
    return []
  })
  if (info === undefined || problems.length > 0) return { problems, end }
  return {
    token: { kind: 'token', fact: fact.text, info, format: format.text, transforms, source: text.slice(at, end) },
    end,
  }
}

function unknownToken(name: string, facts: KnownFacts): string {
  if (name === 'out') return '`{out}` can only stand at the very beginning of a folder.'
  const writable = [...facts.keys()].filter((fact) => !unwritable.has(fact))
  return `There is no token ${quoted(`{${name}}`)}.${didYouMean(name, writable)}`
}

function headOf(head: Piece): { fact: Piece; format: Piece } {
  const colon = head.text.indexOf(':')
  const cut = colon < 0 ? head.text.length : colon
  return {
    fact: { at: head.at, text: head.text.slice(0, cut) },
    format: { at: head.at + cut + 1, text: head.text.slice(cut + 1) },
  }
}

function formatProblems({ at, text }: Piece, info: FactInfo): TemplateProblem[] {
  const refuse = (message: string) => [{ at, message }]
  if (text === '') return []
  if (info.kind === 'instant') return dateProblems({ at, text })
  if (info.kind !== 'number') return refuse('This token takes nothing after a `:`.')
  return /^[1-9]$/.test(text)
    ? []
    : refuse('After the `:` stands a count of digits from 1 to 9, such as `{counter:3}`.')
}

function dateProblems({ at, text }: Piece): TemplateProblem[] {
  const letters = text.replace(/YYYY|MM|DD|HH|mm|ss|T(?=HH)/g, (word) => ' '.repeat(word.length))
  const wrong = /[\p{L}]+/u.exec(letters)
  if (wrong !== null) {
    const message = `${quoted(wrong[0])} is no part of a date.${didYouMean(wrong[0], dateParts)}`
    return [{ at: at + wrong.index, message }]
  }
  const slash = text.search(/[/\\]/)
  if (slash >= 0)
    return [{ at: at + slash, message: 'A date cannot contain `/`. For folders write `{date:YYYY}/{date:MM}`.' }]
  if (/mm/.test(text) && !/HH/.test(text))
    return [{ at: at + text.indexOf('mm'), message: '`mm` is minutes. Did you mean `MM`, the month?' }]
  return []
}

function unclosed(at: number, left: OpenBracket | undefined): TemplateProblem {
  if (left === undefined || left.bracket === '{') return { at, message: 'This `{` has no `}`. Write `{{` for a brace.' }
  const { bracket, closer } = left
  return {
    at: left.at,
    message: `This \`${bracket}\` has no \`${closer}\`. Write \`\\${bracket}\` for the sign itself.`,
  }
}
