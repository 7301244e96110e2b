import { z } from 'zod'
import type { StepDescriptor } from '../../contract/step.ts'
import { steps } from './catalogue.ts'
import type { Step } from './define-step.ts'

export interface StepSchema {
  descriptor: StepDescriptor
  /** Parses the options of a recipe and fills in the defaults. */
  options: z.ZodType<Record<string, unknown>>
}

/** Every step of the catalogue by name, for whoever reads recipes, draws forms or prints the manual. */
export function stepSchemas(): Map<string, StepSchema> {
  return new Map(steps.map((step) => [step.name, { descriptor: descriptorOf(step), options: step.options(z) }]))
}

/** The step as plain data: survives JSON. */
export function descriptorOf({ options, run: _, ...step }: Step): StepDescriptor {
  // As a person writes them: a property with a default may be left out.
  const schema = z.toJSONSchema(options(z), { io: 'input' })
  return { ...step, options: schema as Record<string, unknown> }
}
