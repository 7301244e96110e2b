import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempDisposableSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ioFault } from '../io/errno.ts'
import { checkStateFolder, prepareStateFolder } from './state-folder.ts'

test('a state folder is made with those above it, for its person alone', () => {
  using root = mkdtempDisposableSync(join(tmpdir(), 'mr-state-'))
  const folder = join(root.path, 'a', 'b')
  prepareStateFolder(folder)
  prepareStateFolder(folder)
  assert.equal(statSync(folder).mode & 0o777, 0o700)
})

test('where a file is in its place, or the system makes no folders, that is said', {
  skip: process.platform !== 'linux',
}, () => {
  using root = mkdtempDisposableSync(join(tmpdir(), 'mr-state-'))
  const file = join(root.path, 'file')
  writeFileSync(file, '')
  for (const folder of [file, join(file, 'inside'), '/proc/self/millrace/state'])
    assert.throws(() => prepareStateFolder(folder), { code: 'state-unusable', subject: folder })
})

test('whoever only looks whether a state folder can be used makes none', () => {
  using root = mkdtempDisposableSync(join(tmpdir(), 'mr-state-'))
  const [folder, file] = [join(root.path, 'state'), join(root.path, 'file')]
  checkStateFolder(folder)
  assert.equal(existsSync(folder), false)
  writeFileSync(file, '')
  assert.throws(() => checkStateFolder(file), { code: 'state-unusable', subject: file })
  const inside = join(file, 'a', 'b')
  assert.throws(() => checkStateFolder(inside), {
    code: 'state-unusable',
    subject: inside,
    why: 'A part of it is a file.',
  })
})

test('whoever only looks is told where a state folder could not be made', { skip: process.getuid?.() === 0 }, () => {
  using root = mkdtempDisposableSync(join(tmpdir(), 'mr-state-'))
  const { why } = ioFault(Object.assign(new Error('mkdir'), { code: 'EACCES' }), root.path)
  chmodSync(root.path, 0o555)
  assert.throws(() => checkStateFolder(join(root.path, 'a', 'state')), { code: 'state-unusable', why })
})

test('a state folder that may not be made says so as any other place does', {
  skip: process.platform !== 'linux' || process.getuid?.() !== 0,
}, () => {
  using root = mkdtempDisposableSync(join(tmpdir(), 'mr-state-'))
  const { why } = ioFault(Object.assign(new Error('mkdir'), { code: 'EACCES' }), root.path)
  chmodSync(root.path, 0o555)
  process.seteuid?.(65_534)
  try {
    assert.throws(() => prepareStateFolder(join(root.path, 'state')), { code: 'state-unusable', why })
  } finally {
    process.seteuid?.(0)
  }
})
