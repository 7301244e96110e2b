import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempDisposableSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { madeUpSteps } from '../../contract/testing/made-up-steps.ts'
import { Library } from './library.ts'

interface House extends Disposable {
  library: Library
  own: string
  builtIn: string
  root: string
}

function house(files: { builtIn?: Record<string, string>; own?: Record<string, string> } = {}): House {
  const root = mkdtempDisposableSync(join(tmpdir(), 'library-'))
  const [builtIn, stateFolder] = [join(root.path, 'recipes'), join(root.path, 'state')]
  const own = join(stateFolder, 'recipes')
  for (const [folder, texts] of [
    [builtIn, files.builtIn],
    [own, files.own],
  ] as const) {
    if (texts) mkdirSync(folder, { recursive: true })
    for (const [name, text] of Object.entries(texts ?? {})) writeFileSync(join(folder, name), text)
  }
  const library = new Library({ stateFolder, schemas: madeUpSteps, builtInFolder: builtIn })
  return { library, own, builtIn, root: root.path, [Symbol.dispose]: () => root[Symbol.dispose]() }
}

const isFault =
  (code: string, why = /(?:)/) =>
  (error: unknown) =>
    error instanceof Fault && error.code === code && why.test(error.why)

const web =
  '# Mine\nmillrace: 1\nname: Web images\nsummary: Small ones.\nsteps: [image.resize: { longest: 9 }] # nine\n'

test('a recipe is found by its name, whatever the case and the spaces, and by its path', async () => {
  using at = house({ builtIn: { 'web-images.millrace.yaml': web } })
  for (const word of ['web-images', 'Web Images', join(at.builtIn, 'web-images.millrace.yaml')]) {
    const { recipe, text } = await at.library.find(word)
    assert.deepEqual([recipe.name, text], ['Web images', web], word)
  }
})

test('a built-in recipe is not taken for one of its name that may be among own ones which cannot be looked into; the list has it', async () => {
  using at = house({ builtIn: { 'web-images.millrace.yaml': web } })
  mkdirSync(join(at.own, '..'))
  symlinkSync(at.own, at.own)
  await assert.rejects(at.library.find('web-images'), isFault('file-special'))
  assert.deepEqual(
    (await at.library.list()).map(({ name }) => name),
    ['web-images'],
  )
})

test('a recipe without a name is called as its file', async () => {
  using at = house({ own: { 'Quick one.json': '{"millrace":1}' } })
  assert.equal((await at.library.find('quick-one')).recipe.name, 'Quick one')
})

test('an unknown name is answered with the nearest ones', async () => {
  using at = house({ builtIn: { 'web-images.yaml': web, 'copy.yaml': 'millrace: 1' } })
  await assert.rejects(at.library.find('web-imges'), isFault('recipe-unknown', /`web-images`/))
})

test('a wrong recipe is refused with every line that is wrong', async () => {
  using at = house({ own: { 'bad.yaml': 'millrace: 1\nnmae: x\nsteps: [image.rezise]' } })
  await assert.rejects(
    at.library.find('bad'),
    isFault('recipe-wrong', /^.*bad\.yaml:2:1: .*`name`\?\n.*bad\.yaml:3:9: /),
  )
  assert.throws(() => at.library.read('millrace: 9'), isFault('recipe-wrong', /newer Millrace/))
  assert.deepEqual(at.library.check('millrace: 1').problems, [])
})

test('the list has every recipe once, own ones before all that are built in, and what is wrong with each', async () => {
  using at = house({
    builtIn: { 'copy.millrace.yaml': 'millrace: 1\nname: Built in', 'a.yml': web, 'notes.txt': 'no recipe' },
    own: { 'copy.yaml': 'millrace: 1\nname: Own', 'bad.json': '{', '.mr-recipe-1-1': 'left over' },
  })
  const rows = await at.library.list()
  assert.deepEqual(
    rows.map(({ name, title, summary, builtIn, problems }) => ({
      name,
      title,
      summary,
      builtIn,
      wrong: problems.length,
    })),
    [
      { name: 'bad', title: 'bad', summary: '', builtIn: false, wrong: 1 },
      { name: 'copy', title: 'Own', summary: '', builtIn: false, wrong: 0 },
      { name: 'a', title: 'Web images', summary: 'Small ones.', builtIn: true, wrong: 0 },
    ],
  )
})

