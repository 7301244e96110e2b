import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../../async/virtual-clock.ts'
import { DeadDisks } from './dead-disks.ts'

/** Files of one call, most of them elsewhere, with the one disk that does not answer. */
const calls = {
  'of many files, the last of another disk': (nth: number) => `/${nth < 100 ? 'home' : 'dead'}/f${nth}`,
  'of many folders': (nth: number) => (nth === 70 ? '/dead/f' : `/home/photos/${nth}/f`),
}

for (const [what, path] of Object.entries(calls))
  test(`a disk that does not answer is found in a call ${what}, and few places are asked`, async () => {
    const asked: string[] = []
    const disks = new DeadDisks(new VirtualClock(), async (place) => {
      asked.push(place)
      return !place.startsWith('/dead')
    })
    const requests = Array.from({ length: 120 }, (_, nth) => ({ from: `/state/vault/t/${nth}`, to: path(nth) }))
    assert.match((await disks.findIn({ requests })) ?? '', /^\/dead\//)
    assert.ok(asked.length <= 8, asked.join())
  })

test('a disk is called by a folder that a person knows, not by a vault or a file of ours in it', async () => {
  for (const path of ['/dead/out/.mr-vault/6204b065ab/0-a.jpg', '/dead/out/.mr-0123456789-0-a']) {
    const disks = new DeadDisks(new VirtualClock(), async () => false)
    assert.deepEqual([await disks.findIn([path]), disks.knownAmong('/dead/out/b')], ['/dead/out', '/dead/out/b'])
  }
})
