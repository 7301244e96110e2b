import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { temporaryFolder } from '../fixtures/files.ts'
import { Sender } from './sender.ts'
import { sending } from './sendings.ts'
import { telling } from './telling.ts'

const { settings, isOver } = telling({ usualMs: 4_000 })

const story = fc.array(fc.record({ deed: sending, waits: fc.boolean() }), { minLength: 1, maxLength: 40, size: 'max' })

test('however files are sent, by whom and how often the line breaks: each is whole, with its content, or refused', async (t) => {
  let sent = 0
  const holds = fc.asyncProperty(story, async (deeds) => {
    if (isOver()) return
    using home = temporaryFolder()
    await using sender = new Sender(home.path)
    await sender.start()
    const open: Promise<void>[] = []
    for (const { deed, waits } of [...deeds, { deed: { does: 'restart' as const }, waits: true }]) {
      if (deed.does === 'restart') {
        await Promise.all(open.splice(0))
        await sender.check()
        await sender.stop()
        await sender.start()
        await sender.check()
      } else if (waits) await sender.do(deed)
      else open.push(sender.do(deed))
    }
    await sender.removeAll()
    assert.deepEqual(sender.wrong, [])
    sent += deeds.length
  })
  await fc.assert(holds, settings)
  t.diagnostic(`${sent} deeds`)
})
