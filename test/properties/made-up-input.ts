import fc from 'fast-check'

/** What is used of a JSON Schema. */
export interface Schema {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  prefixItems?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  minimum?: number
  maximum?: number
  minItems?: number
}

/** Things that are there only once a story has begun, in folders and outside of them, and names that are none. */
const places = [
  '@in',
  '@out',
  '@in/a.txt',
  '@in/sub',
  '@in/link',
  '@in/link/hidden.txt',
  '@in/../../outside',
  '@outside',
  '@outside/hidden.txt',
  '@root',
  '@recipe',
  '@link.yaml',
  '/',
  '',
  '.',
  'a.txt',
  '../outside',
  '\0',
  '@in/\0',
  'x'.repeat(300),
]
const words = [
  '@batch0',
  '@watch0',
  'copy',
  'Copy',
  'mine',
  'sample:photo',
  'nothing',
  '00000000-0000-7000-8000-000000000000',
  '*.txt',
  '{stem}',
  '22:00',
  'file.text',
  '\ud800',
  '<b>',
]
const recipes = [
  'copy',
  'copy',
  'web-ready-images',
  'mine',
  'tidy',
  '@recipe',
  '@outside/hidden.txt',
  '@link.yaml',
  'no',
]
const samples = ['sample:photo', 'sample:text', '@in/a.txt', '@in/link/hidden.txt', '@outside/hidden.txt']
const texts = [
  'millrace: 1\nname: mine\n',
  'millrace: 1\nname: tidy\nsteps: [file.text]\noriginals: vault\n',
  'millrace: 1\nname: far\noutput: { folder: "@outside" }\n',
  'millrace: 1\nname: marked\nsteps: [{ image.watermark: { picture: "@outside/hidden.txt" } }]\n',
  'millrace: 1\nname: moving\noriginals: { move: "@outside" }\n',
  ': : :',
  '',
]

/** By the name of the field; mostly something that could be meant. */
const fields: Record<string, fc.Arbitrary<string>> = {
  batch: mostly(['@batch0', '@batch1'], ['none', '']),
  watch: mostly(['@watch0'], ['none', '']),
  recipe: fc.constantFrom(...recipes),
  sample: fc.constantFrom(...samples),
  text: mostly(texts, words),
  yaml: mostly(texts, words),
  sources: mostly(places, words),
  out: mostly(places, words),
  path: mostly(places, words),
  paths: mostly(places, words),
  folder: mostly(places, words),
}

function mostly(usual: string[], others: string[]): fc.Arbitrary<string> {
  return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...usual) }, fc.constantFrom(...others))
}

/** Values of the shape that a schema asks for. Words that begin with `@` stand for what exists when they are used. */
export function madeUp(schema: Schema, field = ''): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((each) => madeUp(each, field)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  return ofType(schema, field)
}

function ofType(schema: Schema, field: string): fc.Arbitrary<unknown> {
  const { minimum = 0, maximum = 5_000 } = schema
  switch (schema.type) {
    case 'string':
      return fields[field] ?? mostly(words, [...places, ...texts])
    case 'integer':
    case 'number':
      return fc.constantFrom(0, 1, 2, 100, 1_000, -1, minimum, Math.min(maximum, 1e12))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return ofItems(schema, field)
    case 'object':
      return ofFields(schema)
    case undefined:
    default:
      return fc.constantFrom<unknown>(null, 'x', 1, {}, [])
  }
}

function ofItems({ items = {}, prefixItems, minItems = 0 }: Schema, field: string): fc.Arbitrary<unknown> {
  if (prefixItems) return fc.tuple(...prefixItems.map((each) => madeUp(each, field)))
  return fc.array(madeUp(items, field), { minLength: minItems, maxLength: 3 })
}

function ofFields({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const made = Object.entries(properties).map(([name, each]): [string, fc.Arbitrary<unknown>] => [
    name,
    madeUp(each, name),
  ])
  return fc.record(Object.fromEntries(made), { requiredKeys: required })
}
