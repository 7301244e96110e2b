import assert from 'node:assert/strict'
import { appendFileSync, copyFileSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { ReportLine } from '../../../contract/job.ts'
import { Batch, copying, moving, replacing } from './batch.ts'
import {
  assertSafe,
  assertSafeWithoutLinks,
  assertSettled,
  leftovers,
  partialResults,
  touchedOriginals,
  unequalEnds,
  unexplained,
  untruths,
} from './invariants.ts'
import type { Ended } from './program.ts'
import { sha256Of } from './tree.ts'

const clean: Ended = { code: 0, signal: null, timedOut: false, ms: 1, out: '', err: '', peakRssKib: 0 }

/** A batch of two files as a perfect program would have left it, without a program. */
function perfect() {
  const batch = Batch.of(copying, 2)
  const { sandbox, keys } = batch
  for (const key of keys) copyFileSync(join(sandbox.in, key), join(sandbox.out, key))
  const results = batch.results()
  const lines = keys.map((key): ReportLine => {
    const path = join(sandbox.out, key)
    const output = { path, bytes: statSync(path).size, sha256: sha256Of(path) }
    return { batch: 'b', path: join(sandbox.in, key), state: 'done', reused: false, outputs: [output], ms: 1 }
  })
  const report = (changed: Partial<ReportLine>[] = []) => {
    const written = lines.map((line, index) => JSON.stringify({ ...line, ...changed[index] }))
    writeFileSync(sandbox.report, `${written.join('\n')}\n`)
  }
  report()
  return { batch, sandbox, yardstick: { results }, report, first: keys[0] ?? '', lines }
}

test('the perfect end passes', () => {
  const { batch, yardstick } = perfect()
  using _ = batch
  assertSettled(batch, yardstick, clean)
})

test('I1 sees an original that is gone or changed', () => {
  const { batch, sandbox, first } = perfect()
  using _ = batch
  appendFileSync(join(sandbox.in, first), 'x')
  assert.equal(touchedOriginals(batch).length, 1)
  rmSync(join(sandbox.in, first))
  assert.equal(touchedOriginals(batch).length, 1)
})

test('I1 wants an original that moved where it can be found', () => {
  using batch = Batch.of(moving, 1)
  const { sandbox, keys } = batch
  const [name = ''] = keys
  const sha256 = batch.before.get(name)?.sha256 ?? ''
  const expected = { results: new Map([[name, sha256]]), inputs: new Map<string, string>() }
  const found = () => touchedOriginals(batch, expected).length === 0
  renameSync(join(sandbox.in, name), join(sandbox.out, name))
  assert.ok(found(), 'under the name of its result')
  renameSync(join(sandbox.out, name), join(sandbox.out, 'elsewhere.bin'))
  assert.ok(!found(), 'under a name nobody asked for')
  mkdirSync(join(sandbox.in, '.mr-vault'))
  renameSync(join(sandbox.out, 'elsewhere.bin'), join(sandbox.in, '.mr-vault/0-a1'))
  assert.ok(!found(), 'in a vault under a name nobody knows')
  writeFileSync(join(sandbox.state, 'journal.db'), 'vault .mr-vault/0-a1 holds it')
  assert.ok(found(), 'in a vault under a name in the journal')
})

test('I2 sees an input that is neither the original nor its result', () => {
  using batch = Batch.of(replacing, 1)
  const [name = ''] = batch.keys
  const expected = { results: new Map<string, string>(), inputs: new Map([[name, 'hash of the result']]) }
  assert.deepEqual(partialResults(batch, expected), [])
  appendFileSync(join(batch.sandbox.in, name), 'half')
  assert.equal(partialResults(batch, expected).length, 1)
})

test('I2 sees a partial result and one nobody asked for', () => {
  const { batch, sandbox, yardstick, first } = perfect()
  using _ = batch
  writeFileSync(join(sandbox.out, first), 'half')
  writeFileSync(join(sandbox.out, 'f00000 2.bin'), 'twice')
  assert.equal(partialResults(batch, yardstick).length, 2)
})

test('without links the name of a result may be held by an empty file, and by no other', () => {
  const { batch, sandbox, yardstick, first } = perfect()
  using _ = batch
  writeFileSync(join(sandbox.out, first), '')
  assert.throws(() => assertSafe(batch, yardstick))
  assertSafeWithoutLinks(batch, yardstick)
  writeFileSync(join(sandbox.out, first), 'h')
  assert.throws(() => assertSafeWithoutLinks(batch, yardstick))
  writeFileSync(join(sandbox.out, first), '')
  writeFileSync(join(sandbox.out, 'f00000 2.bin'), '')
  assert.throws(() => assertSafeWithoutLinks(batch, yardstick))
})

test('I3 sees a missing result, a missing line and a line too many', () => {
  const { batch, sandbox, yardstick, first, lines } = perfect()
  using _ = batch
  rmSync(join(sandbox.out, first))
  assert.equal(unequalEnds(batch, yardstick).length, 1)
  appendFileSync(sandbox.report, `${JSON.stringify(lines[0])}\n`)
  assert.equal(unequalEnds(batch, yardstick).length, 2)
  writeFileSync(sandbox.report, '')
  assert.equal(unequalEnds(batch, yardstick).length, 3)
})

test('I4 sees what is left beside originals, beside results and in TMPDIR, and not the vault', () => {
  const { batch, sandbox } = perfect()
  using _ = batch
  writeFileSync(join(sandbox.in, 'new.bin'), '')
  writeFileSync(join(sandbox.out, '.mr-12-1'), '')
  writeFileSync(join(sandbox.tmp, 'vips-0'), '')
  mkdirSync(join(sandbox.out, '.mr-vault'))
  writeFileSync(join(sandbox.out, '.mr-vault/kept.bin'), '')
  assert.equal(leftovers(batch).length, 3)
})

test('I5 sees an exit code, a size and a hash that are not so', () => {
  const { batch, sandbox, report, first, lines } = perfect()
  using _ = batch
  assert.equal(untruths(batch, { ...clean, code: 1 }).length, 1)
  assert.equal(untruths(batch, { ...clean, code: 42, err: 'why' }).length, 2)
  assert.equal(untruths(batch, { ...clean, code: null, signal: 'SIGSEGV' }).length, 1)
  assert.equal(untruths(batch, { ...clean, code: null, timedOut: true }).length, 1)
  assert.equal(untruths(batch, clean, { failing: [first] }).length, 1)
  report([{ state: 'failed', outputs: [], message: 'It is damaged.' }])
  assert.equal(untruths(batch, clean).length, 1)
  const [output] = lines[0]?.outputs ?? []
  report([
    {
      outputs: output
        ? [
            { ...output, bytes: 1 },
            { ...output, sha256: 'other' },
          ]
        : [],
    },
  ])
  assert.equal(untruths(batch, clean).length, 2)
  report()
  rmSync(join(sandbox.out, first))
  assert.equal(untruths(batch, clean).length, 1)
})

test('I6 sees a failure without a reason, a name that is not shown, a stack, and raw control characters', () => {
  const { batch, report, first } = perfect()
  using _ = batch
  const said = { ...clean, code: 1, err: `${first} is damaged` }
  report([{ state: 'failed', message: `${first} is damaged.` }])
  assert.deepEqual(unexplained(batch, said, [first]), [])
  assert.equal(unexplained(batch, { ...said, err: '' }, [first]).length, 1)
  assert.equal(unexplained(batch, { ...said, out: 'name\x07' }, [first]).length, 1)
  report([{ state: 'failed', message: '' }])
  assert.equal(unexplained(batch, said, [first]).length, 1)
  report([{ state: 'failed', message: 'Error: no\n    at run (file.js:1:2)' }])
  assert.equal(unexplained(batch, said, [first]).length, 1)
})
