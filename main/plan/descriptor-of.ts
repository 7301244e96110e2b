import { Fault } from '../../contract/fault.ts'
import type { StepCall, StepDescriptor } from '../../contract/step.ts'

export type Descriptors = ReadonlyMap<string, StepDescriptor>

/** @throws Fault `recipe-wrong` where there is no such step. */
export function descriptorOf(call: StepCall, descriptors: Descriptors): StepDescriptor {
  const descriptor = descriptors.get(call.step)
  if (!descriptor) throw new Fault('recipe-wrong', { subject: call.step, why: 'There is no such step.' })
  return descriptor
}
