import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { CompanionMode } from '../../contract/recipe.ts'
import { companionsOf } from './companions.ts'

/** Each file that travels, by name, with the one it travels with. */
function travels(names: string[], { mode = 'known', refused = /^$/ }: { mode?: CompanionMode; refused?: RegExp } = {}) {
  const found = companionsOf(
    names.map((name) => ({ name, accepted: !refused.test(name) })),
    mode,
  )
  return Object.fromEntries(names.flatMap((name, at) => (found[at] ? [[name, names[found[at].main]]] : [])))
}

test('a raw picture leads its JPEG and their sidecars, by whatever name those go', () => {
  assert.deepEqual(travels(['I.CR2', 'I.JPG', 'I.xmp', 'I.CR2.xmp', 'I.JPG.xmp', 'J.JPG', 'J.aae', 'I2.xmp']), {
    'I.JPG': 'I.CR2',
    'I.xmp': 'I.CR2',
    'I.CR2.xmp': 'I.CR2',
    'I.JPG.xmp': 'I.CR2',
    'J.aae': 'J.JPG',
  })
})

test('two pictures of one stem that are no raw and its JPEG are two', () => {
  assert.deepEqual(travels(['a.jpg', 'a.png', 'a.mp4']), {})
  assert.deepEqual(travels(['a.heic', 'a.mov']), { 'a.mov': 'a.heic' })
})

test('subtitles go with their video, in every language, and with the one whose name is the longest', () => {
  assert.deepEqual(travels(['f.mkv', 'f.en.srt', 'f.de.forced.srt', 'f.srt', 'f.a.b.c.srt', 'f.en.mkv']), {
    'f.en.srt': 'f.en.mkv',
    'f.de.forced.srt': 'f.mkv',
    'f.srt': 'f.mkv',
  })
})

test('what goes with an archive that is packed has its name before both its endings, or behind all of it', () => {
  assert.deepEqual(travels(['box.tar.gz', 'box.tar.gz.md5', 'box.txt', 'box.gz.md5'], { mode: 'same-name' }), {
    'box.tar.gz.md5': 'box.tar.gz',
    'box.txt': 'box.tar.gz',
  })
})

test('the parts of a shapefile are one', () => {
  const parts = ['roads.dbf', 'roads.prj', 'roads.shp.xml', 'roads.shx']
  const expected = Object.fromEntries(parts.map((part) => [part, 'roads.shp']))
  assert.deepEqual(travels([...parts, 'roads.shp'], { refused: /\.(dbf|prj|xml|shx)$/ }), expected)
})

test('any file of the same name travels where that is wanted', () => {
  assert.deepEqual(travels(['a.wav', 'a.txt', 'a.wav.md5', 'ab.txt', '.hidden'], { mode: 'same-name' }), {
    'a.txt': 'a.wav',
    'a.wav.md5': 'a.wav',
  })
})

test('what differs in case only does not travel together: it would be one name on some disks', () => {
  assert.deepEqual(travels(['a.CR2', 'a.jpg', 'a.JPG']), { 'a.jpg': 'a.CR2' })
})

test('the sidecar of a JPEG that goes by itself goes with that', () => {
  const found = travels(['a.CR2', 'a.jpg', 'a.JPG', 'a.JPG.xmp'])
  assert.deepEqual(found, { 'a.jpg': 'a.CR2', 'a.JPG.xmp': 'a.JPG' })
})

test('the order of a listing does not matter, and no file that leads travels itself', () => {
  const name = fc.constantFrom(
    'a.cr2',
    'a.jpg',
    'a.xmp',
    'a.b.jpg',
    'a.jpg.xmp',
    'a.mov',
    'a.heic',
    'a.en.srt',
    'a.JPG',
  )
  const names = fc.uniqueArray(name, { minLength: 1 })
  fc.assert(
    fc.property(names, fc.constantFrom<CompanionMode>('known', 'same-name'), (list, mode) => {
      const found = travels(list, { mode })
      assert.ok(Object.values(found).every((main) => main !== undefined && !(main in found)))
      assert.deepEqual(Object.keys(found).length, Object.keys(travels([...list].sort(), { mode })).length)
    }),
  )
})
