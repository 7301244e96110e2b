import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import sharp from 'sharp'
import { counting, injecting, loggedCalls, whyNoInjector } from './injector/injector.ts'
import { Batch, type Kind } from './kit/batch.ts'
import { pointsOf } from './kit/fault-points.ts'

const colours = { 'a.jpg': '#d02020', 'a.png': '#2020d0' }
const blanks = await Promise.all(
  Object.entries(colours).map(async ([name, background]) => {
    const blank = sharp({ create: { width: 60, height: 40, channels: 3, background } })
    return { name, content: await (name.endsWith('png') ? blank.png() : blank.jpeg()).toBuffer() }
  }),
)

/** Two pictures of one stem, the second of which is numbered with its page. */
const pages: Kind = {
  recipe:
    'millrace: 1\nname: pages\nsteps:\n  - image.sizes: { widths: [40], formats: [webp] }\noutput: { name: "p-{stem}{suffix}" }\n',
  originals: 'stay',
  inputs(folder) {
    for (const { name, content } of blanks) writeFileSync(join(folder, name), content)
    return blanks.map(({ name }) => name)
  },
}

/** Of each page the pictures it names; fails where one is not there. */
function requireLinked({ sandbox: { out } }: Batch): void {
  const names = readdirSync(out)
  for (const page of names.filter((name) => name.endsWith('.html')))
    for (const [, address = ''] of readFileSync(join(out, page), 'utf8').matchAll(/ src="([^"]+)"/g)) {
      assert.ok(names.includes(decodeURIComponent(address)), `${page} names ${address}`)
      assert.equal(/ \d+/.exec(decodeURIComponent(address))?.[0], / \d+/.exec(page)?.[0])
    }
}

test('a page is never seen with other names than its pictures have', { skip: whyNoInjector() ?? false }, async (t) => {
  using whole = Batch.of(pages, 2)
  const { code, err } = await whole.run({ env: counting(whole.sandbox) })
  assert.equal(code, 0, err)
  const clean = [...whole.results().keys()].toSorted()
  assert.deepEqual(clean, ['p-a 2.html', 'p-a-40w 2.webp', 'p-a-40w.webp', 'p-a.html'])
  for (const mode of ['killall', 'ENOSPC'] as const)
    for (const call of pointsOf(loggedCalls(whole.sandbox), mode))
      await t.test(`${mode} at call ${call}`, async () => {
        using batch = Batch.of(pages, 2)
        await batch.run({ env: injecting(batch.sandbox, { mode, call }) })
        requireLinked(batch)
        await batch.run()
        requireLinked(batch)
        assert.deepEqual([...batch.results().keys()].toSorted(), clean)
      })
})
