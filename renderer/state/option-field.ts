/** How an option is asked for. What it may be is decided by the engine; this only chooses the control. */
export type OptionField =
  | { kind: 'choice'; values: string[] }
  | { kind: 'flag' }
  | { kind: 'number'; whole: boolean; min: number | undefined; max: number | undefined; slides: boolean }
  /** Some of a few words. */
  | { kind: 'some'; values: string[] }
  /** A word of `values`, or some of `parts`. */
  | { kind: 'either'; values: string[]; parts: string[] }
  | { kind: 'list'; numbers: boolean }
  /** A program and its arguments. */
  | { kind: 'words' }
  | { kind: 'text'; as: 'text' | 'path' | 'secret' | 'colour' | 'size' | 'template' }
  /** Anything else, written as in the recipe. */
  | { kind: 'other' }

/** What a JSON Schema says of one option. */
export interface OptionSchema {
  type?: string
  enum?: unknown[]
  items?: OptionSchema
  anyOf?: OptionSchema[]
  default?: unknown
  unit?: string
  kind?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
}

/** A slider with more stops than this cannot be put where one wants it. */
const stopsMost = 500

export function fieldOfOption(schema: OptionSchema): OptionField {
  if (schema.enum) return { kind: 'choice', values: schema.enum.map(String) }
  if (schema.type === 'boolean') return { kind: 'flag' }
  if (schema.type === 'integer' || schema.type === 'number') return numberField(schema)
  if (schema.type === 'array') return listField(schema)
  if (schema.type === 'string') return { kind: 'text', as: textKind(schema.kind) }
  return schema.anyOf ? unionField(schema.anyOf, schema.unit) : { kind: 'other' }
}

function numberField({ type, minimum, maximum, ...schema }: OptionSchema): OptionField {
  const min = minimum ?? schema.exclusiveMinimum
  const max = maximum ?? schema.exclusiveMaximum
  const whole = type === 'integer'
  const stops = min === undefined || max === undefined ? Infinity : max - min
  return { kind: 'number', whole, min, max, slides: stops <= stopsMost }
}

function listField({ items = {}, kind }: OptionSchema): OptionField {
  if (kind === 'program') return { kind: 'words' }
  if (items.enum) return { kind: 'some', values: items.enum.map(String) }
  if (items.type === 'integer' || items.type === 'number') return { kind: 'list', numbers: true }
  return items.type === 'string' ? { kind: 'list', numbers: false } : { kind: 'other' }
}

function unionField(schemas: OptionSchema[], unit: string | undefined): OptionField {
  const values = schemas.flatMap((schema) => schema.enum?.map(String) ?? [])
  const parts = schemas.flatMap(({ items }) => items?.enum?.map(String) ?? [])
  if (parts.length > 0) return { kind: 'either', values, parts }
  const plain = schemas.every(({ type }) => type === 'integer' || type === 'number' || type === 'string')
  return plain ? { kind: 'text', as: unit === 'bytes' ? 'size' : 'text' } : { kind: 'other' }
}

const textKinds = ['path', 'secret', 'colour', 'template'] as const

function textKind(kind: string | undefined): 'text' | (typeof textKinds)[number] {
  return textKinds.find((each) => each === kind) ?? 'text'
}

/** The words a value of it is one of, or some of; none where it is written freely. */
export function choicesOf(schema: OptionSchema): string[] {
  const field = fieldOfOption(schema)
  if (field.kind === 'either') return [...field.values, ...field.parts]
  return field.kind === 'choice' || field.kind === 'some' ? field.values : []
}

/** How far one key press or one notch of a slider goes. */
export function stepOf({ whole, min = 0, max = Infinity }: Extract<OptionField, { kind: 'number' }>): number {
  if (whole) return 1
  const span = max - min
  return span <= 1 ? 0.001 : span <= 10 ? 0.05 : 0.5
}

/** What was typed as a recipe would have it: a number where it is one. */
export function plainValue(text: string): string | number {
  const trimmed = text.trim()
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed
}

/** The same for a number or an amount, whichever width its digits have. */
export function plainAmount(text: string): string | number {
  return plainValue(halfWidth(text))
}

/** Between a sign that an input method types full width and the same of other keyboards. */
const fullWidthShift = 0xfee0

/** Digits, letters and signs that an input method types full width, as they are on other keyboards; what is raised or a fraction stays as it is. */
export function halfWidth(text: string): string {
  return text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - fullWidthShift))
}

/** What is written there as one would type it; `otherwise` for nothing, and for what is no single word. */
export function typedText(value: unknown, otherwise = ''): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : otherwise
}
