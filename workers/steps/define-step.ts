import type { z } from 'zod'
import type { StepDescriptor, StepShape } from '../../contract/step.ts'
import type { TaskLimits } from '../../contract/task.ts'

/**
 * The field makers of zod that options are made of, handed to a step by whoever wants its options: workers never do, and so start without
 * loading zod.
 */
export type FieldMakers = Pick<
  typeof z,
  'array' | 'boolean' | 'enum' | 'int' | 'literal' | 'number' | 'record' | 'strictObject' | 'string' | 'union'
>

export interface StepContext {
  /** Path of the file the value came from, for faults. */
  subject: string
  limits: TaskLimits
  /** The value of a secret by the name an option gives. Raises `secret-missing`. */
  secret: (name: string) => string
  /** Says how far this step is, 0..1; a step that has been silent for too long is stopped. */
  progress: (fraction: number) => void
}

interface Definition<Shape extends StepShape, In, Out, Options extends z.ZodObject>
  extends Omit<StepDescriptor, 'shape' | 'options'> {
  shape: Shape
  /** A strict object; every property has a default or is optional where it can, `.meta({ title, unit? })` and `.describe(help)`. */
  options: (z: FieldMakers) => Options
  /**
   * Makes the new value; the old one stays as it is, for other branches use it too. Codecs are imported in here, never above.
   * May be killed at any instant, so it writes nothing. Throws a `Fault` about `context.subject` for what a person can mend.
   */
  run(value: In, options: z.output<Options>, context: StepContext): Promise<Out>
}

/** A step of any family, as the catalogue holds it. The value and the options are what its family and its own schema say. */
export type Step = Definition<StepShape, never, unknown, z.ZodObject>

export function defineStep<Value, Options extends z.ZodObject>(step: Definition<'each', Value, Value, Options>): Step
/** Of a split, some results may be finished as they are, such as a page beside pictures. */
export function defineStep<In, Out, Options extends z.ZodObject>(step: Definition<'split', In, Out[], Options>): Step
export function defineStep<Value, Options extends z.ZodObject>(
  step: Definition<'gather', Value[], Value, Options>,
): Step
export function defineStep(step: Step): Step {
  return step
}
