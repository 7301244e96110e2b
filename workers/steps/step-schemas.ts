import { z } from 'zod'
import type { StepDescriptor } from '../../contract/step.ts'
import type { StepSchema } from '../../contract/step-schema.ts'
import { steps } from './catalogue.ts'
import type { Step } from './define-step.ts'

/** Every step of the catalogue by name, for whoever reads recipes, draws forms or prints the manual. */
export function stepSchemas(): Map<string, StepSchema> {
  return new Map(steps.map((step) => [step.name, { descriptor: descriptorOf(step), options: step.options(z) }]))
}

/** The step as plain data: survives JSON. */
export function descriptorOf(step: Step): StepDescriptor {
  const { name, version, title, summary, shape, lane, accepts, produces, facts, memoryFactor } = step
  // As a person writes them: a property with a default may be left out.
  const options = z.toJSONSchema(step.options(z), { io: 'input' })
  return { name, version, title, summary, shape, lane, accepts, produces, options, facts, memoryFactor }
}
