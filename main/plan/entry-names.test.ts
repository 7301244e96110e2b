import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nameRefusal } from '../../contract/entry-name.ts'
import type { StepDescriptor } from '../../contract/step.ts'
import { EntryNames } from './entry-names.ts'

const descriptors = new Map(
  [{ name: 'archive.pack', packs: { option: 'format' } }, { name: 'file.checksums' }].map(
    (each) => [each.name, each as StepDescriptor] as const,
  ),
)

function names({ step, portable }: { step: string; portable: boolean }): EntryNames {
  const call = { step, options: { format: 'zip' } }
  return new EntryNames({ steps: [{ kind: 'step', call }], portable }, descriptors)
}

test('names in an archive are such as every system can hold where the recipe asks for it, and else what they are', () => {
  const path = 'who: when?/CON/notes.'
  assert.equal(names({ step: 'archive.pack', portable: true }).next(path), 'who_ when_/CON_/notes_')
  assert.equal(names({ step: 'archive.pack', portable: false }).next(path), path)
  assert.equal(
    names({ step: 'file.checksums', portable: true }).next(path),
    path,
    'a list names files as they are called',
  )
})

test('portable names that are one on some disk are numbered', () => {
  const packed = names({ step: 'archive.pack', portable: true })
  const called = ['d/a?.tar.gz', 'd/a:.tar.gz', 'D/A_.TAR.GZ', 'd', 'e/x', 'E'].map((path) => packed.next(path))
  assert.deepEqual(called, ['d/a_.tar.gz', 'd/a_ 2.tar.gz', 'D/A_ 3.TAR.GZ', 'd 2', 'e/x', 'E 2'])
})

test('whatever files are called, portable names can all be unpacked, side by side', () => {
  const part = fc.stringMatching(/^[ab:?. AB]{1,3}$/).filter((text) => text !== '.' && text !== '..')
  const paths = fc.uniqueArray(fc.array(part, { minLength: 2, maxLength: 2 }).map((parts) => parts.join('/')))
  fc.assert(
    fc.property(paths, (all) => {
      const packed = names({ step: 'archive.pack', portable: true })
      const called = all.map((path) => packed.next(path))
      assert.equal(new Set(called.map((name) => name.toLowerCase())).size, all.length)
      for (const name of called) assert.equal(nameRefusal(name), undefined, name)
    }),
  )
})

test('a name that no archive takes is refused, unless a portable one is given in its place', () => {
  for (const path of ['a/back\\slash', '\udc80raw']) {
    const refused = names({ step: 'archive.pack', portable: false }).nextRefusal(path)
    assert.deepEqual([refused?.code, refused?.subject], ['not-packed', path])
    assert.equal(names({ step: 'archive.pack', portable: true }).nextRefusal(path), null)
    assert.equal(names({ step: 'file.checksums', portable: false }).nextRefusal(path), null)
  }
})

test('of two names that are one on some disk the second is refused, and a list takes both', () => {
  const refusals = (step: string) => {
    const packed = names({ step, portable: false })
    return ['A.txt', 'a.txt', 'b.txt'].map((path) => packed.nextRefusal(path)?.subject)
  }
  assert.deepEqual(refusals('archive.pack'), [undefined, 'a.txt', undefined])
  assert.deepEqual(refusals('file.checksums'), [undefined, undefined, undefined])
})