test('what is no readable file is a fault, and a pipe is not waited for', async () => {
  using at = house({ own: { 'huge.yaml': 'x'.repeat(2 ** 21) } })
  spawnSync('mkfifo', [join(at.own, 'pipe.yaml')])
  symlinkSync('nowhere', join(at.own, 'lost.yaml'))
  await assert.rejects(at.library.find(join(at.root, 'none.yaml')), isFault('file-missing'))
  await assert.rejects(at.library.find(`${at.own}/`), isFault('recipe-no-file', /It is a folder\./))
  await assert.rejects(at.library.find('pipe'), isFault('recipe-no-file'))
  await assert.rejects(at.library.find('huge'), isFault('recipe-wrong', /64 KiB/))
  assert.deepEqual(
    (await at.library.list()).map(({ name, problems }) => [name, problems.length]),
    [
      ['huge', 1],
      ['lost', 1],
      ['pipe', 1],
    ],
  )
})

test('a recipe that is not written in UTF-8 is refused: its texts would come out as other letters', async () => {
  using at = house()
  const [old, wide] = [join(at.root, 'old.yaml'), join(at.root, 'wide.yaml')]
  const text = 'millrace: 1\nname: Jäne'
  writeFileSync(old, text, 'latin1')
  writeFileSync(wide, `\ufeff${text}`, 'utf16le')
  await assert.rejects(at.library.find(old), isFault('recipe-wrong', /^Line 2 .* UTF-8/))
  await assert.rejects(at.library.find(wide), isFault('recipe-wrong', /UTF-16/))
  writeFileSync(old, `\ufeff${text}`)
  assert.equal((await at.library.find(old)).recipe.name, 'Jäne')
})

