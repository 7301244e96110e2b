import { z } from 'zod'
import type { StepDescriptor } from '../../contract/step.ts'
import type { StepSchema } from '../../contract/step-schema.ts'
import { steps } from './catalogue.ts'
import type { Step } from './define-step.ts'
import { fieldMakers } from './field-makers.ts'

/** Every step of the catalogue by name, for whoever reads recipes, draws forms or prints the manual. Schemas are made when they are asked for: all of them at every start would take longer than a small run. */
export function stepSchemas(): Map<string, StepSchema> {
  return new Map(steps.map((step) => [step.name, schemaOf(step)]))
}

function schemaOf(step: Step): StepSchema {
  let options: StepSchema['options'] | undefined
  const descriptor = descriptorOf(step)
  return {
    descriptor,
    get options() {
      return (options ??= step.options(fieldMakers))
    },
  }
}

/** The step as plain data: survives JSON. */
export function descriptorOf(step: Step): StepDescriptor {
  const {
    name,
    version,
    title,
    summary,
    shape,
    lane,
    accepts,
    produces,
    extension,
    packs,
    picks,
    refusesOthers,
    hides,
    facts,
    memoryFactor,
  } = step
  let options: StepDescriptor['options'] | undefined
  return {
    name,
    version,
    title,
    summary,
    shape,
    lane,
    accepts,
    produces,
    ...(extension && { extension }),
    ...(packs && { packs }),
    ...(picks && { picks }),
    ...(refusesOthers && { refusesOthers }),
    ...(hides && { hides }),
    // As a person writes them: a property with a default may be left out.
    get options() {
      return (options ??= z.toJSONSchema(step.options(fieldMakers), { io: 'input' }))
    },
    facts,
    memoryFactor,
  }
}
