import type { z } from 'zod'
import type { StepDescriptor } from './step.ts'

/** A step for whoever reads recipes: what it is, and what its options must be. */
export interface StepSchema {
  descriptor: StepDescriptor
  /** Parses the options of a recipe and fills in the defaults; what it gives must be plain data that it takes again. */
  options: z.ZodType
}

export type StepSchemas = ReadonlyMap<string, StepSchema>
