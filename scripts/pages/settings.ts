import { z } from 'zod'
import { settingsSchema } from '../../main/settings/settings.ts'
import { code, printed, table } from './markdown.ts'

const intro = `Settings are kept in \`settings.json\` of the state folder, which \`millrace doctor\` names. The app and the screens of the server change most of them; the
file may be written by hand while nothing runs. What is left out has its default. An unknown name or an impossible value stops the next start with a message.

\`\`\`json
{ "pace": "quiet", "limits": { "maxPixels": 200000000 } }
\`\`\`
`

/** What these are depends on the machine the page is printed on. */
const machineDefaults: Record<string, string> = {
  cores: 'all of the machine',
  memoryMb: 'three quarters of the machine',
}

/** `docs/reference/settings.md`: every setting with its default, from the schema they are read by. */
export function settingsPage(): string {
  const rows = rowsOf(z.toJSONSchema(settingsSchema, { io: 'input' }) as Schema, '')
  return [printed, '# Settings\n', intro, table(['name', 'what it is', 'default', 'may be'], rows)].join('\n')
}

interface Schema {
  type?: string
  description?: string
  default?: unknown
  properties?: Record<string, Schema>
  enum?: unknown[]
  anyOf?: Schema[]
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
}

function rowsOf({ properties = {} }: Schema, group: string): string[][] {
  return Object.entries(properties).flatMap(([key, field]) => {
    const name = group + key
    if (field.properties) return rowsOf(field, `${name}.`)
    const usual = machineDefaults[name] ?? code(JSON.stringify(field.default))
    return [[code(name), field.description ?? '', usual, rangeOf(field)]]
  })
}

function rangeOf({ type = 'string', enum: choices, anyOf, ...bounds }: Schema): string {
  if (anyOf) return anyOf.map(rangeOf).join(' or ')
  if (choices) return choices.map((choice) => code(JSON.stringify(choice))).join(', ')
  return words[type] ?? numbersIn(type, bounds)
}

const words: Record<string, string> = {
  null: code('null'),
  boolean: `${code('true')}, ${code('false')}`,
  array: 'a list',
  string: 'a text',
}

function numbersIn(type: string, { minimum, exclusiveMinimum, maximum = Number.MAX_SAFE_INTEGER }: Schema): string {
  const kind = type === 'integer' ? 'a whole number' : 'a number'
  const from = exclusiveMinimum === undefined ? `from ${minimum ?? 0}` : `above ${exclusiveMinimum}`
  return `${kind} ${from}${maximum === Number.MAX_SAFE_INTEGER ? '' : ` to ${maximum}`}`
}
