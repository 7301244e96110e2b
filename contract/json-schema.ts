import { type KnownFacts, knownFacts } from './facts.ts'
import { recipeVersion } from './migrate-recipe.ts'
import { ifLargerModes } from './parse-outputs.ts'
import { keepModes } from './parse-recipe.ts'
import { companionModes, conflictModes } from './recipe.ts'
import { notAllowed } from './recipe-draft.ts'
import type { recipeFields } from './recipe-fields.ts'
import type { StepDescriptor } from './step.ts'

type JsonSchema = Record<string, unknown>

const text: JsonSchema = { type: 'string' }
const none: JsonSchema = { type: 'null' }
const list = (items: JsonSchema): JsonSchema => ({ type: ['array', 'null'], items })
const reference = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` })
const fields = (properties: Record<string, JsonSchema>, more: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...more,
})

/** The recipe format as a JSON Schema (2020-12), for editors that complete and check while a person writes. */
export function recipeJsonSchema(steps: readonly StepDescriptor[]): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Millrace recipe',
    ...fields(recipeProperties, { required: ['millrace'], not: { required: ['output', 'outputs'] } }),
    $defs: {
      step: { anyOf: [stepName(steps), stepWithOptions(steps), reference('when')] },
      when: fields(
        { when: reference('condition'), do: { ...list(reference('step')), minItems: 1 }, off },
        { required: ['when', 'do'] },
      ),
      condition: conditionSchema(knownFacts(steps)),
      folder: { ...text, description: 'Below the output folder, such as `{out}/{path}` or `{out}/{date:YYYY}`.' },
      branch: { ...branchSchema, type: ['object', 'null'] },
    },
  }
}

const off: JsonSchema = {
  enum: [true, false, notAllowed],
  default: false,
  description:
    'The step stays in the recipe and is not done; `not-allowed` is what an import puts there, until somebody decides.',
}

const branchSchema = fields({
  steps: { ...list(reference('step')), description: 'Steps for this output alone, after the others.' },
  'if-larger': {
    enum: ifLargerModes,
    default: 'keep-result',
    description: 'What to publish when the result is not smaller than the original.',
  },
  folder: { ...reference('folder'), default: '{out}/{path}' },
  name: {
    ...text,
    default: '{stem}',
    description:
      'Without the extension, such as `{stem}-{width}w`. Left as it is, several results of one file are called as they are in their archive, or by their suffix.',
  },
})

const accept: JsonSchema = {
  anyOf: [text, fields({ match: text, where: reference('condition') }, { minProperties: 1 })],
}

const recipeProperties: Record<(typeof recipeFields)[number], JsonSchema> = {
  millrace: { const: recipeVersion, description: 'The version of this format.' },
  name: { ...text, description: 'How people call it.' },
  summary: { ...text, description: 'What it does, in a sentence.' },
  accepts: {
    ...list(accept),
    description: 'Patterns on the name (`*.jpg`) or the type (`image/*`); none takes every file.',
  },
  companions: {
    enum: companionModes,
    default: 'none',
    description:
      'Which files of the same folder travel with another as one: none; known: raw with its JPEG and sidecars, video with subtitles, the parts of a shapefile; same-name: all of one stem.',
  },
  steps: { ...list(reference('step')), description: 'What is done with a file, in order; nothing is a copy.' },
  output: { ...reference('branch'), description: 'Where the result goes and how it is called.' },
  outputs: { type: 'array', items: reference('branch'), minItems: 1, description: 'Several results of each file.' },
  conflict: { enum: conflictModes, default: 'number', description: 'What to do when a name is taken.' },
  originals: {
    anyOf: [{ enum: ['keep', 'vault', 'replace'] }, fields({ move: reference('folder') }, { required: ['move'] })],
    default: 'keep',
    description: 'What becomes of the original once its results are safe.',
  },
  keep: { ...list({ enum: keepModes }), default: ['times'], description: 'What results take over from the original.' },
  portable: {
    type: 'boolean',
    default: false,
    description: 'Make names that every system can hold, also those in an archive that is packed.',
  },
  zone: {
    ...text,
    description:
      'Time zone for dates, such as `Europe/Berlin`; else that of the system. When a photo was taken stays as its camera wrote it.',
  },
}

function stepName(steps: readonly StepDescriptor[]): JsonSchema {
  return { enum: steps.map(({ name }) => name) }
}

function stepWithOptions(steps: readonly StepDescriptor[]): JsonSchema {
  const properties = steps.map(({ name, title, summary, options }) => {
    const { $schema: _, ...schema } = options
    return [name, { title, description: summary, anyOf: [schema, none] }] as const
  })
  return fields({ ...Object.fromEntries(properties), off }, { minProperties: 1, maxProperties: 2 })
}

function conditionSchema(facts: KnownFacts): JsonSchema {
  const askable = [...facts].filter(([, { kind }]) => kind !== 'instant')
  const test: JsonSchema = { type: ['string', 'number'] }
  return fields(Object.fromEntries(askable.map(([name]) => [name, test])), { minProperties: 1 })
}
