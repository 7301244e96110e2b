import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DraftPath, readDraft } from '../../contract/recipe-draft.ts'
import type { StepDescriptor } from '../../contract/step.ts'
import { askableFacts } from './askable-facts.ts'

const finding = (name: string, fact: string): [string, StepDescriptor] => [
  name,
  { name, facts: [{ name: fact, title: fact, when: 'late' }] } as unknown as StepDescriptor,
]
const descriptors = new Map([finding('a.a', 'of-a'), finding('b.b', 'of-b'), finding('c.c', 'of-c')])

const draft = readDraft(`millrace: 1
accepts: [{ match: "*", where: { size: ">1" } }]
steps:
  - a.a:
  - when: { width: ">1" }
    do: [b.b]
  - c.c:
    off: true
  - when: { width: ">2" }
    do: [c.c]
outputs:
  - steps: [{ when: { width: ">1" }, do: [c.c] }]
  - steps: [c.c, { when: { width: ">1" }, do: [c.c] }]`)

/** The facts of steps that are offered there. */
function found(path: DraftPath): string[] {
  assert.ok(draft)
  return [...askableFacts(draft, path, descriptors)].filter((name) => name.startsWith('of-'))
}

test('a condition asks about what every file has and what a step before it finds out', () => {
  assert.ok(draft)
  assert.deepEqual(found(['steps', 1, 'when']), ['of-a'])
  assert.deepEqual(found(['steps', 3, 'when']), ['of-a', 'of-b'])
  assert.deepEqual(found(['outputs', 0, 'steps', 0, 'when']), ['of-a', 'of-b', 'of-c'])
  const names = askableFacts(draft, ['steps', 1, 'when'], descriptors)
  for (const name of ['size', 'width', 'age', 'suffix']) assert.ok(names.has(name), name)
  assert.ok(!names.has('date'), 'dates are not compared')
})

test('of several outputs none asks about what the steps of another find out', () => {
  const apart = readDraft('steps: []\noutputs: [{ steps: [a.a] }, { steps: [b.b, { when: { width: 1 }, do: [c.c] }] }]')
  assert.ok(apart)
  const names = askableFacts(apart, ['outputs', 1, 'steps', 1, 'when'], descriptors)
  assert.deepEqual(
    [...names].filter((name) => name.startsWith('of-')),
    ['of-b'],
  )
})

test('a file is asked, before it is taken, only about what no step has to find out', () => {
  assert.ok(draft)
  assert.deepEqual(found(['accepts', 0, 'where']), [])
  const names = askableFacts(draft, ['accepts', 0, 'where'], descriptors)
  assert.ok(names.has('orientation') && !names.has('suffix'))
})
