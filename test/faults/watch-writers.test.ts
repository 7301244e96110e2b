import assert from 'node:assert/strict'
import { appendFileSync, closeSync, openSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { noise } from './kit/make-files.ts'
import { Sandbox } from './kit/sandbox.ts'
import { isLeftover } from './kit/leftovers.ts'
import { sha256Of, treeOf } from './kit/tree.ts'
import { Watcher } from './kit/watcher.ts'

const writers = 200
const settleMs = 2_000
const longestPauseMs = 0.7 * settleMs
const mostWrites = 6
const block = noise('block', 150_000)

interface Written {
  name: string
  /** The longest time its file was left alone: a machine under load makes writers slower than they mean to be. */
  pausedMs: number
}

/** Writes a file in pieces, at a rate from 1 byte to 100 MB a second while it writes. */
async function writeSlowly(folder: string, index: number): Promise<Written> {
  const name = `w${index}.bin`
  const file = openSync(join(folder, name), 'w')
  let [pausedMs, lastMs] = [0, performance.now()]
  const bytesPerMs = 10 ** (Math.random() * 8 - 3)
  for (let writes = 1 + Math.floor(Math.random() * mostWrites); writes > 0; writes--) {
    const pauseMs = Math.random() * longestPauseMs
    // The first byte at once: an empty file is given a longer window, which has a test of its own.
    writeSync(file, noise(`${name}${writes}`, Math.min(2_000_000, Math.max(1, Math.round(bytesPerMs * pauseMs)))))
    const nowMs = performance.now()
    pausedMs = Math.max(pausedMs, nowMs - lastMs)
    lastMs = nowMs
    if (writes > 1) await sleep(pauseMs)
  }
  closeSync(file)
  return { name, pausedMs }
}

test(`${writers} writers at once, each with pauses shorter than the window: no file is picked up before it is whole`, async (t) => {
  using sandbox = new Sandbox()
  await using watcher = new Watcher(sandbox)
  await watcher.until(() => treeOf(sandbox.state, { hash: false }).size > 0)
  const written = await Promise.all(Array.from({ length: writers }, (_, index) => writeSlowly(sandbox.in, index)))
  const fair = written.filter(({ pausedMs }) => pausedMs < settleMs)
  t.diagnostic(`${fair.length} of ${writers} writers kept to their pauses on this machine`)
  await watcher.until(() => fair.every(({ name }) => watcher.names().has(name)))
  const { lines } = await watcher.end()
  const results = watcher.results()
  const expected = new Map(fair.map(({ name }) => [name, sha256Of(join(sandbox.in, name))]))
  assert.deepEqual(new Map([...results].filter(([name]) => expected.has(name))), expected)
  const twice = fair.filter(({ name }) => results.has(name.replace('.bin', ' 2.bin')))
  assert.deepEqual(twice, [])
  const reported = lines.filter(({ path }) => expected.has(path.slice(sandbox.in.length + 1)))
  assert.deepEqual(new Set(reported.map(({ state }) => state)), new Set(['done']))
  assert.equal(reported.length, fair.length)
})

test('files half written at the start, filled late, renamed in or removed again: only whole ones come out, once', async () => {
  using sandbox = new Sandbox()
  const at = (name: string): string => join(sandbox.in, name)
  const early = openSync(at('already-there.bin'), 'w')
  writeSync(early, block)
  await using watcher = new Watcher(sandbox)
  const [slow, empty] = [openSync(at('slow.bin'), 'w'), openSync(at('empty-first.bin'), 'w')]
  writeFileSync(at('.incoming.tmp'), block)
  writeFileSync(at('gone.bin'), block)
  for (let round = 0; round < 6; round++) {
    for (const file of [slow, early]) writeSync(file, block)
    await sleep(700)
    if (round === 0) rmSync(at('gone.bin'))
  }
  for (const file of [slow, early, empty]) closeSync(file)
  appendFileSync(at('empty-first.bin'), block)
  renameSync(at('.incoming.tmp'), at('renamed-in.bin'))
  const names = ['already-there.bin', 'empty-first.bin', 'renamed-in.bin', 'slow.bin']
  await watcher.until(() => names.every((name) => watcher.names().has(name)))
  const { ended, lines } = await watcher.end()
  assert.equal(ended.code, 130)
  assert.deepEqual(watcher.results(), new Map(names.map((name) => [name, sha256Of(at(name))])))
  assert.deepEqual(
    lines.map(({ state }) => state),
    ['done', 'done', 'done', 'done'],
  )
  assert.deepEqual([...treeOf(sandbox.out).keys()].filter(isLeftover), [])
})

test('a file replaced or written to while it is read gives whole versions only', async () => {
  using sandbox = new Sandbox()
  const at = (name: string): string => join(sandbox.in, name)
  const versions = new Set<string>()
  const note = (name: string): void => void versions.add(sha256Of(at(name)))
  await using watcher = new Watcher(sandbox, { more: ['--settle', '300ms'] })
  for (const name of ['replaced.bin', 'appended.bin']) {
    // Whole at once: a busy disk may rest for longer than the window in the midst of so much.
    writeFileSync(at(`${name}.tmp`), noise(name, 40_000_000))
    renameSync(at(`${name}.tmp`), at(name))
    note(name)
  }
  await watcher.until(() => treeOf(sandbox.out, { hash: false }).size > 0)
  writeFileSync(at('.mr-0123456789-new'), noise('new', 40_000_000))
  renameSync(at('.mr-0123456789-new'), at('replaced.bin'))
  appendFileSync(at('appended.bin'), 'tail')
  for (const name of ['replaced.bin', 'appended.bin']) note(name)
  const isOut = (name: string): boolean => [...watcher.results().values()].includes(sha256Of(at(name)))
  assert.ok(await watcher.until(() => isOut('replaced.bin') && isOut('appended.bin')))
  await watcher.end()
  for (const [name, sha256] of watcher.results()) assert.ok(versions.has(sha256), `${name} is a whole version`)
  assert.equal(statSync(at('appended.bin')).size, 40_000_004)
})
