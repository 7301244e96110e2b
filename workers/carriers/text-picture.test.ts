import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharp } from './sharp-module.ts'
import { captionLine } from './text-picture.ts'

test('a name below a picture is cut in its middle until all that is left of it can be seen, however wide its letters are', async () => {
  const colour = { r: 0, g: 0, b: 0, alpha: 1 }
  for (const text of [
    `${'W'.repeat(60)}.jpg`,
    `${'照'.repeat(40)}.jpg`,
    `${'👩‍👩‍👧'.repeat(30)}.jpg`,
    `${'i'.repeat(28)}.jpg`,
  ]) {
    const png = await captionLine({ text, colour, subject: text }, { width: 240, letterPixels: 15 })
    const { data, info } = await sharp(png).extractChannel('alpha').raw().toBuffer({ resolveWithObject: true })
    assert.equal(info.width, 240)
    const edges = [0, 239].flatMap((x) => Array.from({ length: info.height }, (_, y) => data[y * 240 + x]))
    assert.ok(
      edges.every((alpha) => alpha === 0),
      `${text} ends before the edge`,
    )
    const drawn = [...data.keys()].filter((at) => data[at] !== 0).map((at) => at % 240)
    // A family may be one letter, or three and what joins them, as the fonts of the system have it.
    const leastWide = text.startsWith('👩') ? 30 : 130
    assert.ok(Math.max(...drawn) - Math.min(...drawn) > leastWide, `${text} takes most of the room there is`)
  }
})
