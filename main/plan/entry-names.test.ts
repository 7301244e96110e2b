import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StepDescriptor } from '../../contract/step.ts'
import { entryNames } from './entry-names.ts'

const descriptors = new Map(
  [{ name: 'archive.pack', packs: { option: 'format' } }, { name: 'file.checksums' }].map(
    (each) => [each.name, each as StepDescriptor] as const,
  ),
)

function names({ step, portable }: { step: string; portable: boolean }) {
  const call = { step, options: { format: 'zip' } }
  return entryNames({ steps: [{ kind: 'step', call }], portable }, descriptors)
}

test('names in an archive are such as every system can hold where the recipe asks for it, and else what they are', () => {
  const path = 'who: when?/CON/notes.'
  assert.equal(names({ step: 'archive.pack', portable: true }).of(path), 'who_ when_/CON_/notes_')
  assert.equal(names({ step: 'archive.pack', portable: false }).of(path), path)
  assert.equal(
    names({ step: 'file.checksums', portable: true }).of(path),
    path,
    'a list names files as they are called',
  )
})

test('a name that no archive takes is refused, unless a portable one is given in its place', () => {
  for (const facts of [{ path: 'a', name: 'back\\slash' }, { name: '\udc80raw' }]) {
    const refused = names({ step: 'archive.pack', portable: false }).refusal(facts)
    assert.equal(refused?.code, 'not-packed')
    assert.equal(refused.subject, facts.name)
    assert.equal(names({ step: 'archive.pack', portable: true }).refusal(facts), null)
    assert.equal(names({ step: 'file.checksums', portable: false }).refusal(facts), null)
  }
})
