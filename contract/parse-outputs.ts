import type { KnownFacts } from './facts.ts'
import type { StepReader } from './parse-steps.ts'
import type { Originals, OutputBranch } from './recipe.ts'
import type { Spot } from './recipe-spot.ts'
import { parseTemplate, type TemplateOptions } from './template.ts'

export const ifLargerModes = ['keep-result', 'use-original', 'skip'] as const
export const defaultBranch = { steps: [], ifLarger: 'keep-result', folder: '{out}/{path}', name: '{stem}' } as const

export interface OutputContext {
  steps: StepReader
  facts: KnownFacts
}

/** Reads `outputs`, or its short form `output`; without either there is one branch with the defaults. */
export function parseOutputs(
  { output, outputs }: { output: Spot | undefined; outputs: Spot | undefined },
  context: OutputContext,
): OutputBranch[] {
  if (output && outputs) output.refuse('Give either `output` or `outputs`.')
  if (output) return [parseBranch(output, context)]
  if (outputs === undefined) return [{ ...defaultBranch, steps: [] }]
  const items = outputs.items()
  if (items.length === 0 && (outputs.isList || outputs.isEmpty)) outputs.refuse('At least one output is needed.')
  return items.map((item) => parseBranch(item, context))
}

function parseBranch(spot: Spot, { steps, facts }: OutputContext): OutputBranch {
  if (spot.isEmpty) return { ...defaultBranch, steps: [] }
  const fields = spot.fields(['steps', 'if-larger', 'folder', 'name'])
  return {
    steps: steps.readOutput(fields.steps),
    ifLarger: fields['if-larger']?.choice(ifLargerModes) ?? defaultBranch.ifLarger,
    folder: fields.folder ? checkedTemplate(fields.folder, { use: 'folder', facts }) : defaultBranch.folder,
    name: fields.name ? checkedTemplate(fields.name, { use: 'name', facts }) : defaultBranch.name,
  }
}

const moveHint = 'A folder for them is written as `move: "{out}/originals/{path}"`.'
const originalActs = ['keep', 'vault', 'replace'] as const

/** Reads `keep`, `vault`, `replace` or `{ move: <folder template> }`. */
export function parseOriginals(spot: Spot | undefined, facts: KnownFacts): Originals {
  if (spot === undefined) return { act: 'keep' }
  if (!spot.isMapping) return { act: spot.choice(originalActs, moveHint) }
  const { move } = spot.fields(['move'])
  if (move === undefined) spot.refuse(`\`move\` and its folder are expected here. ${moveHint}`)
  return { act: 'move', folder: move ? checkedTemplate(move, { use: 'folder', facts }) : '' }
}

function checkedTemplate(spot: Spot, options: TemplateOptions): string {
  if (!spot.isText) return spot.text()
  const text = spot.text()
  const parsed = parseTemplate(text, options)
  if ('problems' in parsed) for (const { at, message } of parsed.problems) spot.refuse(message, at)
  return text
}
