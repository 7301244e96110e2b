import { didYouMean, quoted } from './did-you-mean.ts'
import { type ConditionContext, parseCondition } from './parse-condition.ts'
import { type MadeType, typeAfter, whyUnreadable } from './made-type.ts'
import type { RecipeStep } from './recipe.ts'
import { notAllowed } from './recipe-draft.ts'
import type { Spot } from './recipe-spot.ts'
import type { StepCall, StepShape } from './step.ts'
import { parseStepOptions } from './step-options.ts'
import type { StepSchemas } from './step-schema.ts'

/** Where a list of steps stands: what may be gathered only as a whole is not gathered under a condition or in one output. */
type Region = 'steps' | 'when' | 'output'

/** Reads the steps of one recipe, from its first list to those of its outputs, and keeps in mind what came before. */
export class StepReader {
  readonly #steps: StepSchemas
  readonly #context: ConditionContext
  #gather = ''
  /** The step that takes files out of another, of all that were read; empty while there is none. */
  #unpacks = ''
  /** Behind the steps that were read, of the list that all outputs share. */
  #made: MadeType | null = null

  constructor({ steps, ...context }: { steps: StepSchemas } & ConditionContext) {
    this.#steps = steps
    this.#context = context
  }

  /** The step that makes one result of many files, of all that were read; empty while there is none. */
  get gather(): string {
    return this.#gather
  }

  read(list: Spot | undefined, region: Region): RecipeStep[] {
    return (list?.items() ?? []).flatMap((item) => {
      const step = this.#item(item, region)
      return step === undefined ? [] : [step]
    })
  }

  /** Those of one output, which begins where the steps for all of them end. */
  readOutput(list: Spot | undefined): RecipeStep[] {
    const [shared, unpacks] = [this.#made, this.#unpacks]
    const steps = this.read(list, 'output')
    this.#made = shared
    this.#unpacks = unpacks
    return steps
  }

  /** `image.upright`, `image.upright:`, `image.resize: { … }`, or `when: { … }` with `do: [ … ]`; with `off: true` beside it, nothing at all. */
  #item(item: Spot, region: Region): RecipeStep | undefined {
    if (item.isText) return this.#call(item, { name: item.text(), options: undefined, region })
    const all = item.entries()
    // Whatever is wrong with a step that is off does not keep the others from running.
    if (isOff(all.find(({ name }) => name === 'off')?.value)) return undefined
    const entries = all.filter(({ name }) => name !== 'off')
    if (entries.some(({ name }) => name === 'when' || name === 'do')) return this.#when(item, region)
    const [first, ...others] = entries
    if (first === undefined) {
      if (item.isMapping) item.refuse('A step is missing here.')
      return undefined
    }
    if (others.length > 0) {
      this.#noteExtra(first, others)
      return undefined
    }
    return this.#call(first.key, { name: first.name, options: first.value, region })
  }

  #call(
    spot: Spot,
    { name, options, region }: { name: string; options: Spot | undefined; region: Region },
  ): RecipeStep | undefined {
    const schema = this.#steps.get(name)
    if (schema === undefined) {
      spot.refuse(`There is no step ${quoted(name)}.${didYouMean(name, this.#steps.keys())}`)
      return undefined
    }
    if (schema.descriptor.facts.some(({ name: fact }) => fact === 'entry-stem')) this.#unpacks = name
    this.#noteShape(spot, { name, shape: schema.descriptor.shape, region })
    const call = { step: name, options: parseStepOptions(options ?? spot.empty(), schema) }
    const refusal = whyUnreadable(this.#made, schema.descriptor)
    if (refusal !== undefined) spot.refuse(refusal)
    this.#made = typeAfter(this.#made, call, schema.descriptor)
    return { kind: 'step', call }
  }

  #when(item: Spot, region: Region): RecipeStep {
    const { when, do: steps } = item.fields(['when', 'do', 'off'])
    if (when === undefined) item.refuse('`do` needs a `when`, the condition under which it is done.')
    if (steps === undefined || (steps.isList && steps.items().length === 0))
      item.refuse('`when` needs a `do`, the steps that are done then.')
    const condition = when ? parseCondition(when, this.#context) : {}
    if (when && this.#unpacks !== '') this.#noteOuter(when)
    const before = this.#made
    const done = this.read(steps, region === 'output' ? region : 'when')
    // A file may be of the one type or of the other.
    this.#made = this.#made === before ? before : null
    const [first = '', other] = new Map(callsIn(done).map(({ step }) => [familyOf(step), step])).values()
    if (other !== undefined)
      item.refuse(`${quoted(other)} is of another family than ${quoted(first)}: it needs a \`when\` of its own.`)
    return { kind: 'when', condition, steps: done }
  }

  /** Whoever asks for the ending of what was unpacked would be answered with that of the archive, and its steps be passed over in silence. */
  #noteOuter(when: Spot): void {
    for (const { key, name } of when.entries())
      if (ofTheArchive.has(name))
        key.refuse(
          `Behind ${quoted(this.#unpacks)}, ${quoted(name)} is that of the archive. Ask for \`entry-stem\`, \`entry-ext\` or \`entry-path\`.`,
        )
  }

  /** Options that are not indented look like further steps. */
  #noteExtra(first: { name: string; value: Spot }, others: { key: Spot; name: string }[]): void {
    const properties = this.#steps.get(first.name)?.descriptor.options.properties ?? {}
    for (const { key, name } of others) {
      const option = first.value.isEmpty && Object.hasOwn(properties, name)
      key.refuse(
        option
          ? `To be an option of ${quoted(first.name)}, ${quoted(name)} has to be indented further.`
          : `One step a line: begin ${quoted(name)} with \`- \`.`,
      )
    }
  }

  /** At most one gather, and what it has made is not taken apart into files again: it may be cut. */
  #noteShape(spot: Spot, { name, shape, region }: { name: string; shape: StepShape; region: Region }): void {
    if (name === this.#unpacks && this.#gather !== '')
      spot.refuse(`${quoted(name)} takes files out of one, and cannot come after ${quoted(this.#gather)}.`)
    if (shape !== 'gather') return
    if (region === 'when') spot.refuse(`${quoted(name)} gathers files and cannot stand under a condition.`)
    else if (region === 'output') spot.refuse(`${quoted(name)} gathers files for all outputs: put it under \`steps\`.`)
    else if (this.#gather !== '')
      spot.refuse(`A recipe gathers files once, and ${quoted(this.#gather)} does it already.`)
    else this.#gather = name
  }
}

const ofTheArchive = new Set(['stem', 'ext', 'name', 'type', 'kind', 'size'])

function isOff(off: Spot | undefined): boolean {
  return off !== undefined && ((off.isText && off.text() === notAllowed) || off.flag())
}

/** Those under conditions among them. */
export function callsIn(steps: readonly RecipeStep[]): StepCall[] {
  return steps.flatMap((step) => (step.kind === 'step' ? [step.call] : callsIn(step.steps)))
}

function familyOf(step: string): string {
  return step.slice(0, step.indexOf('.'))
}