test('a recipe is saved whole under its name, for its person only, and replaced the same way', async () => {
  using at = house()
  const { changedMs, ...row } = await at.library.save('Web Images', web)
  assert.ok(changedMs > 0)
  assert.deepEqual(row, {
    name: 'web-images',
    title: 'Web images',
    summary: 'Small ones.',
    builtIn: false,
    path: join(at.own, 'web-images.millrace.yaml'),
    origin: null,
    problems: [],
  })
  await at.library.save('web-images', web.replace('nine', 'ten'))
  assert.deepEqual(readdirSync(at.own), ['web-images.millrace.yaml'])
  assert.match(readFileSync(row.path, 'utf8'), /# ten/)
})

test('what cannot be saved leaves what was there', async () => {
  using at = house({ own: { 'web.yaml': web } })
  await assert.rejects(at.library.save('web', 'millrace: 1\nfoo: 1'), isFault('recipe-wrong'))
  await assert.rejects(at.library.save('///', web), isFault('usage-wrong'))
  assert.equal(readFileSync(join(at.own, 'web.yaml'), 'utf8'), web)
  assert.deepEqual(readdirSync(at.own), ['web.yaml'])
})

test('no name leads out of the folder of own recipes', async () => {
  using at = house()
  const { path } = await at.library.save('../../etc/passwd', web)
  assert.equal(path, join(at.own, 'etc-passwd.millrace.yaml'))
})

test('a copy of a built-in recipe is an own one that says where it came from, with its comments', async () => {
  using at = house({ builtIn: { 'web-images.yaml': web } })
  chmodSync(at.builtIn, 0o500)
  const first = await at.library.duplicate('web-images')
  const second = await at.library.duplicate('web-images')
  assert.deepEqual([first.title, second.title], ['Web images copy', 'Web images copy 2'])
  const text = readFileSync(first.path, 'utf8')
  assert.match(text, /^# A copy of web-images\.\n/)
  assert.match(text, /# Mine\n[^]*# nine/)
  const [origin, copy] = [await at.library.find('web-images'), await at.library.find('web-images-copy')]
  assert.equal(copy.recipe.fingerprint, origin.recipe.fingerprint)
  chmodSync(at.builtIn, 0o700)
})

test('a recipe that was copied from a built-in one remembers it, and copies of copies do too', async () => {
  using at = house({ builtIn: { 'web-images.yaml': web } })
  const kept = await at.library.keep({ recipe: 'web-images', text: web.replace('9', '8'), was: web })
  assert.deepEqual([kept.recipe.name, kept.recipe.origin], ['web-images-copy', 'web-images'])
  assert.match(kept.text, /^# A copy of web-images\.\n# Mine/)
  assert.equal(readFileSync(join(at.builtIn, 'web-images.yaml'), 'utf8'), web)
  const again = await at.library.duplicate('web-images-copy')
  assert.equal(readFileSync(again.path, 'utf8').match(/A copy of/g)?.length, 1)
})

test('a recipe that was saved from another place meanwhile is not written over', async () => {
  using at = house({ own: { 'web.yaml': web } })
  const mine = web.replace('9', '8')
  await assert.rejects(at.library.keep({ recipe: 'web', text: mine, was: 'millrace: 1\n' }), isFault('recipe-changed'))
  assert.equal((await at.library.get('web')).text, web)
  assert.equal((await at.library.keep({ recipe: 'web', text: mine, was: web })).recipe.name, 'web')
  assert.equal((await at.library.get('web')).text, mine)
})

test('a new recipe gets a title nobody has, in its text too', async () => {
  using at = house({ own: { 'web-images.yaml': web } })
  const kept = await at.library.keep({ recipe: null, text: web, was: null })
  assert.deepEqual([kept.recipe.name, kept.recipe.title], ['web-images-2', 'Web images 2'])
})

test('a removed recipe is gone from the list, and comes back as it was, beside one that took its name', async () => {
  using at = house({ own: { 'web.millrace.yaml': web } })
  const removed = await at.library.remove('web', { nowMs: 1 })
  assert.deepEqual(await at.library.list(), [])
  await at.library.save('web', 'millrace: 1')
  const row = await at.library.restore(removed)
  assert.deepEqual([row.name, readFileSync(row.path, 'utf8')], ['web-2', web])
  for (const wrong of [removed, '../web.millrace.yaml'])
    await assert.rejects(at.library.restore(wrong), isFault('recipe-unknown'))
})

test('a recipe under another title is found by both, and built-in ones keep theirs', async () => {
  using at = house({ builtIn: { 'copy.yaml': 'millrace: 1' }, own: { 'web.yaml': web } })
  assert.equal((await at.library.rename('web', 'For the site')).title, 'For the site')
  for (const word of ['web', 'for-the-site', 'For the site'])
    assert.equal((await at.library.find(word)).recipe.name, 'For the site', word)
  assert.match((await at.library.get('web')).text, /# nine/)
  await assert.rejects(at.library.rename('copy', 'Mine'), isFault('usage-wrong', /duplicate it/))
  await assert.rejects(at.library.remove('copy', { nowMs: 1 }), isFault('usage-wrong'))
})

test('a recipe that is wrong, or would be under another title, stays as it was and says why', async () => {
  const long = `millrace: 1\n# ${'x'.repeat(65_400)}\nname: Long\n`
  const broken = 'millrace: 1\nsteps: [image.upright\n'
  using at = house({ own: { 'long.yaml': long, 'broken.yaml': broken } })
  await assert.rejects(at.library.rename('long', 'y'.repeat(200)), isFault('recipe-wrong', /at most 64 KiB/))
  await assert.rejects(at.library.rename('broken', 'Whole'), isFault('recipe-wrong', /broken\.yaml:3:1: /))
  await assert.rejects(at.library.duplicate('broken'), isFault('recipe-wrong'))
  await assert.rejects(at.library.add('Broken', broken), isFault('recipe-wrong'))
  assert.deepEqual(
    ['broken.yaml', 'long.yaml'].map((file) => readFileSync(join(at.own, file), 'utf8')),
    [broken, long],
  )
  assert.deepEqual(readdirSync(at.own), ['broken.yaml', 'long.yaml'])
})

test('a recipe with a long list inside a step can be renamed and copied', async () => {
  const text = `millrace: 1
name: Label
steps:
  - image.label:
      text: x
      font: { size: 9, colours: [${Array.from({ length: 30 }, () => 'red').join(', ')}] } # red
`
  using at = house({ own: { 'label.yaml': text } })
  const rows = [await at.library.rename('label', 'Red'), await at.library.duplicate('label')]
  assert.deepEqual(
    rows.map(({ title, problems }) => [title, problems]),
    [
      ['Red', []],
      ['Red copy', []],
    ],
  )
  assert.match((await at.library.get('label')).text, /# red/)
})

test('two recipes of one name added at once are both kept, the second one numbered', async () => {
  using at = house()
  const added = await Promise.all([at.library.add('Mine', web), at.library.add('Mine', web)])
  assert.deepEqual(
    added.map(({ recipe }) => recipe.name),
    ['mine', 'mine-2'],
  )
  assert.equal(readdirSync(at.own).length, 2)
})

test('of two that change the same text at once, the second one is told that it has changed', async () => {
  using at = house({ own: { 'web.millrace.yaml': web } })
  const keep = (ninth: string) =>
    at.library.keep({ recipe: 'web', text: web.replace('# nine', ninth), was: web }).catch((error: Fault) => error.code)
  const [first, second] = await Promise.all([keep('# first'), keep('# second')])
  assert.equal(typeof first, 'object')
  assert.equal(second, 'recipe-changed')
  assert.match(readFileSync(join(at.own, 'web.millrace.yaml'), 'utf8'), /# first/)
})

test('two processes that add a recipe of one name at once, or copy one, keep both', async () => {
  using at = house({ builtIn: { 'web-images.yaml': web } })
  const other = new Library({ stateFolder: join(at.root, 'state'), schemas: madeUpSteps, builtInFolder: at.builtIn })
  const both = [at.library, other]
  await Promise.all(both.map((library) => library.add('Mine', web)))
  await Promise.all(both.map((library) => library.keep({ recipe: 'web-images', text: web, was: web })))
  await Promise.all(both.map((library) => library.duplicate('mine-2')))
  assert.deepEqual(
    readdirSync(at.own)
      .map((file) => file.replace('.millrace.yaml', ''))
      .toSorted(),
    ['mine', 'mine-2', 'mine-2-copy', 'mine-2-copy-2', 'web-images-copy', 'web-images-copy-2'],
  )
})

test('of two removed recipes of one name that two processes bring back at once neither is lost', async () => {
  using at = house()
  const other = new Library({ stateFolder: join(at.root, 'state'), schemas: madeUpSteps, builtInFolder: at.builtIn })
  const removed: string[] = []
  for (const nowMs of [1, 2]) {
    await at.library.save('web', web.replace('# nine', `# ${nowMs}`))
    removed.push(await at.library.remove('web', { nowMs }))
  }
  const back = await Promise.all([at.library.restore(removed[0] ?? ''), other.restore(removed[1] ?? '')])
  const ends = back.map(({ path }) => readFileSync(path, 'utf8').trim().at(-1))
  assert.deepEqual(
    [ends, back.map(({ name }) => name).toSorted()],
    [
      ['1', '2'],
      ['web', 'web-2'],
    ],
  )
})
