import assert from 'node:assert/strict'
import { linkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { Batch, picturing } from './kit/batch.ts'
import { makeImageBombs } from './kit/image-bombs.ts'
import { leftovers } from './kit/invariants.ts'
import { png } from './kit/make-files.ts'
import { keyOf, reportOf } from './kit/report.ts'
import { Sandbox } from './kit/sandbox.ts'
import { treeOf } from './kit/tree.ts'

const timeoutMs = 30_000
const mostMemoryMiB = 1_200
const mostDiskBytes = 600 * 2 ** 20
const neighbour = 'good.png'

test('what unpacks to far too much ends soon, in little memory, and beside others', async (t) => {
  let asked = 0
  await using server = createServer((_, response) => {
    asked += 1
    response.end('x')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  using made = new Sandbox()
  const { port } = server.address() as AddressInfo
  for (const bomb of await makeImageBombs(made.in, `http://127.0.0.1:${port}/spy`)) {
    await t.test(bomb, () => explode(join(made.in, bomb), bomb))
  }
  assert.equal(asked, 0, 'no picture makes the program ask the network')
})

async function explode(path: string, bomb: string): Promise<void> {
  using batch = new Batch(picturing, (folder) => {
    linkSync(path, join(folder, bomb))
    writeFileSync(join(folder, neighbour), png('good', { width: 20, height: 20 }))
    return [bomb, neighbour]
  })
  const { sandbox } = batch
  let mostBytes = 0
  const watch = setInterval(() => {
    mostBytes = Math.max(mostBytes, bytesIn(sandbox.out) + bytesIn(sandbox.tmp) + bytesIn(sandbox.state))
  }, 100)
  const ended = await batch.run({ timeoutMs })
  clearInterval(watch)
  const states = new Map(reportOf(sandbox).map((line) => [keyOf(line), line.state]))
  assert.deepEqual({ timedOut: ended.timedOut, signal: ended.signal }, { timedOut: false, signal: null })
  assert.ok(ended.peakRssKib / 1024 < mostMemoryMiB, `it took ${Math.round(ended.peakRssKib / 1024)} MiB`)
  assert.ok(mostBytes < mostDiskBytes, `it wrote ${mostBytes} bytes`)
  assert.equal(states.get(neighbour), 'done')
  assert.match(String(states.get(bomb)), /^(done|failed|skipped)$/)
  assert.equal(ended.code, states.get(bomb) === 'failed' ? 1 : 0)
  assert.deepEqual(leftovers(batch), [])
}

function bytesIn(folder: string): number {
  return [...treeOf(folder, { hash: false }).values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}
