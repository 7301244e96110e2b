import type { z } from 'zod'
import { describeIssue, valueAt } from './describe-issue.ts'
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
  // A checker that is compiled first takes longer for the few steps of a recipe.
  const parsed = options.safeParse(given, { jitless: true })
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
    return
  }
  const place = spot.within(issue.path)
  const isText = issue.code === 'invalid_type' && issue.expected === 'string'
  place.refuse(describeIssue(issue, value) + (isText && place.isBraced ? ' Put it in quotes.' : ''))
}
