import assert from 'node:assert/strict'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import sharp from 'sharp'
import { openPlace } from '../../../test/fixtures/bench-of-files.ts'
import { IoLane } from '../lanes/io.ts'

const recipe = 'name: smaller\nsteps:\n  - file.text: { line-endings: crlf }\noutputs:\n  - if-larger: use-original\n'
const patience = (): AbortSignal => AbortSignal.timeout(60_000)

type Lane = { call: (...asked: [string, ...unknown[]]) => Promise<unknown> }

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}

test('an original that is copied in the place of its result is let go of in the middle of that, and makes no folder of a disk that has gone', async (t) => {
  await using place = await openPlace({ 'a.txt': 'x\ny\n'.repeat(1 << 20) })
  const { client } = place.host
  const call = Reflect.get(IoLane.prototype, 'call') as Lane['call']
  let mount: unknown
  const cancelling = async function (this: unknown, ...asked: [string, ...unknown[]]): Promise<unknown> {
    const [operation, requests, stop] = asked as [string, { mount?: unknown }[], Int32Array | undefined]
    if (operation === 'copy') {
      mount = requests[0]?.mount
      void client.ask('batch.cancel', { batch: 'last', how: 'now' }, { signal: patience() })
      await until(() => !stop || Atomics.load(stop, 0) !== 0)
    }
    return Reflect.apply(call, this, asked)
  }
  t.mock.method(IoLane.prototype as unknown as Lane, 'call', cancelling)
  const { batch } = await place.run(recipe)
  assert.deepEqual([batch.state, batch.counts.cancelled, batch.counts.done], ['cancelled', 1, 0])
  assert.notEqual(mount, undefined)
  assert.deepEqual(Object.keys(place.tree()), ['in/a.txt'])
})

test('an original that is saved in place of its result is named by its own size, not by that of what was thrown away', async () => {
  const create = { width: 80, height: 60, channels: 3 as const, background: 'red' }
  await using place = await openPlace({ 'a.png': await sharp({ create }).png().toBuffer() })
  const output = 'output: { name: "{stem}-{width}x{height}", if-larger: use-original }'
  const { states } = await place.run(
    `name: smaller\nsteps:\n  - image.resize: { width: 40 }\n  - image.convert: { to: tiff }\n${output}\n`,
  )
  assert.deepEqual(states, { 'a.png': 'done' })
  assert.deepEqual(Object.keys(place.tree()), ['in/a.png', 'out/a-80x60.png'])
})

test('an output without steps among others is named by the size of the file that it is a copy of', async () => {
  const create = { width: 80, height: 60, channels: 3 as const, background: 'red' }
  await using place = await openPlace({ 'a.png': await sharp({ create }).png().toBuffer() })
  const small = '{ folder: "{out}/small", name: "{stem}-{width}", steps: [{ image.resize: { width: 40 } }] }'
  const { states } = await place.run(`name: two\noutputs:\n  - ${small}\n  - name: "{stem}-{width}x{height}"\n`)
  assert.deepEqual(states, { 'a.png': 'done' })
  assert.deepEqual(Object.keys(place.tree()), ['in/a.png', 'out/a-80x60.png', 'out/small/a-40.png'])
})

test('a result that is changed after its worker has checked it is not published, whatever its size', async (t) => {
  const create = { width: 80, height: 60, channels: 3 as const, background: 'red' }
  await using place = await openPlace({ 'a.png': await sharp({ create }).png().toBuffer() })
  const call = Reflect.get(IoLane.prototype, 'call') as Lane['call']
  const changing = async function (this: unknown, ...asked: [string, ...unknown[]]): Promise<unknown> {
    const [operation, requests] = asked as [string, { from: string }[]]
    for (const { from } of operation === 'seal' ? requests : []) {
      const bytes = await readFile(from)
      await writeFile(from, bytes.fill(0, bytes.length - 1))
    }
    return Reflect.apply(call, this, asked)
  }
  t.mock.method(IoLane.prototype as unknown as Lane, 'call', changing)
  const { lines } = await place.run('name: smaller\nsteps:\n  - image.resize: { width: 40 }\n')
  assert.deepEqual(
    lines.map(({ state, code }) => [state, code]),
    [['failed', 'result-wrong']],
  )
  assert.deepEqual(Object.keys(place.tree()), ['in/a.png'])
})

test('large parts of a file go on the disk while others of them are made, and not all of them when they get their names', async (t) => {
  const partBytes = 17 * 2 ** 20
  await using place = await openPlace({ 'a.bin': Buffer.alloc(3 * partBytes) })
  const call = Reflect.get(IoLane.prototype, 'call') as Lane['call']
  const late: unknown[] = []
  t.mock.method(
    IoLane.prototype as unknown as Lane,
    'call',
    function (this: unknown, ...asked: [string, ...unknown[]]) {
      if (asked[0] === 'flush') late.push(...(asked[1] as unknown[]))
      return Reflect.apply(call, this, asked)
    },
  )
  const { batch } = await place.run(`name: parts\nsteps:\n  - file.split: { size: ${partBytes} }\n`)
  assert.deepEqual([batch.state, batch.counts.results, late], ['finished', 3, []])
})

test('a file that is written to after its worker has read it is made anew of what it says then', async (t) => {
  await using place = await openPlace({ 'a.txt': 'old\r\n' })
  const call = Reflect.get(IoLane.prototype, 'call') as Lane['call']
  let seals = 0
  const writing = async function (this: unknown, ...asked: [string, ...unknown[]]): Promise<unknown> {
    const [operation, requests] = asked as [string, { like: { path: string } }[]]
    if (operation === 'seal' && ++seals === 1) await appendFile(requests[0]?.like.path ?? '', 'newer\r\n')
    return Reflect.apply(call, this, asked)
  }
  t.mock.method(IoLane.prototype as unknown as Lane, 'call', writing)
  const { states } = await place.run('name: lines\nsteps:\n  - file.text\n')
  assert.deepEqual([states, seals], [{ 'a.txt': 'done' }, 2])
  assert.deepEqual(place.tree(), { 'in/a.txt': 'old\r\nnewer\r\n', 'out/a.txt': 'old\nnewer\n' })
})
