import type { Facts } from '../../../contract/facts.ts'
import { Fault } from '../../../contract/fault.ts'
import { matchesGlob, parseGlob } from '../../../contract/glob.ts'
import type { StepDescriptor } from '../../../contract/step.ts'
import type { Course } from '../../plan/course.ts'
import { decidedCourse } from '../../plan/decide.ts'
import type { Descriptors } from '../../plan/descriptor-of.ts'
import { firstSteps } from '../../plan/first-steps.ts'

/** One kind under two names. */
const alsoCalled: Readonly<Record<string, string>> = { 'image/pjpeg': 'image/jpeg', 'image/heif': 'image/heic' }

/** Why a file would be refused by the step that reads it, as far as its name tells of what kind it is; null where it does not, or the step looks for itself. */
export function foreignKind(facts: Facts, { course, descriptors }: { course: Course; descriptors: Descriptors }) {
  const named = String(facts.type ?? '')
  const type = alsoCalled[named] ?? named
  const step = type === '' ? undefined : firstSteps(decidedCourse(course, facts), descriptors).find(refuses(type))
  if (!step) return null
  const why = `By its name it is ${named}, which \`${step.name}\` does not take.`
  return new Fault('wrong-type', { subject: String(facts.name), why })
}

const refuses =
  (type: string) =>
  ({ refusesOthers, accepts }: StepDescriptor): boolean =>
    refusesOthers === true && !accepts.some((pattern) => fits(pattern, type))

function fits(pattern: string, type: string): boolean {
  const parsed = parseGlob(pattern)
  return 'problem' in parsed || matchesGlob(parsed.glob, type)
}
