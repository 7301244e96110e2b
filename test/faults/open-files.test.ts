import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Batch, copying } from './kit/batch.ts'
import { assertSettled } from './kit/invariants.ts'
import { noise } from './kit/make-files.ts'

const files = 400
const openFilesMost = 48
const skip = spawnSync('prlimit', ['--version']).status === 0 ? false : 'needs prlimit'

test(`${openFilesMost} open files are enough for ${files} inputs`, { skip }, async () => {
  using batch = new Batch(copying, (folder) =>
    Array.from({ length: files }, (_, index) => {
      writeFileSync(join(folder, `f${index}.bin`), noise(`open ${index}`, 1_000 + index * 100))
      return `f${index}.bin`
    }),
  )
  const results = new Map(batch.keys.map((key) => [key, batch.before.get(key)?.sha256 ?? '']))
  const limit = `--nofile=${openFilesMost}:${openFilesMost}`
  assertSettled(batch, { results }, await batch.run({ wrap: ['prlimit', limit] }))
})
