import type { StepDescriptor } from '../../contract/step.ts'
import type { Course } from './course.ts'
import type { Descriptors } from './descriptor-of.ts'

/** The steps that read the file itself; one under a condition that only its content decides is none. */
export function firstSteps({ gathering, shared, branches }: Course, descriptors: Descriptors): StepDescriptor[] {
  const [before] = [...(gathering?.before ?? []), ...shared]
  const segments = before ? [before] : branches.flatMap(({ own }) => own.slice(0, 1))
  return segments.flatMap(({ steps: [first] }) => {
    const descriptor = first && 'step' in first ? descriptors.get(first.step) : undefined
    return descriptor ?? []
  })
}
