import type { StepDescriptor } from '../../contract/step.ts'
import type { StepSchema } from '../../contract/step-schema.ts'
import { stepSchemas } from '../../workers/steps/step-schemas.ts'
import { code, printed, table } from './markdown.ts'

const shapes: Record<StepDescriptor['shape'], string> = {
  each: 'one file in, one file out',
  split: 'one file in, many out',
  gather: 'many files in, one out',
}

interface Property {
  title?: string
  description?: string
  unit?: string
  type?: string
  enum?: unknown[]
  items?: Property
  anyOf?: Property[]
  minimum?: number
  maximum?: number
  default?: unknown
}

/** `docs/reference/steps.md`, from the descriptors in the catalogue. */
export function stepsPage(): string {
  const schemas = [...stepSchemas().values()]
  const steps = schemas.map(({ descriptor }) => descriptor)
  const list = table(
    ['step', 'what it does'],
    steps.map(({ name, summary }) => [`[${code(name)}](#${name.replaceAll('.', '')})`, summary]),
  )
  return [printed, '# Steps\n', list, encoded, ...schemas.map(section)].join('\n')
}

const encoded = `Whatever an \`image.…\` step does, the picture is decoded and written anew, in the format it had: HEIC as JPEG, SVG as PNG. JPEG is written at quality 82, WebP and JPEG XL at 80, AVIF at 55, unless \`image.convert\` names another or \`image.compress\` finds one; PNG and TIFF lose nothing by that, GIF no more than its 256 colours have lost. What a format cannot hold of what was to be kept, such as 16 bits a channel, is named on the receipt.
`

function section({ descriptor, options }: StepSchema): string {
  const { name, title, summary, shape, accepts, produces, facts, ...step } = descriptor
  const required = (step.options.required ?? []) as string[]
  const properties = Object.entries((step.options.properties ?? {}) as Record<string, Property>)
  const made = typeof produces === 'string' ? produces : Object.values(produces.types).join(', ')
  return [
    `## ${name}\n`,
    `**${title}.** ${summary}\n`,
    `Takes ${accepts.map(code).join(', ')}; makes ${made === 'same' ? 'the same type' : code(made)} (${shapes[shape]}).\n`,
    ...(properties.length === 0
      ? ['No options.\n']
      : [
          table(
            ['option', 'value', 'default', 'meaning'],
            properties.map((row) => optionRow(row, required)),
          ),
        ]),
    ...rulesOf(options).map((rule) => `${rule}\n`),
    ...(facts.length === 0
      ? []
      : [
          `For names, not for folders, since only the result tells them: ${facts.map((fact) => `${code(`{${fact.name}}`)} ${fact.title}`).join(', ')}.\n`,
        ]),
  ].join('\n')
}

/** What is said where several options do not go together: one line each. */
function rulesOf({ def }: StepSchema['options']): string[] {
  return (def.checks ?? []).flatMap((check) => {
    const error = check._zod.def.error as ((issue: object) => unknown) | undefined
    const said = error?.({ code: 'custom', input: {} })
    return typeof said === 'string' ? [said] : []
  })
}

function optionRow([name, property]: [string, Property], required: readonly string[]): string[] {
  const { title = '', description = '', default: preset } = property
  return [
    code(name),
    valueOf(property),
    preset === undefined ? (required.includes(name) ? 'required' : '') : code(JSON.stringify(preset)),
    [title, description].filter(Boolean).join('. '),
  ]
}

function valueOf({ type = '', items, anyOf, minimum, maximum, unit, ...property }: Property): string {
  if (property.enum) return property.enum.map((value) => code(String(value))).join(', ')
  if (anyOf && unit !== 'bytes') return anyOf.map(valueOf).join(', or ')
  if (items) return `list of ${valueOf(items)}`
  const range = minimum === undefined && maximum === undefined ? '' : `${minimum ?? '…'} to ${maximum ?? '…'}`
  return [type, range, unit].filter(Boolean).join(', ')
}
