import assert from 'node:assert/strict'
import { existsSync, readFileSync, utimesSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import sharp from 'sharp'
import { openPlace, type Place, type Ran } from '../fixtures/bench-of-files.ts'

const colours = { red: { r: 230, g: 30, b: 30 }, blue: { r: 30, g: 30, b: 230 } }

function picture(colour: keyof typeof colours, format: 'png' | 'jpeg'): Promise<Buffer> {
  const create = { width: 1000, height: 500, channels: 3 as const, background: colours[colour] }
  return sharp({ create }).toFormat(format).toBuffer()
}

async function colourOf(content: Buffer): Promise<string> {
  const { data } = await sharp(content).raw().toBuffer({ resolveWithObject: true })
  return (data[0] ?? 0) > (data[2] ?? 0) ? 'red' : 'blue'
}

const redAndBlue = async () => ({ 'a.jpg': await picture('red', 'jpeg'), 'a.png': await picture('blue', 'png') })

const smallestGif = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'

const sizes = (more = '', formats = '[webp, jpeg]') =>
  `name: responsive\nsteps:\n  - image.sizes: { widths: [480, 960], formats: ${formats} }\n${more}`

interface Page {
  /** Addresses of pictures, each once. */
  named: string[]
  /** Which pictures they are, by their colour. */
  shows: string[]
}

/** The pages below a place's results by their path there. Raises what is said of a picture that is not where a page says. */
async function pagesOf({ tree, outPath }: Place): Promise<Record<string, Page>> {
  const pages: Record<string, Page> = {}
  for (const [path, html] of Object.entries(tree()).filter(([name]) => name.endsWith('.html'))) {
    const page = join(outPath, path.slice('out/'.length))
    const lists = [...html.matchAll(/ (?:src|srcset)="([^"]+)"/g)].map(([, list = '']) => list)
    const candidates = lists.flatMap((list) => list.split(', ').map((one) => one.split(' ')[0] ?? ''))
    const named = [...new Set(candidates)].toSorted()
    const shown = named.map((address) => readFileSync(join(dirname(page), decodeURIComponent(address))))
    pages[path.slice('out/'.length)] = { named, shows: [...new Set(await Promise.all(shown.map(colourOf)))] }
  }
  return pages
}

const shownBy = (pages: Record<string, Page>) =>
  Object.fromEntries(Object.entries(pages).map(([path, { shows }]) => [path, shows]))

const ask = { signal: AbortSignal.timeout(600_000) }

async function requireAsWritten({ host }: Place, { batch }: Ran): Promise<void> {
  const { files } = await host.client.ask('batch.verify', { batch: batch.batchId }, ask)
  assert.deepEqual(
    files.filter(({ verdict }) => verdict !== 'as-written'),
    [],
  )
  assert.ok(files.some(({ output }) => output.endsWith('.html')))
}

test('a page that is numbered with its pictures names those and no others', async () => {
  const given = await redAndBlue()
  await using place = await openPlace(given)
  const ran = await place.run('name: responsive\nsteps:\n  - image.sizes: { widths: [480] }\n')
  assert.deepEqual(await pagesOf(place), {
    'a.html': { named: ['a-480w.jpg'], shows: ['red'] },
    'a 2.html': { named: ['a-480w%202.png'], shows: ['blue'] },
  })
  await requireAsWritten(place, ran)
})

test('of two pictures in the same formats each has its own on its page; verified, and taken back', async () => {
  await using place = await openPlace(await redAndBlue())
  const before = place.tree()
  const ran = await place.run(sizes())
  assert.deepEqual(shownBy(await pagesOf(place)), { 'a.html': ['red'], 'a 2.html': ['blue'] })
  await requireAsWritten(place, ran)
  const page = ran.lines.flatMap(({ outputs }) => outputs).find(({ path }) => basename(path) === 'a 2.html')
  assert.equal(page?.bytes, readFileSync(page?.path ?? '').length)
  const { files } = await place.host.client.ask('batch.undo', { batch: ran.batch.batchId }, ask)
  assert.deepEqual(
    files.map(({ result }) => result),
    ['undone', 'undone'],
  )
  assert.deepEqual(place.tree(), before)
})

test('a page names its pictures as another template calls them, and for every system', async () => {
  await using place = await openPlace({ 'Rote Wand: 1.jpg': await picture('red', 'jpeg') })
  utimesSync(join(place.inPath, 'Rote Wand: 1.jpg'), 0, new Date('2024-05-06T12:00:00Z'))
  const dated = 'output: { name: "{date:YYYY}-{stem|slug}{suffix}" }\n'
  await requireAsWritten(place, await place.run(sizes(dated)))
  const named = ['jpg', 'webp'].flatMap((ending) => [480, 960].map((width) => `2024-rote-wand-1-${width}w.${ending}`))
  assert.deepEqual(await pagesOf(place), { '2024-rote-wand-1.html': { named: named.toSorted(), shows: ['red'] } })
  await place.run(sizes('portable: true\noutput: { name: "{stem}{suffix}" }\n'))
  assert.deepEqual(shownBy(await pagesOf(place)), { '2024-rote-wand-1.html': ['red'], 'Rote Wand_ 1.html': ['red'] })
})

test('steps behind the sizes are on the page too', async () => {
  await using place = await openPlace({ 'a.jpg': await picture('red', 'jpeg') })
  await place.run(sizes('  - image.crop: { aspect: "1:1" }\n  - image.convert: { to: webp }\n', '[]'))
  assert.deepEqual(await pagesOf(place), { 'a.html': { named: ['a-480w.webp', 'a-960w.webp'], shows: ['red'] } })
})

test('of an animation each frame has a page with its own pictures', async () => {
  const frames = await Promise.all([picture('red', 'png'), picture('blue', 'png')])
  await using place = await openPlace({
    'a.gif': await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer(),
  })
  await place.run(
    'name: t\nsteps:\n  - image.frames:\n  - image.sizes: { widths: [48] }\n  - image.convert: { to: png }\n',
  )
  assert.deepEqual(
    Object.values(await pagesOf(place)).map(({ shows }) => shows),
    [['blue'], ['red']],
  )
})

test('with skip-identical a page is there already when it is just as it would be made', async () => {
  await using place = await openPlace({ 'a.jpg': await picture('red', 'jpeg') })
  const recipe = sizes('output: { name: "page-{stem}{suffix}" }\n')
  await place.run(recipe)
  const before = place.tree()
  const { states } = await place.run(recipe, { conflict: 'skip-identical', again: true })
  assert.deepEqual(states, { 'a.jpg': 'skipped' })
  assert.deepEqual(place.tree(), before)
})

test('a name that is taken on the disk is on no page', async () => {
  await using place = await openPlace({ 'a.jpg': await picture('red', 'jpeg') })
  place.write({ 'out/a-960w.webp': 'somebody’s' })
  await requireAsWritten(place, await place.run(sizes()))
  assert.deepEqual(shownBy(await pagesOf(place)), { 'a 2.html': ['red'] })
  assert.ok(!existsSync(join(place.outPath, 'a.html')))
  assert.deepEqual(
    Object.keys(place.tree()).filter((path) => basename(path).startsWith('.mr-')),
    [],
  )
})

/** Noise, which only a smaller picture makes smaller. */
function noise(): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
  const create = { width: 1000, height: 500, channels: 3 as const, background: 'grey', noise }
  return sharp({ create }).jpeg({ quality: 40 }).toBuffer()
}

