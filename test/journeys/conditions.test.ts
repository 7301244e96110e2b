import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sharp } from '../../workers/carriers/sharp-module.ts'
import { openPlace } from '../fixtures/bench-of-files.ts'
import { zipOf } from '../fixtures/documents.ts'
import { picture } from '../e2e/kit/photos.ts'

const crlf = 'file.text: { line-endings: crlf }'
const when = (condition: string): string => `name: c\nsteps:\n  - when: { ${condition} }\n    do: [${crlf}]\n`
const files = { 'a.txt': 'x\n', 'b.log': 'yy yy yy yy\n', 'sub/c.txt': 'z\n' }

async function made(recipe: string): Promise<Record<string, string>> {
  await using place = await openPlace(files)
  await place.run(recipe)
  return Object.fromEntries(Object.entries(place.tree()).filter(([path]) => path.startsWith('out/')))
}

test('what is known of a file beforehand chooses its steps; where none is left it is a copy', async () => {
  assert.deepEqual(await made(when('ext: txt')), {
    'out/a.txt': 'x\r\n',
    'out/b.log': 'yy yy yy yy\n',
    'out/sub/c.txt': 'z\r\n',
  })
  assert.deepEqual(await made(when('size: ">10B"')), {
    'out/a.txt': 'x\n',
    'out/b.log': 'yy yy yy yy\r\n',
    'out/sub/c.txt': 'z\n',
  })
  assert.deepEqual(await made(when('path: sub, ext: txt')), {
    'out/a.txt': 'x\n',
    'out/b.log': 'yy yy yy yy\n',
    'out/sub/c.txt': 'z\r\n',
  })
})

test('conditions hold in each output by itself, and before files are gathered', async () => {
  const branches = `name: b\noutputs:\n  - steps:\n      - when: { ext: txt }\n        do: [${crlf}]\n  - { name: "{stem}-plain" }\n`
  const both = await made(branches)
  assert.deepEqual([both['out/a.txt'], both['out/b.log'], both['out/a-plain.txt']], ['x\r\n', 'yy yy yy yy\n', 'x\n'])
  const listed = await made(`${when('ext: log')}  - file.checksums:\n`)
  assert.equal(listed['out/in.sha256']?.trim().split('\n').length, 3)
})

test('how large a picture is, as it is seen, decides whether it is taken; what is no picture has no size', async () => {
  const wide = await picture(1, 'jpeg', 900)
  const turned = await sharp(wide).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  await using place = await openPlace({
    'wide.jpg': wide,
    'small.png': await picture(2, 'png', 64),
    'a.txt': 'x',
    turned,
  })
  const names = async (where: string): Promise<string[]> => {
    const { states } = await place.run(`name: sized\naccepts: [{ match: "*", where: { ${where} } }]\n`, { again: true })
    return Object.keys(states).filter((name) => states[name] === 'done')
  }
  assert.deepEqual(await names('width: ">600"'), ['wide.jpg'])
  assert.deepEqual(await names('width: "<100"'), ['small.png'])
  assert.deepEqual(await names('pages: "!2"'), ['small.png', 'turned', 'wide.jpg'])
})

test('a step asks for the size of the picture in hand, though that of the file decided whether it was taken', async () => {
  await using place = await openPlace({ 'wide.jpg': await picture(1, 'jpeg', 900) })
  const accepts = 'accepts: [{ match: "image/*", where: { width: "900" } }]'
  const steps = `steps:\n  - image.resize: { width: 90 }\n  - when: { width: "90" }\n    do: [image.convert: { to: png }]\n`
  await place.run(`name: once\n${accepts}\n${steps}output: { name: "{stem}-{width}" }\n`)
  assert.deepEqual(
    Object.keys(place.tree()).filter((path) => path.startsWith('out/')),
    ['out/wide-90.png'],
  )
})

test('of what comes out of an archive, those files take a step whose ending in it is asked for', async () => {
  await using place = await openPlace({ 'a.zip': await zipOf({ 'x.csv': 'a\r\n', 'y.txt': 'a\r\n' }) })
  const steps = 'steps:\n  - archive.unpack:\n  - { when: { entry-ext: CSV }, do: [file.text] }\n'
  await place.run(`name: c\n${steps}output: { folder: "{out}" }\n`)
  const { 'out/x.csv': csv, 'out/y.txt': txt } = place.tree()
  assert.deepEqual([String(csv), String(txt)], ['a\n', 'a\r\n'])
})

test('what comes out of an archive and is not asked for stays as it is there, also where the step could not read it', async () => {
  const photo = await picture(1, 'jpeg', 900)
  const entries = { 'notes.txt': 'a\r\n', 'photo.jpg': photo, 'other.png': await picture(2, 'png', 64) }
  await using place = await openPlace({ 'a.zip': await zipOf(entries) })
  const steps = 'steps:\n  - archive.unpack:\n  - { when: { entry-ext: jpg }, do: [image.resize: { width: 90 }] }\n'
  const { states } = await place.run(`name: c\n${steps}output: { folder: "{out}" }\n`)
  assert.deepEqual(states, { 'a.zip': 'done' })
  const read = (name: string): Buffer => readFileSync(join(place.outPath, name))
  assert.equal(read('notes.txt').toString(), 'a\r\n')
  assert.deepEqual(read('other.png'), entries['other.png'])
  assert.equal((await sharp(read('photo.jpg')).metadata()).width, 90)
})
