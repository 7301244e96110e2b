import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { extent } from './kit/extent.ts'
import { makeBinaries } from './kit/make-files.ts'
import { isLeftover } from './kit/leftovers.ts'
import { Sandbox } from './kit/sandbox.ts'
import { sha256Of, treeOf } from './kit/tree.ts'
import { Watcher } from './kit/watcher.ts'

const quick = ['--settle', '200ms']
const mostKills = 4
const roundFiles = 12

test('kill -9 while files come in, and begin again: nothing twice, nothing missed, nothing half', async (t) => {
  for (let round = 1; round <= extent.rounds; round++) await t.test(`round ${round}`, () => killedWhileWatching())
})

async function killedWhileWatching(): Promise<void> {
  using sandbox = new Sandbox()
  const names: string[] = []
  const comeIn = (count: number): void => {
    for (let added = 0; added < count; added++) {
      const name = `f${names.length}.bin`
      writeFileSync(join(sandbox.in, name), `content of ${name} `.repeat(1 + Math.floor(Math.random() * 20_000)))
      names.push(name)
    }
  }
  for (let kills = 0; kills < mostKills; kills++) {
    await using watcher = new Watcher(sandbox, { more: quick })
    await sleep(Math.random() * 400)
    comeIn(roundFiles / mostKills)
    await sleep(Math.random() * 1_200)
    await watcher.kill()
    for (const [name, sha256] of watcher.results()) assert.equal(sha256, sha256Of(join(sandbox.in, name)), name)
  }
  await using watcher = new Watcher(sandbox, { more: quick })
  // With one more it has begun by the time it is ended, whatever was done before.
  comeIn(1)
  assert.ok(await watcher.until(() => watcher.names().size >= names.length), 'nothing is missed')
  const { lines } = await watcher.end()
  const expected = new Map(names.map((name) => [name, sha256Of(join(sandbox.in, name))]))
  assert.deepEqual(new Map(watcher.results()), expected)
  const done = lines.filter(({ state }) => state === 'done').map(({ path }) => path.slice(sandbox.in.length + 1))
  // What was done before a kill, and was not tried again since, is not of this watching.
  assert.equal(new Set(done).size, done.length)
  assert.ok(done.every((name) => names.includes(name)) && done.includes(names.at(-1) ?? ''))
  assert.deepEqual([...treeOf(sandbox.out).keys()].filter(isLeftover), [])
}

for (const how of ['the folder itself', 'a folder inside', 'a link to a folder inside', 'a way round by ..'])
  test(`results that go to ${how} are not taken for input`, async () => {
    using sandbox = new Sandbox()
    const names = makeBinaries(sandbox.in, 4)
    mkdirSync(join(sandbox.in, 'done'))
    mkdirSync(join(sandbox.in, 'x'))
    symlinkSync(join(sandbox.in, 'done'), join(sandbox.root, 'link'))
    const out = {
      'the folder itself': sandbox.in,
      'a folder inside': join(sandbox.in, 'done'),
      'a link to a folder inside': join(sandbox.root, 'link'),
      'a way round by ..': `${sandbox.in}/x/../done`,
    }[how]
    await using watcher = new Watcher(sandbox, { out: out ?? '', more: quick })
    const files = (): number =>
      [...treeOf(sandbox.in, { hash: false })].filter(([key, { kind }]) => kind === 'file' && !key.includes('.mr-'))
        .length
    await watcher.until(() => files() >= 2 * names.length)
    writeFileSync(join(sandbox.in, 'last.bin'), 'last')
    await watcher.until(() => files() >= 2 * names.length + 2)
    const { lines } = await watcher.end()
    assert.equal(files(), 2 * names.length + 2)
    assert.deepEqual(lines.map(({ path }) => path.slice(sandbox.in.length + 1)).sort(), [...names, 'last.bin'].sort())
  })

test('pipes, sockets, devices and link loops in a watched folder are passed over and never opened', async () => {
  using sandbox = new Sandbox()
  const at = (name: string): string => join(sandbox.in, name)
  await using watcher = new Watcher(sandbox, { more: quick })
  mkdirSync(at('folder'))
  for (const name of ['pipe.bin', 'folder/pipe.bin']) spawnSync('mkfifo', [at(name)])
  spawnSync('mknod', [at('zero.bin'), 'c', '1', '5'])
  symlinkSync('.', at('self'))
  symlinkSync('loop-b', at('loop-a'))
  symlinkSync('loop-a', at('loop-b'))
  writeFileSync(at('folder/good.bin'), 'good')
  assert.ok(await watcher.until(() => watcher.names().has('folder/good.bin')))
  const { lines } = await watcher.end()
  assert.deepEqual(
    lines.map(({ path, state }) => [path, state]),
    [[at('folder/good.bin'), 'done']],
  )
})

test(`${extent.manyFiles} files that come in at once are all done, once, though events are lost`, async (t) => {
  using sandbox = new Sandbox()
  await using watcher = new Watcher(sandbox, { more: quick })
  await watcher.until(() => treeOf(sandbox.state, { hash: false }).size > 0)
  for (let index = 0; index < extent.manyFiles; index++) {
    const folder = join(sandbox.in, `d${index % 50}`)
    if (index < 50) mkdirSync(folder)
    writeFileSync(join(folder, `m${index}.txt`), `file ${index}\n`)
  }
  const count = (): number => watcher.names().size
  assert.ok(await watcher.until(() => count() >= extent.manyFiles, 500_000), `${count()} came out`)
  const { ended, lines } = await watcher.end()
  t.diagnostic(`${Math.round(ended.peakRssKib / 1024)} MiB at most`)
  assert.equal(count(), extent.manyFiles)
  assert.equal(lines.length, extent.manyFiles)
  assert.ok(ended.peakRssKib / 1024 < 600, `it took ${Math.round(ended.peakRssKib / 1024)} MiB`)
})
