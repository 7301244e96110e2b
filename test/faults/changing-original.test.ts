import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  closeSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Batch, copying } from './kit/batch.ts'
import { extent } from './kit/extent.ts'
import { leftovers } from './kit/invariants.ts'
import { keyOf, reportOf } from './kit/report.ts'
import { sha256Of } from './kit/tree.ts'

const sizeBytes = 60 << 20
const big = 'big.bin'
const bystander = 'ok.bin'
const first = randomBytes(sizeBytes)
const second = randomBytes(sizeBytes)

/** What others do to a file while it is read. */
const deeds: Record<string, (path: string) => void> = {
  replaced: (path) => {
    writeFileSync(`${path}.new`, second)
    renameSync(`${path}.new`, path)
  },
  'written over in place': (path) => {
    const file = openSync(path, 'r+')
    writeSync(file, second)
    closeSync(file)
  },
  'appended to': (path) => appendFileSync(path, 'tail'),
  'cut short': (path) => truncateSync(path, 1_000_000),
  removed: (path) => rmSync(path),
}

function oneBigFile(folder: string): string[] {
  writeFileSync(join(folder, big), first)
  writeFileSync(join(folder, bystander), 'bystander')
  return [big, bystander]
}

async function cleanMs(): Promise<number> {
  using batch = new Batch(copying, oneBigFile)
  return (await batch.run()).ms
}

test('an original that changes while it is read gives a whole version or a reason, never a mix', async (t) => {
  const usualMs = await cleanMs()
  for (const [name, deed] of Object.entries(deeds)) {
    for (let round = 1; round <= Math.ceil(extent.rounds / 3); round += 1) {
      await t.test(`${name}, round ${round}`, () => disturbed(deed, usualMs))
    }
  }
})

async function disturbed(deed: (path: string) => void, usualMs: number): Promise<void> {
  using batch = new Batch(copying, oneBigFile)
  const { sandbox } = batch
  const original = join(sandbox.in, big)
  const whole = new Set([sha256Of(original)])
  await using program = batch.start()
  const startedMs = performance.now()
  while (program.alive && performance.now() - startedMs < usualMs && !sees(sandbox.out)) await sleep(2)
  await sleep((Math.random() * usualMs) / 4)
  deed(original)
  await program.ended
  if (readdirSync(sandbox.in).includes(big)) whole.add(sha256Of(original))
  const results = batch.results()
  const line = reportOf(sandbox).find((found) => keyOf(found) === big)
  const result = results.get(big)
  assert.ok(result === undefined || whole.has(result), 'the result is one whole version')
  assert.equal(line?.state === 'done', result !== undefined, `the report says ${line?.state}`)
  assert.ok(line?.state === 'done' || (line?.message ?? '').length > 8, 'there is a reason')
  assert.ok(results.has(bystander), 'the bystander is done')
  assert.deepEqual(leftovers(batch), [])
}

function sees(folder: string): boolean {
  return readdirSync(folder).length > 0
}
