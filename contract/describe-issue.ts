import type { z } from 'zod'
import { describeValue } from './describe-value.ts'
import { didYouMean, quoted } from './did-you-mean.ts'

/** What stands at a path of a document; undefined where nothing does. */
export function valueAt(value: unknown, path: PropertyKey[]): unknown {
  let inner = value
  for (const key of path) inner = (inner as Record<PropertyKey, unknown> | null | undefined)?.[key]
  return inner
}

/** What is wrong with a value, for a person: what was expected, and what is there. */
export function describeIssue(issue: z.core.$ZodIssue, value: unknown): string {
  const found = describeValue(value)
  if (issue.code === 'invalid_type') return `Expected ${typeName(issue.expected)}, found ${found}.`
  if (issue.code === 'invalid_value')
    return `${capital(found)} is not known here.${didYouMean(String(value), issue.values.map(String))}`
  if (issue.code === 'too_big') return measured(value, `at most ${issue.maximum}`)
  if (issue.code === 'too_small')
    return measured(value, `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`)
  const inside = issue.code === 'invalid_union' ? issue.errors.find(isOfParts)?.[0] : undefined
  if (inside) return describeIssue(inside, valueAt(value, inside.path))
  if (issue.code === 'invalid_union')
    return `${capital(found)} is none of what this option takes.${unionHint(issue.errors.flat(), value)}`
  if (issue.code === 'unrecognized_keys') return `There is no option ${issue.keys.map(quoted).join(', ')}.`
  return issue.message.replace(/(?<![.?])$/, '.')
}

/** What is there is of this kind, such as a list, and only parts of it are wrong. */
function isOfParts(issues: z.core.$ZodIssue[]): boolean {
  return issues.length > 0 && issues.every(({ path }) => path.length > 0)
}

function unionHint(issues: z.core.$ZodIssue[], value: unknown): string {
  const takes = issues.map((issue) => {
    if (issue.code === 'invalid_value') return issue.values.map((each) => quoted(String(each))).join(', ')
    return issue.code === 'invalid_type' ? typeName(issue.expected) : describeIssue(issue, value)
  })
  return takes.length === 0 ? '' : ` Known: ${[...new Set(takes)].join(', ')}.`
}

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: '`name: value` lines',
  record: '`name: value` lines',
}

const typeName = (expected: string): string => typeNames[expected] ?? expected

/** Of a text or a list it is its length that is wrong. */
function measured(value: unknown, bound: string): string {
  if (Array.isArray(value)) return `Expected a list of ${bound} entries, found one of ${value.length}.`
  if (typeof value === 'string') return `Expected a text of ${bound} characters, found one of ${value.length}.`
  return `Expected a number of ${bound}, found ${describeValue(value)}.`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
