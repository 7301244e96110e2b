import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../contract/fault.ts'
import { temporaryFolder } from '../test/fixtures/files.ts'
import type { DigestPiece } from './carriers/digest-files.ts'
import { shareOut } from './crew.ts'

const names = Array.from({ length: 100 }, (_, n) => `${n}.txt`)

/** One file a piece. */
function pieces(folder: string): DigestPiece[] {
  return names.map((name) => {
    const path = join(folder, name)
    writeFileSync(path, name)
    const { dev, ino, size, mtimeNs } = statSync(path, { bigint: true })
    return { tickets: [{ path, dev, ino, size, mtimeNs }], algorithm: 'sha256' }
  })
}

/** Runs start it, and it works at what comes once it has begun. */
async function helperReady(folder: string): Promise<void> {
  const ready = once(process, 'worker').then(([helper]) => once(helper, 'message'))
  await Array.fromAsync(shareOut('digestFiles', pieces(folder)))
  await ready
}

test('answers come in the order of the pieces, whichever thread gave them', async () => {
  using root = temporaryFolder()
  await helperReady(root.path)
  const answers = await Array.fromAsync(shareOut('digestFiles', pieces(root.path)))
  assert.deepEqual(
    answers.map(({ digests }) => digests[0]),
    names.map((name) => createHash('sha256').update(name).digest('hex')),
  )
})

test('a fault keeps its words on the way from another thread and ends the work; the next is not touched by it', async () => {
  using root = temporaryFolder()
  for (const at of [0, 50, 99]) {
    const all = pieces(root.path)
    const changed = join(root.path, `${at}.txt`)
    writeFileSync(changed, 'changed since')
    await assert.rejects(Array.fromAsync(shareOut('digestFiles', all)), (error) => {
      assert.ok(error instanceof Fault)
      assert.deepEqual([error.code, error.subject], ['original-changed', changed])
      return true
    })
  }
  assert.equal((await Array.fromAsync(shareOut('digestFiles', pieces(root.path)))).length, names.length)
})
