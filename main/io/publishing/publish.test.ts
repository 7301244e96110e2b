import assert from 'node:assert/strict'
import {
  chmodSync,
  chownSync,
  linkSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { identityOf } from '../looking/identity.ts'
import { publishAll } from './publish.ts'
import type { PublishRequest } from './publish-request.ts'
import { takeBack } from './take-back.ts'
import { hashFile } from '../looking/hash-file.ts'

const linking = { links: true, stableInodes: true, mtimeStepNs: 1 }
const linkless = { links: false, stableInodes: false, mtimeStepNs: 2_000_000_000 }

function request(folder: string, attempt: string, name: string): PublishRequest {
  const path = join(folder, attempt)
  return {
    attempt: path,
    identity: identityOf(statSync(path, { bigint: true })),
    sha256: hashFile(path),
    folder,
    name,
    original: false,
  }
}

for (const [kind, rules] of Object.entries({ linking, linkless })) {
  test(`a result gets its name and its attempt is gone, ${kind}`, () => {
    using folder = temporaryFolder()
    writeTree(folder.path, { '.mr-0123456789-1': 'one' })
    const [outcome] = publishAll([[request(folder.path, '.mr-0123456789-1', 'a.txt')]], rules)
    assert.equal(outcome?.ok && outcome.value.taken, null)
    assert.deepEqual(readTree(folder.path), { 'a.txt': 'one' })
  })

  test(`a file that has the name is never replaced, and the attempt still stands, ${kind}`, () => {
    using folder = temporaryFolder()
    writeTree(folder.path, { '.mr-0123456789-1': 'one', 'a.txt': 'somebody else’s' })
    assert.deepEqual(publishAll([[request(folder.path, '.mr-0123456789-1', 'a.txt')]], rules), [
      { ok: true, value: { taken: 0, litter: [], ctimes: [] } },
    ])
    assert.deepEqual(readTree(folder.path), { '.mr-0123456789-1': 'one', 'a.txt': 'somebody else’s' })
  })

  test(`of a set whose last name is taken nothing is published, ${kind}`, () => {
    using folder = temporaryFolder()
    writeTree(folder.path, { '.mr-0123456789-1': 'one', '.mr-0123456789-2': 'two', 'b.txt': 'old' })
    const set = [request(folder.path, '.mr-0123456789-1', 'a.txt'), request(folder.path, '.mr-0123456789-2', 'b.txt')]
    assert.deepEqual(publishAll([set], rules), [{ ok: true, value: { taken: 1, litter: [], ctimes: [] } }])
    assert.deepEqual(readTree(folder.path), { '.mr-0123456789-1': 'one', '.mr-0123456789-2': 'two', 'b.txt': 'old' })
  })

  test(`a folder that is cleared away just before the name would come into it is made once more, ${kind}`, () => {
    using folder = temporaryFolder()
    writeTree(folder.path, { '.mr-0123456789-1': 'one', 'photo.jpg': 'two' })
    const into = join(folder.path, 'of/2024')
    const sets = ['.mr-0123456789-1', 'photo.jpg'].map((name, at) => {
      const wanted = { ...request(folder.path, name, `${at}.txt`), folder: `${into}-${at}`, original: at === 1 }
      return [clearedOnce(wanted)]
    })
    assert.deepEqual(
      publishAll(sets, rules).map((outcome) => outcome.ok && outcome.value.taken),
      [null, null],
    )
    assert.deepEqual(readTree(folder.path), { 'of/2024-0/0.txt': 'one', 'of/2024-1/1.txt': 'two' })
  })
}

/** Another thread takes the empty folder of the result away when its name is asked for first. */
function clearedOnce(wanted: PublishRequest): PublishRequest {
  const { name, folder } = wanted
  let isCleared = false
  const asked = (): string => {
    if (!isCleared) rmdirSync(folder)
    isCleared = true
    return name
  }
  return Object.defineProperty(wanted, 'name', { get: asked })
}

test('a result that still has both names when it is taken back keeps that of the attempt', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { '.mr-0123456789-1': 'one' })
  linkSync(join(folder.path, '.mr-0123456789-1'), join(folder.path, 'a.txt'))
  takeBack([request(folder.path, '.mr-0123456789-1', 'a.txt')])
  assert.deepEqual(readTree(folder.path), { '.mr-0123456789-1': 'one' })
})

test('a result that has been taken away meanwhile keeps no other from being taken back', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { '.mr-0123456789-1': 'one', '.mr-0123456789-2': 'two' })
  const set = [request(folder.path, '.mr-0123456789-1', 'a.txt'), request(folder.path, '.mr-0123456789-2', 'b.txt')]
  publishAll([set], linking)
  rmSync(join(folder.path, 'a.txt'))
  takeBack(set)
  assert.deepEqual(readTree(folder.path), { '.mr-0123456789-2': 'two' })
})