/** Two widths, of such a quality that the larger ones are no smaller than the original. */
const larger = (act: string) =>
  `name: t\nsteps:\n  - image.sizes: { widths: [100, 960] }\n  - image.convert: { to: jpeg, quality: 100 }\noutput: { if-larger: ${act} }\n`

test('a picture that is left out because it is larger is on no page', async () => {
  await using place = await openPlace({ 'a.jpg': await noise() })
  await requireAsWritten(place, await place.run(larger('skip')))
  const pictures = Object.keys(place.tree()).filter((path) => path.startsWith('out/') && path.endsWith('.jpg'))
  assert.deepEqual(
    Object.values(await pagesOf(place)).map(({ named }) => named),
    [pictures.map((path) => basename(path)).toSorted()],
  )
  assert.ok(!pictures.includes('out/a-960w.jpg'))
})

test('with no smaller picture left there is no page either, and the file says that none is smaller', async () => {
  await using place = await openPlace({ 'a.gif': Buffer.from(smallestGif, 'base64') })
  const { states, lines } = await place.run(
    'name: t\nsteps:\n  - image.sizes: { widths: [480] }\n  - image.convert: { to: png }\noutput: { if-larger: skip }\n',
  )
  assert.deepEqual([states, lines[0]?.code], [{ 'a.gif': 'skipped' }, 'not-smaller'])
})

test('a page is kept however small the original is, and shows the original that stands for larger pictures as wide as it is', async () => {
  await using place = await openPlace({ 'a.jpg': await noise(), 'b.gif': Buffer.from(smallestGif, 'base64') })
  await requireAsWritten(place, await place.run(larger('use-original')))
  const html = place.tree()['out/a.html'] ?? ''
  assert.match(html, / srcset="a-100w\.jpg 100w, a-960w\.jpg 1000w" .* width="1000" height="500"/)
  assert.match(place.tree()['out/b.html'] ?? '', /<img src="b-1w\.gif"/)
})

const named = 'output: { name: "x-{stem}{suffix}" }\n'

test('a page goes past steps that only take pictures, and past programs, and names what these have made', async () => {
  await using place = await openPlace({ 'a.jpg': await picture('red', 'jpeg') })
  await place.run(sizes(`  - privacy.clean:\n${named}`))
  const pictures = ['jpg', 'webp'].flatMap((ending) => [480, 960].map((width) => `x-a-${width}w.${ending}`))
  assert.deepEqual(await pagesOf(place), { 'x-a.html': { named: pictures.toSorted(), shows: ['red'] } })
  const run = '  - external.run: { command: [cp, "{input}", "{output}"], extension: img }\n'
  await place.run(sizes(`${run}outputs:\n  - { name: "y-{stem}{suffix}" }\n  - { name: "z-{stem}{suffix}" }\n`, '[]'))
  const { 'x-a.html': _, ...pages } = await pagesOf(place)
  assert.deepEqual(pages, {
    'y-a.html': { named: ['y-a-480w.img', 'y-a-960w.img'], shows: ['red'] },
    'z-a.html': { named: ['z-a-480w.img', 'z-a-960w.img'], shows: ['red'] },
  })
})

test('a page that is packed away itself names the pictures as they are called once they are taken out', async () => {
  await using place = await openPlace({ 'a.jpg': await picture('red', 'jpeg') })
  await place.run(sizes(`  - file.split: { size: 1 MB }\n${named}`, '[]'))
  assert.match(place.tree()['out/x-a.html.001'] ?? '', / srcset="x-a-480w\.jpg 480w, x-a-960w\.jpg 960w"/)
})
