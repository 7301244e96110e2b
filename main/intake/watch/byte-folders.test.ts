import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ByteFolders } from './byte-folders.ts'

test('a folder that cannot be watched is told of once the call has returned', async () => {
  const told = Promise.withResolvers<unknown>()
  let hasReturned = false
  using folders = new ByteFolders({ dirty: () => {}, error: () => told.resolve(hasReturned) })
  folders.add(join(tmpdir(), 'mr-nobody-made-this'))
  hasReturned = true
  assert.equal(await told.promise, true)
})
