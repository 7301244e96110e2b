import { z } from 'zod'
import type { RecipeContext } from '../parse-recipe.ts'
import type { FactDescriptor, StepShape } from '../step.ts'
import type { StepSchema } from '../step-schema.ts'

const factsOf: Record<string, FactDescriptor[]> = {
  'file.tag': [{ name: 'camera', title: 'Camera', when: 'early' }],
  'box.open': ['entry-stem', 'entry-ext', 'entry-path'].map((name) => ({ name, title: name, when: 'late' })),
}

const sideSchema = z.int().min(1).max(10_000)

/** One step of each shape, with options of each kind. */
export const madeUpSteps = new Map<string, StepSchema>([
  schema('image.upright', z.strictObject({})),
  schema(
    'image.resize',
    z
      .strictObject({
        longest: sideSchema.optional(),
        width: sideSchema.optional(),
        fit: z.enum(['inside', 'cover', 'fill']).default('inside'),
        enlarge: z.boolean().default(false),
      })
      .refine(({ longest, width }) => longest !== undefined || width !== undefined, {
        error: 'Give `longest` or `width`.',
      }),
  ),
  schema(
    'image.convert',
    z.strictObject({ to: z.enum(['jpeg', 'png', 'webp']), quality: z.int().min(1).max(100).default(80) }),
  ),
  schema(
    'image.label',
    z.strictObject({
      text: z.string().min(1).default('label'),
      at: z.union([z.literal('centre'), z.number()]).default('centre'),
      font: z
        .strictObject({ size: z.number().default(12), colours: z.array(z.enum(['red', 'green'])).default([]) })
        .prefault({}),
    }),
  ),
  // Not strict: what it does not know has to be found all the same.
  schema('file.tag', z.object({ tags: z.record(z.string(), z.string()).default({}) })),
  schema('box.open', z.strictObject({}), { shape: 'split' }),
  schema('pdf.split', z.strictObject({ every: z.int().min(1).default(1) }), { shape: 'split' }),
  schema('pdf.merge', z.strictObject({}), { shape: 'gather' }),
  schema('pdf.stack', z.strictObject({}), { shape: 'gather' }),
])

function schema(
  name: string,
  options: z.ZodType,
  { shape = 'each' }: { shape?: StepShape } = {},
): [string, StepSchema] {
  const descriptor = {
    name,
    version: 1,
    title: name,
    summary: `Does ${name}.`,
    shape,
    lane: 'thread' as const,
    accepts: ['*/*'],
    produces: 'same',
    options: z.toJSONSchema(options, { io: 'input' }) as Record<string, unknown>,
    facts: factsOf[name] ?? [],
    memoryFactor: 1,
  }
  return [name, { descriptor, options }]
}

/** Stands in for SHA-256, which the contract is handed by those who have it (FNV-1a with 256 bits). */
function digest(text: string): string {
  let hash = 0xdd268dbcaac550362d98c384c4e576ccc8b1536847b6bbb31023b4c8caee0535n
  for (const letter of text) hash = BigInt.asUintN(256, (hash ^ BigInt(letter.codePointAt(0) ?? 0)) * fnvPrime)
  return hash.toString(16).padStart(64, '0')
}

const fnvPrime = 2n ** 168n + 0x163n

export const madeUpContext: RecipeContext = { steps: madeUpSteps, sha256: digest }
