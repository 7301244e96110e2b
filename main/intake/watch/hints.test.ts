import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../../../test/fixtures/files.ts'
import { openHints } from './hints.ts'

const deadlineMs = 10_000

test('a watched folder that is itself a link is told of as it was named, without what is left out', async () => {
  using place = temporaryFolder()
  const [real, link] = [join(place.path, 'real'), join(place.path, 'link')]
  for (const name of ['out', 'sub']) mkdirSync(join(real, name), { recursive: true })
  symlinkSync(real, link, 'junction')
  const dirty = new Set<string>()
  const [isReady, isTold] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const wanted = join(link, 'sub', 'a.txt')
  const listener = {
    dirty: (path: string) => void (dirty.add(path).has(wanted) && isTold.resolve()),
    ready: () => isReady.resolve(),
    exhausted: (message: string) => isTold.reject(new Error(message)),
  }
  const options = { leaveOut: [join(link, 'out')], closed: [], depth: 64, followLinks: false, opensPackages: false }
  await using _ = openHints(link, options, listener)
  await isReady.promise
  writeFileSync(join(link, 'out', 'result.txt'), '1')
  writeFileSync(join(real, 'sub', 'a.txt'), '1')
  const late = setTimeout(() => isTold.reject(new Error(`told of ${[...dirty].join(', ')}`)), deadlineMs)
  await isTold.promise.finally(() => clearTimeout(late))
  const elsewhere = [...dirty].filter((path) => !path.startsWith(join(link, 'sub')))
  assert.deepEqual(elsewhere, [])
})
