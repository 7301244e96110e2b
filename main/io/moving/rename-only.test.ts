import assert from 'node:assert/strict'
import { chmodSync, chownSync, linkSync, mkdirSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { Patience } from '../names/patience.ts'
import { leaveName, leaveOwnName, renameCarefully, requireLoose } from './rename-only.ts'

const noLinks = process.platform === 'win32' && 'Windows lets nobody but administrators make links'

const isRoot = process.platform === 'linux' && process.getuid?.() === 0

test('a newer file that somebody saved under the old name meanwhile keeps it', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { a: 'old' })
  const [from, to] = ['a', 'b'].map((name) => join(folder.path, name)) as [string, string]
  linkSync(from, to)
  writeFileSync(join(folder.path, 'saving'), 'newer')
  renameSync(join(folder.path, 'saving'), from)
  leaveName(from, to)
  assert.deepEqual(readTree(folder.path), { a: 'newer', b: 'old' })
})

test('a file that two moves have at once goes with one of them, and has no name left where the other put it', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { a: 'only copy' })
  const [from, to, vault] = ['a', 'b', 'vault'].map((name) => join(folder.path, name)) as [string, string, string]
  linkSync(from, to)
  renameSync(from, vault)
  assert.throws(
    () => leaveName(from, to),
    (error) => error instanceof Fault && error.code === 'file-missing' && error.subject === from,
  )
  assert.deepEqual(readTree(folder.path), { vault: 'only copy' })
})

test('an old name that was gone already is left behind', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { b: 'only copy' })
  leaveName(join(folder.path, 'a'), join(folder.path, 'b'))
  assert.deepEqual(readTree(folder.path), { b: 'only copy' })
})

test('a name that leads to the very same place through a link is no second name', { skip: noLinks }, () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { 'real/a': 'only copy', 'backup/.keep': '' })
  linkSync(join(folder.path, 'real/a'), join(folder.path, 'backup/a'))
  symlinkSync(join(folder.path, 'real'), join(folder.path, 'alias'))
  assert.equal(renameCarefully(join(folder.path, 'real/a'), join(folder.path, 'alias/a')), 'taken')
  assert.equal(readTree(join(folder.path, 'real'))['a'], 'only copy')
})

test('where the old name cannot go the new one does, and the fault is about the old one', {
  skip: !isRoot && 'it takes another user to be refused',
}, () => {
  using folder = temporaryFolder()
  const [kept, open] = ['kept', 'open'].map((name) => join(folder.path, name)) as [string, string]
  for (const path of [kept, open]) mkdirSync(path)
  writeFileSync(join(kept, 'a'), 'mine')
  const nobody = 65_534
  for (const path of [join(kept, 'a'), open]) chownSync(path, nobody, nobody)
  chmodSync(folder.path, 0o755)
  process.seteuid?.(nobody)
  try {
    const moving = () => renameCarefully(join(kept, 'a'), join(open, 'a'))
    assert.throws(moving, (error) => error instanceof Fault && error.subject === join(kept, 'a'))
  } finally {
    process.seteuid?.(0)
  }
  assert.deepEqual(readTree(folder.path), { 'kept/a': 'mine' })
})

test('a file that another program holds on Windows, where it would keep both names, is not given a second one', () => {
  const asked: unknown[] = []
  const rename = (...names: unknown[]): void => {
    asked.push(names)
    throw Object.assign(new Error('EBUSY'), { code: 'EBUSY', syscall: 'rename' })
  }
  const patience = new Patience({ totalMs: 0, platform: 'win32' })
  assert.throws(() => requireLoose('/in/a', patience, { platform: 'win32', rename }), { code: 'EBUSY' })
  requireLoose('/in/a', patience, { platform: 'linux', rename })
  assert.deepEqual(asked, [['/in/a', '/in/a']])
})

test('a file that is moved is as it was but for its name', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { a: 'only copy' })
  const [from, to] = ['a', 'b'].map((name) => join(folder.path, name)) as [string, string]
  const { ino, mtimeNs } = statSync(from, { bigint: true })
  assert.equal(renameCarefully(from, to), 'moved')
  const found = statSync(to, { bigint: true })
  assert.deepEqual([found.ino, found.mtimeNs, found.nlink], [ino, mtimeNs, 1n])
})

test('what leaves a name of its own is the very file, and stays where it is when anything has the new name', {
  skip: noLinks,
}, () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { 'vault/a': 'only copy', 'vault/b': 'another', taken: 'mine' })
  const at = (name: string): string => join(folder.path, name)
  const { ino } = statSync(at('vault/a'))
  assert.equal(leaveOwnName(at('vault/a'), at('back'), Patience.brief()), true)
  assert.equal(leaveOwnName(at('vault/b'), at('taken'), Patience.brief()), false)
  assert.deepEqual(readTree(folder.path), { back: 'only copy', 'vault/b': 'another', taken: 'mine' })
  assert.deepEqual([statSync(at('back')).ino, statSync(at('back')).nlink], [ino, 1])
})
