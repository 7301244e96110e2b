import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Batch, copying } from './kit/batch.ts'
import { extent } from './kit/extent.ts'
import { assertSettled } from './kit/invariants.ts'

const mostMemoryMiB = 600
const timeoutMs = 580_000

test(`${extent.manyFiles} small files are all done once, in flat memory`, async (t) => {
  using batch = new Batch(copying, (folder) =>
    Array.from({ length: extent.manyFiles }, (_, index) => {
      writeFileSync(join(folder, `m${index}.txt`), `file ${index}\n`)
      return `m${index}.txt`
    }),
  )
  const results = new Map(batch.keys.map((key) => [key, batch.before.get(key)?.sha256 ?? '']))
  const ended = await batch.run({ sources: [batch.sandbox.in], timeoutMs })
  const memoryMiB = ended.peakRssKib / 1024
  t.diagnostic(`${Math.round((extent.manyFiles / ended.ms) * 1000)} files/s, ${Math.round(memoryMiB)} MiB at most`)
  assertSettled(batch, { results }, ended)
  assert.ok(memoryMiB < mostMemoryMiB, `it took ${Math.round(memoryMiB)} MiB`)
})
