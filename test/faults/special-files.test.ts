import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { Batch, copying } from './kit/batch.ts'
import { leftovers, partialResults, touchedOriginals, unexplained } from './kit/invariants.ts'
import { makeBinaries } from './kit/make-files.ts'
import { keyOf, reportOf } from './kit/report.ts'
import { sha256Of } from './kit/tree.ts'

const good = 5
const timeoutMs = 30_000
const skip = spawnSync('mkfifo', ['--version']).status === 0 ? false : 'needs mkfifo'

/** Good files among everything else a folder may hold; what cannot be made here is left out. */
function zoo(folder: string): string[] {
  const at = (name: string) => join(folder, name)
  const keys = makeBinaries(folder, good)
  spawnSync('mkfifo', [at('pipe.bin')])
  spawnSync('mknod', [at('zero.bin'), 'c', '1', '5'])
  writeFileSync(join(dirname(folder), 'outside.txt'), 'not in the input folder')
  symlinkSync('loop-b.bin', at('loop-a.bin'))
  symlinkSync('loop-a.bin', at('loop-b.bin'))
  symlinkSync('.', at('self'))
  symlinkSync('nowhere', at('dangling.bin'))
  symlinkSync('../outside.txt', at('to-outside.bin'))
  mkdirSync(at('folder.png'))
  return keys
}

/** The zoo with a socket in it, and what may come out: following a link is a choice, a copy of half of it is not. */
async function prepare() {
  const batch = new Batch(copying, zoo)
  const { sandbox, keys } = batch
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(join(sandbox.in, 'socket.bin'), resolve))
  batch.before.set('socket.bin', { kind: 'special', sizeBytes: 0, inode: 0n, mtimeNs: 0n, sha256: '' })
  const results = new Map(keys.map((key) => [key, batch.before.get(key)?.sha256 ?? '']))
  results.set('to-outside.bin', sha256Of(join(sandbox.root, 'outside.txt')))
  return { batch, server, results }
}

const ways = {
  'a folder': (batch: Batch) => [batch.sandbox.in],
  'one by one': (batch: Batch) =>
    [...batch.before.keys()].filter((key) => key.endsWith('.bin')).map((key) => join(batch.sandbox.in, key)),
}

for (const [way, sourcesOf] of Object.entries(ways)) {
  test(`pipes, sockets, devices and link loops block nothing, given as ${way}`, { skip }, async () => {
    const { batch, server, results } = await prepare()
    using _ = batch
    await using __ = server
    const ended = await batch.run({ sources: sourcesOf(batch), timeoutMs })
    assert.deepEqual({ timedOut: ended.timedOut, signal: ended.signal }, { timedOut: false, signal: null })
    assert.deepEqual([touchedOriginals(batch), partialResults(batch, { results }), leftovers(batch)].flat(), [])
    const done = reportOf(batch.sandbox).filter(({ state }) => state === 'done')
    assert.deepEqual(
      batch.keys.filter((key) => !done.some((line) => keyOf(line) === key)),
      [],
    )
    if (way === 'one by one')
      assert.deepEqual(unexplained(batch, ended, ['pipe.bin', 'socket.bin', 'loop-a.bin', 'dangling.bin']), [])
  })
}
