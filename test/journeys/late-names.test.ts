import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { openPlace } from '../fixtures/bench-of-files.ts'

const square = (side: number) => sharp({ create: { width: side, height: side, channels: 3, background: '#753' } })

test('of two that come to be called the same the first in the tree has the plain name, however long it takes', async () => {
  const [large, small] = await Promise.all([square(3000).jpeg().toBuffer(), square(300).png().toBuffer()])
  await using place = await openPlace({ 'photo.jpg': large, 'photo.png': small })
  const recipe = 'name: sized\nsteps:\n  - image.blur: { radius: 30 }\n  - image.resize: { longest: 200 }\n'
  const { lines } = await place.run(`${recipe}  - image.convert: { to: webp }\noutput: { name: "{stem}-{width}w" }\n`)
  const named = lines.map(({ path, outputs }) => [path, outputs[0]?.path].map((each) => each?.split('/').at(-1)))
  assert.deepEqual(Object.fromEntries(named), {
    'photo.jpg': 'photo-200w.webp',
    'photo.png': 'photo-200w 2.webp',
  })
})
