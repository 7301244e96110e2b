import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../test/fixtures/files.ts'
import { HeldOriginal } from './held-original.ts'

const ways: [string, (path: string, room: string) => void][] = [
  ['removes', (path) => unlinkSync(path)],
  ['moves to where everything is cleared', (path, room) => renameSync(path, join(room, 'out'))],
]

for (const [does, act] of ways)
  test(`a file that a program ${does} is put back with its time, and nothing else stays in its folder`, async () => {
    using root = temporaryFolder()
    writeTree(root.path, { 'in/a.txt': 'only copy' })
    const [path, room] = [join(root.path, 'in/a.txt'), join(root.path, 'room')]
    mkdirSync(room)
    utimesSync(path, 1_000_000, 1_000_000)
    {
      using held = await HeldOriginal.hold(path)
      act(path, room)
      assert.equal(held.putBack(join(room, 'out')), 'taken')
    }
    assert.equal(readFileSync(path, 'utf8'), 'only copy')
    assert.equal(statSync(path).mtimeMs, 1_000_000_000)
    assert.deepEqual(readdirSync(join(root.path, 'in')), ['a.txt'])
  })

test('so is one that goes only when nobody has it open any more', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'in/a.txt': 'only copy' })
  const path = join(root.path, 'in/a.txt')
  {
    using held = await HeldOriginal.hold(path, { isLeaving: () => true })
    unlinkSync(path)
    assert.equal(held.putBack(join(root.path, 'room/out')), 'taken')
  }
  assert.deepEqual(readTree(root.path), { 'in/a.txt': 'only copy' })
})

test('one that cannot go back, since its folder is gone, is kept where a person finds it', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'in/a.txt': 'only copy', 'home/mine': '' })
  const [folder, home] = [join(root.path, 'in'), join(root.path, 'home')]
  using held = await HeldOriginal.hold(join(folder, 'a.txt'), { shelters: () => [join(root.path, 'none'), home] })
  rmSync(folder, { recursive: true })
  assert.equal(held.putBack(join(root.path, 'room/out')), 'kept')
  assert.equal(dirname(dirname(held.keptAt)), home)
  assert.equal(readFileSync(held.keptAt, 'utf8'), 'only copy')
})
