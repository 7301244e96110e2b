import type { StepDescriptor } from '../../../../contract/step.ts'
import { tableLines } from './table.ts'

/** The part of JSON Schema that steps use for an option. */
interface OptionSchema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: OptionSchema[]
  items?: OptionSchema
  minimum?: number
  maximum?: number
  title?: string
  description?: string
  unit?: string
  default?: unknown
}

const shapeWords: Record<StepDescriptor['shape'], string> = {
  each: 'makes one file of each',
  split: 'makes several files of each',
  gather: 'makes one file of several',
}

/** A step's manual, drawn from its descriptor. */
export function stepPage(step: StepDescriptor): string[] {
  const options = Object.entries((step.options['properties'] ?? {}) as Record<string, OptionSchema>)
  const required = new Set((step.options['required'] as string[] | undefined) ?? [])
  const facts = step.facts.map(({ name, title, when }) => [
    `  {${name}}`,
    title,
    when === 'late' ? 'known at the end' : '',
  ])
  return [
    `${step.name}: ${step.title}`,
    step.summary,
    '',
    `Takes ${step.accepts.join(', ')}; ${shapeWords[step.shape]}${producesPart(step)}.`,
    ...(options.length > 0 ? ['', 'Options'] : []),
    ...options.flatMap(([name, schema]) => optionLines(name, { ...schema, isRequired: required.has(name) })),
    ...(facts.length > 0 ? ['', 'Facts for names and conditions', ...tableLines(facts)] : []),
  ]
}

function producesPart({ produces }: StepDescriptor): string {
  if (produces === 'same') return ' of the same kind'
  if (typeof produces === 'string') return `, ${produces}`
  return ` of the kind \`${produces.option}\` says`
}

function optionLines(name: string, { isRequired, ...schema }: OptionSchema & { isRequired: boolean }): string[] {
  const fallback = schema.default === undefined ? (isRequired ? 'required' : '') : `default ${show(schema.default)}`
  const facts = [typeOf(schema), schema.unit ?? '', rangeOf(schema), fallback].filter(Boolean).join(', ')
  const help = schema.description ?? schema.title ?? ''
  return [`  ${name}: ${facts}`, ...(help ? [`      ${help}`] : [])]
}

function typeOf({ type, enum: choices, const: only, anyOf, items }: OptionSchema): string {
  if (choices) return choices.map(show).join(' | ')
  if (only !== undefined) return show(only)
  if (anyOf) return anyOf.map(typeOf).join(' | ')
  if (type === 'array') return `list of ${items ? typeOf(items) : 'values'}`
  if (type === 'boolean') return 'true | false'
  return type === undefined ? 'any value' : [type].flat().join(' | ')
}

/** Bounds that only say "a whole number" are left out: JavaScript's largest ones. */
function rangeOf({ minimum, maximum }: OptionSchema): string {
  const least = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? minimum : undefined
  const most = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? maximum : undefined
  if (least !== undefined && most !== undefined) return `${least} to ${most}`
  if (least !== undefined) return `at least ${least}`
  return most === undefined ? '' : `at most ${most}`
}

function show(value: unknown): string {
  return typeof value === 'string' ? value || '""' : JSON.stringify(value)
}
