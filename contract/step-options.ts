import type { z } from 'zod'
import { describeValue } from './describe-value.ts'
import { didYouMean, quoted } from './did-you-mean.ts'
import type { Spot } from './recipe-spot.ts'
import type { StepSchema } from './step-schema.ts'

/** The options of a step with every default filled in; each problem stands at the option it is about. */
export function parseStepOptions(spot: Spot, { descriptor, options }: StepSchema): Record<string, unknown> {
  if (!spot.isEmpty && !spot.isMapping) {
    spot.refuse(`The options of ${quoted(descriptor.name)} are \`name: value\` lines.`)
    return {}
  }
  const given = spot.isEmpty ? {} : spot.plain()
  const parsed = options.safeParse(given)
  if (parsed.success && hasAllOf(given, parsed.data)) return parsed.data as Record<string, unknown>
  // Looked for here too, since a schema that is not strict drops them without a word.
  const misspelt = noteUnknown(spot, descriptor.options)
  if (parsed.success) return (parsed.data ?? {}) as Record<string, unknown>
  // A misspelt name explains why a rule over several options misses one.
  const explained = (code: string) => misspelt && (code === 'unrecognized_keys' || code === 'custom')
  for (const issue of parsed.error.issues) if (!explained(issue.code)) noteIssue(spot, issue, given)
  return {}
}

/** True when every name that was given is there at its place: nothing was dropped. Which names there are takes longer to find out. */
function hasAllOf(given: unknown, parsed: unknown): boolean {
  if (typeof given !== 'object' || given === null) return true
  if (typeof parsed !== 'object' || parsed === null) return false
  return Object.entries(given).every(
    ([name, value]) => Object.hasOwn(parsed, name) && hasAllOf(value, (parsed as Record<string, unknown>)[name]),
  )
}

interface ObjectSchema {
  properties?: Record<string, unknown>
  additionalProperties?: unknown
  items?: unknown
}

/** True when an option was found that the JSON Schema does not have, at any depth. */
function noteUnknown(spot: Spot, schema: unknown): boolean {
  const { properties, additionalProperties, items } = (schema ?? {}) as ObjectSchema
  if (items !== undefined && spot.isList)
    return spot
      .items()
      .map((item) => noteUnknown(item, items))
      .includes(true)
  if (properties === undefined || !spot.isMapping) return false
  const open = additionalProperties !== undefined && additionalProperties !== false
  return spot
    .entries()
    .map(({ key, name, value }) => {
      if (Object.hasOwn(properties, name)) return noteUnknown(value, properties[name])
      if (open) return false
      key.refuse(`There is no option ${quoted(name)}.${didYouMean(name, Object.keys(properties))}`)
      return true
    })
    .includes(true)
}

function noteIssue(spot: Spot, issue: z.core.$ZodIssue, given: unknown): void {
  const value = valueAt(given, issue.path)
  const last = issue.path.at(-1)
  const missing = value === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')
  if (missing && last !== undefined) {
    const choices = issue.code === 'invalid_value' ? didYouMean('', issue.values.map(String)) : ''
    spot.within(issue.path.slice(0, -1)).refuse(`The option ${quoted(String(last))} is missing.${choices}`)
  } else spot.within(issue.path).refuse(describe(issue, value))
}

function valueAt(value: unknown, path: PropertyKey[]): unknown {
  let inner = value
  for (const key of path) inner = (inner as Record<PropertyKey, unknown> | null | undefined)?.[key]
  return inner
}

function describe(issue: z.core.$ZodIssue, value: unknown): string {
  const found = describeValue(value)
  if (issue.code === 'invalid_type') return `Expected ${typeName(issue.expected)}, found ${found}.`
  if (issue.code === 'invalid_value')
    return `${capital(found)} is not known here.${didYouMean(String(value), issue.values.map(String))}`
  if (issue.code === 'too_big') return `Expected ${measure(issue.origin)} of at most ${issue.maximum}, found ${found}.`
  if (issue.code === 'too_small')
    return `Expected ${measure(issue.origin)} of at least ${issue.minimum}, found ${found}.`
  if (issue.code === 'invalid_union')
    return `${capital(found)} is none of what this option takes.${unionHint(issue.errors.flat(), value)}`
  if (issue.code === 'unrecognized_keys') return `There is no option ${issue.keys.map(quoted).join(', ')}.`
  return issue.message.replace(/\.?$/, '.')
}

function unionHint(issues: z.core.$ZodIssue[], value: unknown): string {
  const takes = issues.map((issue) => {
    if (issue.code === 'invalid_value') return issue.values.map((each) => quoted(String(each))).join(', ')
    return issue.code === 'invalid_type' ? typeName(issue.expected) : describe(issue, value)
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

function measure(origin: string): string {
  if (origin === 'string') return 'text with a length'
  return origin === 'array' || origin === 'set' ? 'a list with a length' : 'a number'
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
