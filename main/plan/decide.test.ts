import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SegmentStep } from '../../contract/task.ts'
import { type Course, type Segment } from './course.ts'
import { decidedCourse, needsContent } from './decide.ts'

const step = (name: string): SegmentStep => ({ step: name, options: {} })
const segment = (...steps: SegmentStep[]): Segment => ({ family: 'image', lane: 'process', steps, memoryFactor: 1 })
const branch = { steps: [], ifLarger: 'keep-result' as const, folder: '', name: '' }

const course = (shared: Segment[], fused: SegmentStep[] = []): Course => ({
  gathering: null,
  shared,
  branches: [{ branch, fused, own: [], shaping: [] }],
})

const jpeg = { ext: 'jpg', size: 5_000_000 }

test('a condition that holds is gone, one that does not takes its steps along', () => {
  const way = segment(
    { when: { ext: 'jpg' }, steps: [step('a')] },
    { when: { ext: 'png' }, steps: [step('b')] },
    step('c'),
  )
  assert.deepEqual(decidedCourse(course([way]), jpeg).shared[0]?.steps, [step('a'), step('c')])
})

test('what depends on the decoded value is left, without what is decided', () => {
  const way = segment({ when: { size: '>2MB', width: '>1200' }, steps: [step('a')] })
  assert.deepEqual(decidedCourse(course([way]), jpeg).shared[0]?.steps, [
    { when: { width: '>1200' }, steps: [step('a')] },
  ])
})

test('a segment without steps is none, unless outputs go on from it', () => {
  const none = segment({ when: { ext: 'png' }, steps: [step('a')] })
  assert.deepEqual(decidedCourse(course([none]), jpeg).shared, [])
  assert.equal(decidedCourse(course([none], [step('b')]), jpeg).shared.length, 1)
})

test('an empty file can be locked and copied, and is nothing to any other step that would take it', () => {
  const locking = { ...segment(step('secret.encrypt')), family: 'secret' }
  const png = segment({ when: { ext: 'png' }, steps: [step('a')] })
  const needs = [[], [locking], [segment(step('a'))], [segment(step('a')), locking], [png, locking]].map((shared) =>
    needsContent(course(shared), jpeg),
  )
  assert.deepEqual(needs, [false, false, true, true, false])
})
