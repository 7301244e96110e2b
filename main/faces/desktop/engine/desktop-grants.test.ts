import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DesktopGrant } from '../../../../contract/desktop.ts'
import { DesktopGrants } from './desktop-grants.ts'

const closed = '/home/ada/.millrace'
/** Where the names of this small world lead; what begins with `/lost` leads nowhere. */
const links: Record<string, string> = { '/home/ada/shortcut': '/home/ada/photos', '/home/ada/trick': closed }

function open(grants: DesktopGrant[] = []) {
  const kept: DesktopGrant[][] = []
  const resolve = (path: string) => (path.startsWith('/lost') ? null : (links[path] ?? path))
  const held = new DesktopGrants({ resolve, closed, grants, changed: (all) => kept.push(all) })
  return { held, kept }
}

const refused = { code: 'not-permitted' }

test('what was given is given with all below it, and nothing beside it', async () => {
  const { held } = open()
  assert.equal(held.add('/home/ada/photos', 'read'), '/home/ada/photos')
  assert.equal(await held.require('/home/ada/photos/2026/a.jpg', 'read'), '/home/ada/photos/2026/a.jpg')
  for (const path of ['/home/ada', '/home/ada/photos-of-others', '/home/ada/photo', '/', '/lost/photos'])
    await assert.rejects(held.require(path, 'read'), refused, path)
})

test('to read is not to write, and a weaker gift takes nothing back', async () => {
  const { held } = open()
  held.add('/in', 'read')
  await assert.rejects(held.require('/in/a', 'write'), refused)
  held.add('/in', 'write')
  held.add('/in', 'read')
  assert.equal(await held.require('/in/a', 'write'), '/in/a')
})

test('a link counts as where it leads', async () => {
  const { held } = open()
  assert.equal(held.add('/home/ada/shortcut', 'write'), '/home/ada/photos')
  await held.require('/home/ada/photos/a.jpg', 'write')
})

test('nothing of the app’s own is given away, be it asked for by name, from above or by a link', async () => {
  const { held } = open()
  assert.equal(held.add(closed, 'write'), null)
  assert.equal(held.add(`${closed}/journal.db`, 'read'), null)
  assert.equal(held.add('/home/ada/trick', 'read'), null)
  held.add('/home/ada', 'write')
  await assert.rejects(held.require(`${closed}/journal.db`, 'read'), refused)
  held.addUnlisted(`${closed}/uploads`)
  await held.require(`${closed}/uploads/1/a.jpg`, 'read')
  assert.deepEqual(
    held.list().map(({ path }) => path),
    ['/home/ada'],
  )
})

test('grants are kept from one start to the next, until they are taken back', async () => {
  const { held, kept } = open([{ path: '/before', access: 'write' }])
  await held.require('/before/a', 'write')
  held.add('/now', 'read')
  assert.deepEqual(kept.at(-1), [
    { path: '/before', access: 'write' },
    { path: '/now', access: 'read' },
  ])
  held.revoke('/before')
  await assert.rejects(held.require('/before/a', 'read'), refused)
  assert.deepEqual(kept.at(-1), [{ path: '/now', access: 'read' }])
})

test('all files of a large drop are given; of very many the newest are kept for the next start', async () => {
  const { held, kept } = open()
  held.add('/pictures', 'write')
  const dropped = Array.from({ length: 3_000 }, (_, n) => `/drop/${n}`)
  assert.deepEqual(await held.addAll([...dropped, '/lost/one'], 'read'), [...dropped, null])
  for (const path of ['/pictures/a.jpg', '/drop/0', '/drop/2999']) await held.require(path, 'read')
  assert.deepEqual([kept.length, kept[1]?.length, kept[1]?.[0]?.path], [2, 2_000, '/drop/1000'])
})

test('while the files of a large drop are given, and named, other work has its turn', async () => {
  const { held } = open()
  let turns = 0
  using _ = setInterval(() => turns++, 0)
  const dropped = Array.from({ length: 20_000 }, (_each, n) => `/drop/${n}`)
  await held.addAll(dropped, 'read')
  const whileGiven = turns
  assert.ok(whileGiven > 0)
  for (const path of dropped) await held.require(path, 'read')
  assert.ok(turns > whileGiven)
})

test('only what was chosen for results is offered for results, newest first', () => {
  const { held } = open()
  held.add('/in', 'write')
  held.add('/out', 'write', 'Out')
  held.add('/later', 'write', 'Later')
  assert.deepEqual(
    held.all.map(({ title }) => title),
    ['Later', 'Out'],
  )
})
