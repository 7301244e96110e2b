import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Fault } from '../../../contract/fault.ts'
import { call, runBranches, runGather } from '../../../test/suites/run-steps.ts'

const split = (content: Buffer, size: number, name = 'film.mp4') =>
  runBranches(content, { trunk: [call('file.split', { size })], branches: [[]], family: 'file', name })

const join = (parts: Record<string, Buffer | string>, options: Record<string, unknown> = {}) =>
  runGather(parts, [call('file.join', options)], { family: 'file' })

test('what was split is whole again when it is joined', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 100, max: 4000 }), async (bytes, size) => {
      const content = Buffer.from(bytes)
      const parts = await split(content, size)
      assert.ok(parts.slice(0, -1).every((part) => part.bytes.length === size))
      const named = parts.toReversed().map(({ bytes: part, result }) => [`film.${result.extension}`, part] as const)
      const whole = await join(Object.fromEntries(named))
      assert.ok(whole.bytes.equals(content))
      assert.deepEqual([whole.result.extension, whole.result.facts['whole-stem']], ['mp4', 'film'])
    }),
    { numRuns: 25 },
  )
})

test('what an earlier step has changed is split as it is by then', async () => {
  const trunk = [call('file.text', { 'line-endings': 'crlf' }), call('file.split', { size: 4 })]
  const parts = await runBranches(Buffer.from('ab\ncd\nef\n'), { trunk, branches: [[]], family: 'file', name: 'a.txt' })
  assert.deepEqual(
    parts.map(({ bytes }) => bytes.toString()),
    ['ab\r\n', 'cd\r\n', 'ef\r\n'],
  )
})

test('parts are numbered so that they sort, whatever the name was', async () => {
  const extensions = async (name: string) =>
    (await split(Buffer.alloc(30), 10, name)).map(({ result }) => result.extension)
  assert.deepEqual(await extensions('film.mp4'), ['mp4.001', 'mp4.002', 'mp4.003'])
  assert.deepEqual(await extensions('film'), ['001', '002', '003'])
})

test('a part that is missing, or of another file, is named', async () => {
  const fails = (parts: Record<string, string>, why: RegExp) =>
    assert.rejects(join(parts), (error) => {
      assert.ok(error instanceof Fault && error.code === 'step-failed')
      assert.match(error.why, why)
      return true
    })
  await fails({ 'a.001': '1', 'a.003': '3' }, /^Part 2 of a is missing/)
  await fails({ 'a.001': '1', 'b.002': '2' }, /parts of a and of b. With `key: "\{stem\}"` and `group: folder`/)
  await fails({ 'a.001': '1', 'a.txt': '2' }, /a.txt is no part/)
})

test('a part that was cut off is named, unless parts of any size are wanted', async () => {
  const sized = (...sizes: number[]) =>
    Object.fromEntries(sizes.map((size, at) => [`a.00${at + 1}`, Buffer.alloc(size)] as const))
  const fails = (parts: Record<string, Buffer>, why: RegExp) =>
    assert.rejects(join(parts), (error) => error instanceof Fault && why.test(error.why))
  await fails(sized(9, 8, 9, 3), /^Part 2 of a has 8 bytes, and part 1 has 9\. Only the last/)
  await fails(sized(5, 9, 9), /^Part 1 of a has 5 bytes, and part 2 has 9\./)
  await fails(sized(5, 9), /^Part 1 of a has 5 bytes, and part 2 has 9\./)
  await fails(sized(9, 0, 9), /^Part 2 of a has 0 bytes/)
  await fails(sized(9, 9, 0), /^Part 3 of a has 0 bytes/)
  const { bytes } = await join(sized(9, 8, 12), { sizes: 'any' })
  assert.equal(bytes.length, 29)
})

test('what is left over may be in the last part', async () => {
  const { bytes } = await join({ 'a.001': '123', 'a.002': '456', 'a.003': '78901' })
  assert.equal(bytes.toString(), '12345678901')
})

test('more parts than entries are allowed are refused', async () => {
  await assert.rejects(split(Buffer.alloc(30_000), 1), (error) => error instanceof Fault && error.code === 'too-large')
})
