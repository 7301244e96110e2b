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

export interface NamedFile {
  path: string
  facts: Facts
}

interface Asked {
  course: Course
  descriptors: Descriptors
  /** What is in files, as `type`: empty where it is no kind that is known, left out where nobody can tell. */
  look: (paths: string[]) => Promise<Facts[]>
}

/** Why files would be refused by the step that reads them, each in its place; null where none would. Those whose names tell no kind that it takes are looked into. */
export async function foreignKinds(files: NamedFile[], { look, ...asked }: Asked): Promise<(Fault | null)[]> {
  const refusing = files.map(({ facts }) => refusingStep(facts, asked))
  const doubtful = files.flatMap(({ path }, at) => (refusing[at] ? [{ path, at }] : []))
  const found = doubtful.length > 0 ? await look(doubtful.map(({ path }) => path)) : []
  const inside = new Map(doubtful.map(({ at }, n) => [at, found[n]?.['type']]))
  return files.map(({ facts }, at) => {
    const step = refusing[at]
    return step ? faultOf(facts, { step, found: inside.get(at) }) : null
  })
}

function refusingStep(facts: Facts, { course, descriptors }: Omit<Asked, 'look'>): StepDescriptor | undefined {
  return firstSteps(decidedCourse(course, facts), descriptors).find((step) => refuses(step, kindNamed(facts)))
}

function kindNamed({ type }: Facts): string {
  const named = String(type ?? '')
  return alsoCalled[named] ?? named
}

/** Where what is in it does not tell either, its name has the word. */
function faultOf(facts: Facts, { step, found }: { step: StepDescriptor; found: Facts[string] | undefined }) {
  const isTold = typeof found === 'string' && found !== 'application/zip'
  if (isTold && !refuses(step, found)) return null
  const named = String(facts['type'] ?? '')
  if (named === '' && !isTold) return null
  const why =
    named === ''
      ? `By what is in it, it is of no kind that \`${step.name}\` takes.`
      : `By its name it is ${named}, which \`${step.name}\` does not take.`
  return new Fault('wrong-type', { subject: String(facts['name']), why })
}

function refuses({ refusesOthers, accepts }: StepDescriptor, type: string): boolean {
  return refusesOthers === true && !accepts.some((pattern) => fits(pattern, type))
}

function fits(pattern: string, type: string): boolean {
  const parsed = parseGlob(pattern)
  return 'problem' in parsed || matchesGlob(parsed.glob, type)
}