test('what somebody has saved under the name of a result meanwhile stays when that is taken back', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { '.mr-0123456789-1': 'one', '.mr-0123456789-2': 'two', newer: 'of a person' })
  const set = [request(folder.path, '.mr-0123456789-1', 'a.txt'), request(folder.path, '.mr-0123456789-2', 'b.txt')]
  publishAll([set], linking)
  renameSync(join(folder.path, 'newer'), join(folder.path, 'a.txt'))
  takeBack(set)
  assert.deepEqual(readTree(folder.path), { '.mr-0123456789-2': 'two', 'a.txt': 'of a person' })
})

test('an attempt that somebody wrote to since it was noted is not published', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { '.mr-0123456789-1': 'one' })
  const noted = request(folder.path, '.mr-0123456789-1', 'a.txt')
  writeFileSync(join(folder.path, '.mr-0123456789-1'), 'ONE')
  utimesSync(join(folder.path, '.mr-0123456789-1'), 1, 1)
  const [outcome] = publishAll([[noted]], linking)
  assert.equal(outcome?.ok === false && outcome.fault.code, 'result-wrong')
  assert.deepEqual(readTree(folder.path), { '.mr-0123456789-1': 'ONE' })
})

test('one set that fails does not hold the others back', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { '.mr-0123456789-1': 'one', '.mr-0123456789-2': 'two' })
  const lost = {
    ...request(folder.path, '.mr-0123456789-1', 'a.txt'),
    attempt: join(folder.path, '.mr-0123456789-gone'),
  }
  const outcomes = publishAll([[lost], [request(folder.path, '.mr-0123456789-2', 'b.txt')]], linking)
  assert.deepEqual(
    outcomes.map(({ ok }) => ok),
    [false, true],
  )
  assert.deepEqual(readTree(folder.path), { '.mr-0123456789-1': 'one', 'b.txt': 'two' })
})

for (const [kind, rules] of Object.entries({ linking, linkless }))
  test(`of an original that was taken away before it was moved, that is told, and not that its new name is missing, ${kind}`, () => {
    using folder = temporaryFolder()
    writeTree(folder.path, { 'in/a.txt': 'one' })
    const noted = { ...request(join(folder.path, 'out'), '../in/a.txt', 'b.txt'), sha256: '', original: true }
    rmSync(noted.attempt)
    const [outcome] = publishAll([[noted]], rules)
    assert.deepEqual(outcome?.ok === false && [outcome.fault.code, outcome.fault.subject], [
      'file-missing',
      noted.attempt,
    ])
  })

for (const [kind, rules] of Object.entries({ linking, linkless }))
  test(`a file that somebody has saved anew since it was noted stays where it is, as does a link, ${kind}`, {
    skip: process.platform === 'win32' && 'Windows lets nobody but administrators make links',
  }, () => {
    using folder = temporaryFolder()
    writeTree(folder.path, { 'in/a.txt': 'old', 'in/new': 'newer' })
    const asked = { ...request(join(folder.path, 'out'), '../in/a.txt', 'a.txt'), sha256: '', original: true }
    renameSync(join(folder.path, 'in/new'), join(folder.path, 'in/a.txt'))
    symlinkSync('a.txt', join(folder.path, 'in/link'))
    const link = { ...request(join(folder.path, 'out'), '../in/link', 'b.txt'), sha256: '', original: true }
    const outcomes = publishAll([[asked], [link]], rules)
    assert.deepEqual(
      outcomes.map((outcome) => !outcome.ok && outcome.fault.code),
      ['original-changed', 'file-special'],
    )
    rmSync(join(folder.path, 'in/link'))
    assert.deepEqual(readTree(folder.path), { 'in/a.txt': 'newer' })
  })

const isRoot = process.platform === 'linux' && process.getuid?.() === 0

for (const [kind, rules] of Object.entries({ linking, linkless }))
  test(`an original whose folder does not let it go is what is told of, not its new name, ${kind}`, {
    skip: !isRoot && 'it takes another user to be refused',
  }, () => {
    using folder = temporaryFolder()
    writeTree(folder.path, { 'locked/a.txt': 'mine', 'out/.keep': '' })
    const asked = request(join(folder.path, 'out'), '../locked/a.txt', 'b.txt')
    chmodSync(folder.path, 0o755)
    chownSync(asked.folder, 65_534, 65_534)
    process.seteuid?.(65_534)
    try {
      const [outcome] = publishAll([[{ ...asked, original: true }]], rules)
      assert.equal(outcome?.ok === false && outcome.fault.subject, join(folder.path, 'locked/a.txt'))
    } finally {
      process.seteuid?.(0)
    }
    assert.deepEqual(readTree(folder.path), { 'locked/a.txt': 'mine', 'out/.keep': '' })
  })
