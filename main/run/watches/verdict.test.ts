import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JobState } from '../../../contract/job.ts'
import type { KnownFile } from '../../journal/batches/known-files.ts'
import { contentsKnown, verdictOf } from './verdict.ts'

const was = { dev: '0', ino: '1', sizeBytes: 10, mtimeNs: '100' }
const touched = { ...was, mtimeNs: '200' }
const nothing: KnownFile = { job: null, left: null, own: [], isNamedAnew: false }
const context = { identity: { stableInodes: true, mtimeStepNs: 1 }, inFlight: false, redoWith: null }
const after = (state: JobState): KnownFile => ({
  ...nothing,
  job: { state, identity: was, sha256: 'a', recipeFingerprint: 'old' },
})

test('a file nobody has met is new', () => {
  assert.equal(verdictOf(was, nothing, context), 'fresh')
})

test('a file that was done, failed, skipped, cancelled or undone is left alone until it changes', () => {
  for (const state of ['done', 'failed', 'skipped', 'cancelled', 'undone'] as const)
    assert.equal(verdictOf(was, after(state), context), 'known', state)
  for (const state of ['done', 'failed', 'skipped', 'cancelled'] as const)
    assert.equal(verdictOf(touched, after(state), context), 'fresh', state)
})

test('of a file that was undone only its content tells whether it has changed', () => {
  assert.equal(verdictOf(touched, after('undone'), context), 'compare')
  assert.deepEqual(contentsKnown(touched, after('undone'), context.identity), ['a'])
})

test('a job an earlier life has left open is taken up again, one of this life is not', () => {
  for (const state of ['waiting', 'running', 'committing'] as const) {
    assert.equal(verdictOf(was, after(state), context), 'fresh', state)
    assert.equal(verdictOf(was, after(state), { ...context, inFlight: true }), 'known', state)
  }
})

test('files made with another recipe are new only when a person has said so, and never if they were undone', () => {
  const redo = { ...context, redoWith: 'new' }
  assert.equal(verdictOf(was, after('done'), redo), 'fresh')
  assert.equal(verdictOf(was, after('failed'), redo), 'fresh')
  assert.equal(verdictOf(was, after('undone'), redo), 'known')
  assert.equal(verdictOf(was, after('done'), { ...context, redoWith: 'old' }), 'known')
})

test('what the watch has made itself is left alone, also when it is touched, until its content changes', () => {
  const own: KnownFile = { ...nothing, own: [{ identity: was, sha256: 'r' }] }
  assert.equal(verdictOf(was, own, context), 'known')
  assert.equal(verdictOf(touched, own, context), 'compare')
  assert.deepEqual(contentsKnown(touched, own, context.identity), ['r'])
})

test('a file that was left is left until it changes', () => {
  assert.equal(verdictOf(was, { ...nothing, left: was }, context), 'known')
  assert.equal(verdictOf(touched, { ...nothing, left: was }, context), 'fresh')
})

test('a done file that something was done to, with its time as it was, is held against its content; a failed one is tried again', () => {
  const noted = (state: JobState) => ({
    ...nothing,
    job: { state, identity: { ...was, ctimeNs: '100' }, sha256: 'a', recipeFingerprint: 'old' },
  })
  const now = { ...was, ctimeNs: '300' }
  const verdicts = (['done', 'failed', 'skipped', 'undone'] as const).map((state) =>
    verdictOf(now, noted(state), context),
  )
  assert.deepEqual(verdicts, ['compare', 'fresh', 'known', 'known'])
  assert.deepEqual(contentsKnown(now, noted('done'), context.identity), ['a'])
  assert.equal(verdictOf({ ...was, ctimeNs: '100' }, noted('done'), context), 'known')
  const restless = { ...context, identity: { ...context.identity, stableInodes: false } }
  assert.equal(verdictOf(now, noted('done'), restless), 'known')
})
