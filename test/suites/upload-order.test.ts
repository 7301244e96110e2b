import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'
import { walk } from '../../main/io/looking/walk.ts'
import { walkOrder } from '../../renderer/state/walk-order.ts'

test('files are announced in the order the engine meets them in', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-order-'))
  const paths = ['b', 'a/z', 'a-b/x', 'a.txt', 'a/é', 'a/b/c', 'a/b.jpg', 'B', 'a/\u{1f600}', 'a/\uff5e']
  for (const path of paths) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true })
    writeFileSync(join(folder.path, path), '')
  }
  const met = [...walk([{ path: folder.path }], { leaveOut: [], maxDepth: 9 })].map(({ path }) =>
    relative(folder.path, path),
  )
  assert.deepEqual(paths.toSorted(walkOrder), met)
})
