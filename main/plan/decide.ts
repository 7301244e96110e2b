import { takesEmptyFiles } from '../../contract/empty-files.ts'
import { compileCondition, conditionHolds } from '../../contract/condition.ts'
import type { Facts } from '../../contract/facts.ts'
import type { SegmentStep } from '../../contract/task.ts'
import type { Course, CourseBranch, Segment } from './course.ts'

/**
 * The way of one file, where conditions on what is known of it beforehand are decided: their steps are taken or left. What depends on the decoded
 * value is left to whoever has it. A segment without steps is none: it would only decode and encode again.
 */
export function decidedCourse(course: Course, facts: Facts): Course {
  const branches = course.branches.map(
    (branch): CourseBranch => ({
      ...branch,
      fused: decidedSteps(branch.fused, facts),
      own: decidedSegments(branch.own, facts),
    }),
  )
  const fuses = branches.some(({ fused }) => fused.length > 0)
  const last = course.shared.at(-1)
  const shared = course.shared.map((segment) => decided(segment, facts))
  return {
    ...course,
    branches,
    shared: shared.filter(({ steps }, at) => steps.length > 0 || (fuses && course.shared[at] === last)),
  }
}

/** Whether something has to be in a file to make a result of it. What takes files together may take empty ones too. */
export function needsContent(course: Course, facts: Facts): boolean {
  const { gathering } = course
  const { shared, branches } = decidedCourse(course, facts)
  const segments = gathering
    ? decidedSegments(gathering.before, facts)
    : [...shared, ...branches.flatMap(({ own }) => own)]
  return segments.some(({ family }) => !takesEmptyFiles(family))
}

export function decidedSegments(segments: Segment[], facts: Facts): Segment[] {
  return segments.map((segment) => decided(segment, facts)).filter(({ steps }) => steps.length > 0)
}

/** Whether none of these steps is taken, whatever else will be found out. */
export function leavesOut(steps: SegmentStep[], facts: Facts): boolean {
  return decidedSteps(steps, facts).length === 0
}

function decided(segment: Segment, facts: Facts): Segment {
  return { ...segment, steps: decidedSteps(segment.steps, facts) }
}

function decidedSteps(steps: SegmentStep[], facts: Facts): SegmentStep[] {
  return steps.flatMap((step): SegmentStep[] => {
    if ('step' in step) return [step]
    const holding = Object.entries(step.when).map(([fact, text]) => {
      return { fact, text, holds: conditionHolds(compileCondition({ [fact]: text }), facts) }
    })
    if (holding.some(({ holds }) => holds === false)) return []
    const inner = decidedSteps(step.steps, facts)
    const open = holding.filter(({ holds }) => holds === null)
    if (open.length === 0 || inner.length === 0) return inner
    return [{ when: Object.fromEntries(open.map(({ fact, text }) => [fact, text])), steps: inner }]
  })
}
