import assert from 'node:assert/strict'
import { join, sep } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { isPackage } from './packages.ts'
import { survey } from '../looking/survey.ts'
import { walk, type WalkOptions } from '../looking/walk.ts'

/** A folder of photos as it is on a Mac, and on a disk that was moved from one. */
function tree() {
  const folder = temporaryFolder()
  writeTree(folder.path, {
    'Photos.photoslibrary/originals/0/a.jpg': '',
    'Photos.photoslibrary/Old.aplibrary/b.jpg': '',
    'letter.rtfd': 'a file of that name',
    'site.app/index.html': '',
    'Tool.app/Contents/Info.plist': '',
    'c.jpg': '',
  })
  const at = (name: string): string => (name === '' ? folder.path : join(folder.path, ...name.split('/')))
  const shown = (path: string): string => path.slice(folder.path.length + 1).replaceAll(sep, '/')
  const walked = (names: string[], more: Partial<WalkOptions> = {}): string[] =>
    [
      ...walk(
        names.map((name) => ({ path: at(name) })),
        { leaveOut: [], maxDepth: 64, ...more },
      ),
    ].map(({ path, fault, wanted }) => shown(path) + (fault ? ` ${fault.code}, wanted: ${wanted}` : ''))
  return { at, shown, walked, [Symbol.dispose]: () => folder[Symbol.dispose]() }
}

const inLibrary = ['Photos.photoslibrary/Old.aplibrary/b.jpg', 'Photos.photoslibrary/originals/0/a.jpg']

test('what a program keeps as one thing is not walked into from above, and is told', () => {
  using folder = tree()
  assert.deepEqual(folder.walked(['']), [
    'Photos.photoslibrary package-whole, wanted: false',
    'Tool.app package-whole, wanted: false',
    'c.jpg',
    'letter.rtfd',
    'site.app/index.html',
  ])
})

test('named itself it is walked, with all that is in it, as is a folder in it', () => {
  using folder = tree()
  assert.deepEqual(folder.walked(['Photos.photoslibrary']), inLibrary)
  assert.deepEqual(folder.walked(['Photos.photoslibrary/originals']), inLibrary.slice(1))
})

test('named together with the folder around it, it is walked too, and what was named beside it once', () => {
  using folder = tree()
  const both = folder.walked(['', 'Photos.photoslibrary', 'letter.rtfd'])
  assert.deepEqual(both.slice(-2), inLibrary)
  assert.deepEqual(both.filter((line) => line === 'letter.rtfd').length, 1)
})

test('copies that were sent to be processed are walked whole', () => {
  using folder = tree()
  assert.deepEqual(folder.walked([''], { opensPackages: true }).slice(0, 2), inLibrary)
})

test('walked like any folder, a package that is named beside the one around it is walked once', () => {
  using folder = tree()
  const both = folder.walked(['', 'Photos.photoslibrary'], { opensPackages: true })
  assert.deepEqual(both, folder.walked([''], { opensPackages: true }))
  assert.equal(both.length, 6)
})

test('a watched folder passes it over, and names it', () => {
  using folder = tree()
  const options = { leaveOut: [], closed: [], depth: 64, followLinks: false }
  const met = [...survey({ path: folder.at(''), relative: '', depth: 0 }, options)]
  const packages = met.flatMap((one) => (one.kind === 'package' ? [folder.shown(one.path)] : []))
  assert.deepEqual([packages, met.length], [['Photos.photoslibrary', 'Tool.app'], 5])
  const inside = [...survey({ path: folder.at('Photos.photoslibrary'), relative: '', depth: 0 }, options)]
  assert.deepEqual(
    inside.map((one) => one.kind),
    ['file', 'file'],
  )
  const all = [...survey({ path: folder.at(''), relative: '', depth: 0 }, { ...options, opensPackages: true })]
  assert.deepEqual([all.length, all.every((one) => one.kind === 'file')], [6, true])
})

test('a plain folder that is called like one is told by what lies in it', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, {
    'team.key/a.pem': '',
    'talk.KEY/Index.zip': '',
    'my.pages/index.html': '',
    '.app/Contents/x': '',
  })
  const names = ['team.key', 'talk.KEY', 'my.pages', '.app', 'gone.photoslibrary']
  assert.deepEqual(
    names.map((name) => isPackage(join(folder.path, name))),
    [false, true, false, false, false],
  )
})
