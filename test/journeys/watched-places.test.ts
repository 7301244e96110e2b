import assert from 'node:assert/strict'
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { decodePath } from '../../contract/path-text.ts'
import { child, toFs } from '../../main/io/paths.ts'
import { WatchPlace } from '../fixtures/watch-place.ts'

test('a watched folder whose place another one takes, or a link to one, is watched there soon', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  const { id } = await place.watch()
  await place.untilOut(id, ['a.txt'])
  place.write('other', { 'b.txt': '2' })
  renameSync(place.path('in'), place.path('before'))
  symlinkSync(place.path('other'), place.path('in'))
  await place.untilOut(id, ['a.txt', 'b.txt'])
  place.write('third', { 'c.txt': '3' })
  rmSync(place.path('in'))
  symlinkSync(place.path('third'), place.path('in'))
  await place.untilOut(id, ['a.txt', 'b.txt', 'c.txt'])
  place.write('third', { 'd.txt': '4' })
  place.write('before', { 'no.txt': 'is watched no more' })
  await place.untilOut(id, ['a.txt', 'b.txt', 'c.txt', 'd.txt'])
})

test('what comes into folders whose names are no Unicode is heard of', {
  skip: process.platform === 'linux' ? false : 'names are Unicode',
}, async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  const odd = (name: string): string => decodePath(Buffer.concat([Buffer.from(name), Buffer.from([0xff])]))
  const [before, later] = ['before', 'later'].map((name) => child(place.path('in'), odd(name))) as [string, string]
  mkdirSync(toFs(before))
  const { id } = await place.watch()
  const untilDone = (count: number) => place.untilState(id, ({ today: { counts } }) => counts.done === count)
  await untilDone(1)
  mkdirSync(toFs(later))
  writeFileSync(toFs(child(later, 'b.txt')), '2')
  await untilDone(2)
  writeFileSync(toFs(child(before, 'c.txt')), '3')
  mkdirSync(toFs(child(later, 'below')))
  await untilDone(3)
  writeFileSync(toFs(child(child(later, 'below'), 'd.txt')), '4')
  writeFileSync(toFs(child(later, odd('e'))), '5')
  await untilDone(5)
  const lines = await place.report(id)
  assert.deepEqual(
    lines.map(({ state }) => state),
    Array.from({ length: 5 }, () => 'done'),
  )
})
