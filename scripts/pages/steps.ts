import type { StepDescriptor } from '../../contract/step.ts'
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
  minimum?: number
  maximum?: number
  default?: unknown
}

/** `docs/reference/steps.md`, from the descriptors in the catalogue. */
export function stepsPage(): string {
  const steps = [...stepSchemas().values()].map(({ descriptor }) => descriptor)
  const list = table(
    ['step', 'what it does'],
    steps.map(({ name, summary }) => [`[${code(name)}](#${name.replaceAll('.', '')})`, summary]),
  )
  return [printed, '# Steps\n', list, ...steps.map(section)].join('\n')
}

function section({ name, title, summary, shape, accepts, produces, facts, ...step }: StepDescriptor): string {
  const properties = Object.entries((step.options.properties ?? {}) as Record<string, Property>)
  const made = typeof produces === 'string' ? produces : Object.values(produces.types).join(', ')
  return [
    `## ${name}\n`,
    `**${title}.** ${summary}\n`,
    `Takes ${accepts.map(code).join(', ')}; makes ${made === 'same' ? 'the same type' : code(made)} (${shapes[shape]}).\n`,
    ...(properties.length === 0
      ? ['No options.\n']
      : [table(['option', 'value', 'default', 'meaning'], properties.map(optionRow))]),
    ...(facts.length === 0
      ? []
      : [`Facts for names: ${facts.map((fact) => `${code(`{${fact.name}}`)} ${fact.title}`).join(', ')}.\n`]),
  ].join('\n')
}

function optionRow([name, property]: [string, Property]): string[] {
  const { title = '', description = '', default: preset } = property
  return [
    code(name),
    valueOf(property),
    preset === undefined ? '' : code(JSON.stringify(preset)),
    [title, description].filter(Boolean).join('. '),
  ]
}

function valueOf({ type = '', items, minimum, maximum, unit, ...property }: Property): string {
  if (property.enum) return property.enum.map((value) => code(String(value))).join(', ')
  if (items) return `list of ${valueOf(items)}`
  const range = minimum === undefined && maximum === undefined ? '' : `${minimum ?? '…'} to ${maximum ?? '…'}`
  return [type, range, unit].filter(Boolean).join(', ')
}
