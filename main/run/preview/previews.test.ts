import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CommandInput } from '../../../contract/command.ts'
import { fileFacts } from '../../../contract/facts.ts'
import { Fault } from '../../../contract/fault.ts'
import { picture } from '../../../test/e2e/kit/photos.ts'
import { openHost } from '../../host.ts'

const patience = (): AbortSignal => AbortSignal.timeout(60_000)

/** An engine in folders of its own, with one photo in a folder beside. */
async function house() {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(await mkdtempDisposable(join(tmpdir(), 'preview-')))
  const photos = join(path, 'photos')
  await mkdir(photos)
  const photo = join(photos, 'photo.jpg')
  await writeFile(photo, await picture(3, 'jpeg', 1800))
  const host = stack.use(await openHost({ stateFolder: join(path, 'state') }))
  const make = (wish: Omit<CommandInput<'preview.make'>, 'sample'> & { sample?: string }) =>
    host.client.ask('preview.make', { sample: photo, ...wish }, { signal: patience() })
  const kept = stack.move()
  return {
    host,
    photo,
    photos,
    state: join(path, 'state'),
    make,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

const named = 'output: { name: "{date:YYYY}-{stem}-{width}w" }\n'
const recipe = (more: string, output = named) => `millrace: 1
name: Look
steps:
  - image.upright:
  - image.resize: { longest: 900 }
${more}${output}`

const isFault = (code: string) => (error: unknown) => error instanceof Fault && error.code === code

test('what is made of many files is called in a look as it will be in a run', async () => {
  await using at = await house()
  const pack = (options: string, output = '') =>
    at.make({ text: `millrace: 1\nsteps:\n  - archive.pack: { ${options} }\n${output}`, detail: 'whole', sidePx: 300 })
  const name = async (look: ReturnType<typeof pack>) => (await look).results[0]?.name
  assert.equal(await name(pack('format: zip')), 'photos.zip')
  assert.equal(await name(pack('key: "{stem}"')), 'photo.zip')
  const output = 'output: { name: "{counter}" }\n'
  await assert.rejects(pack('format: zip', output), isFault('recipe-wrong'))
})

test('a sketch has the facts of the result and a picture as large as was asked for', async () => {
  await using at = await house()
  const text = recipe('  - image.convert: { to: webp, quality: 70 }\n')
  const { detail, before, results } = await at.make({ text, detail: 'sketch', sidePx: 300 })
  const year = new Date(statSync(at.photo).mtimeMs).getFullYear()
  assert.deepEqual(
    [detail, before.name, before.facts['width'], before.bytes],
    ['sketch', 'photo.jpg', 1800, statSync(at.photo).size],
  )
  const [result] = results
  assert.deepEqual([result?.name, result?.facts['width'], result?.bytes], [`photos/${year}-photo-900w.webp`, 900, null])
  const seen = await at.host.previews.file(result?.picture ?? '')
  assert.equal(seen?.type, 'image/webp')
  assert.equal(readFileSync(seen.path).subarray(8, 12).toString(), 'WEBP')
})

test('a step under a condition on the file is sketched as it is done in a run', async () => {
  await using at = await house()
  const look = async (size: string) => {
    const text = `millrace: 1\nname: Look\nsteps:\n  - when: { size: '${size}' }\n    do:\n      - image.resize: { longest: 900 }\n`
    const { detail, results } = await at.make({ text, detail: 'sketch', sidePx: 300 })
    return [detail, results[0]?.facts['width']]
  }
  assert.deepEqual(await look('>1kB'), ['sketch', 900])
  assert.deepEqual(await look('<1kB'), ['sketch', 1800])
})

test('the whole has the very bytes a run would write, for every output, and touches nothing else', async () => {
  await using at = await house()
  const text = recipe('  - image.convert: { to: jpeg, quality: 70 }\n', 'originals: replace\n')
  const sizeBytes = statSync(at.photo).size
  const { detail, results } = await at.make({ text, detail: 'whole' })
  const [result] = results
  assert.deepEqual([detail, result?.name, result?.type], ['whole', 'photo.jpg', 'image/jpeg'])
  const seen = await at.host.previews.file(result?.picture ?? '')
  assert.equal(statSync(seen?.path ?? '').size, result?.bytes)
  assert.deepEqual(readdirSync(at.photos), ['photo.jpg'])
  assert.equal(statSync(at.photo).size, sizeBytes)
  assert.deepEqual((await at.host.client.ask('batch.list', {}, { signal: patience() })).batches, [])
  const left = readdirSync(join(at.state, 'previews')).filter((name) => name.startsWith('.'))
  assert.deepEqual([left, readdirSync(join(at.state, 'scratch'))], [[], []])
})

test('a page among the results names the others as they would be called', async () => {
  await using at = await house()
  const sized = '  - image.sizes: { widths: [300] }\n'
  const text = recipe(sized, 'output: { name: "{stem|upper}{suffix}" }\n')
  const { results } = await at.make({ text, detail: 'whole' })
  assert.deepEqual(
    results.map(({ name }) => name),
    ['photos/PHOTO-300w.jpg', 'photos/PHOTO.html'],
  )
  assert.match(results[1]?.excerpt ?? '', / src="PHOTO-300w\.jpg"/)
})

test('two who look at the same moment both see their sketch', async () => {
  await using at = await house()
  const looks = [60, 70, 80].map((quality) => recipe(`  - image.convert: { to: webp, quality: ${quality} }\n`))
  const made = await Promise.all(looks.map((text) => at.make({ text, detail: 'sketch', sidePx: 300 })))
  assert.deepEqual(
    made.map(({ results }) => results[0]?.type),
    ['image/webp', 'image/webp', 'image/webp'],
  )
})

test('what was made once is not made again, until the file or the recipe is another one', async () => {
  await using at = await house()
  const text = recipe('')
  const first = await at.make({ text, detail: 'sketch' })
  assert.deepEqual(await at.make({ text: `# said otherwise\n${text}`, detail: 'sketch' }), first)
  const other = await at.make({ text: text.replace('900', '800'), detail: 'sketch' })
  assert.notEqual(other.results[0]?.picture, first.results[0]?.picture)
  await writeFile(at.photo, await picture(9, 'jpeg', 1700))
  assert.equal((await at.make({ text, detail: 'sketch' })).before.facts['width'], 1700)
})

test('whoever moves on ends the whole preview of before, and gets an answer', async () => {
  await using at = await house()
  const slow = recipe('  - image.convert: { to: avif, effort: 9 }\n')
  const before = at.make({ text: slow, detail: 'whole' })
  const ended = assert.rejects(before, isFault('state-busy'))
  const next = await at.make({ text: recipe(''), detail: 'whole' })
  await ended
  assert.equal(next.results.length, 1)
})

test('texts and other files are shown by what they say, pictures of several outputs one by one', async () => {
  await using at = await house()
  const text = 'millrace: 1\nname: T\nsteps:\n  - file.text: { line-endings: lf }\n'
  const { samples } = await at.host.client.ask('preview.samples', {}, { signal: patience() })
  const notes = samples.find(({ name }) => name === 'notes.txt')
  assert.ok(notes?.builtIn)
  const { detail, before, results } = await at.make({ text, detail: 'sketch', sample: notes.sample })
  assert.equal(detail, 'whole', 'a text has no sketch')
  assert.match(before.excerpt ?? '', /\r\n/)
  assert.equal(results[0]?.excerpt, before.excerpt?.replaceAll('\r\n', '\n'))
  const two =
    'millrace: 1\noutputs:\n  - steps: [image.convert: { to: webp }]\n  - steps: [image.convert: { to: png }]\n    name: b\n'
  const many = await at.make({ text: two, detail: 'sketch' })
  assert.deepEqual(
    many.results.map(({ branch, name }) => [branch, name]),
    [
      [0, 'photos/photo.webp'],
      [1, 'photos/b.png'],
    ],
  )
})

test('who looks at a text while all threads are at work waits for one', async () => {
  await using at = await house()
  const { client } = at.host
  await writeFile(join(at.photos, 'noise.bin'), randomBytes(24 * 2 ** 20))
  const packing = join(at.state, '../packing.yaml')
  await writeFile(packing, 'millrace: 1\nname: P\nsteps: [archive.pack: { format: tar.gz, level: 9 }]\n')
  const signal = patience()
  for (let n = 0; n < availableParallelism(); n += 1) {
    const wish = { recipe: packing, sources: [at.photos], out: join(at.state, `../out${n}`), waitMs: 0 }
    await client.ask('batch.start', wish, { signal })
  }
  const isFull = async () => {
    const { shared } = await client.ask('engine.workings', {}, { signal })
    return shared.some(({ name, used, limit }) => name === 'cpu' && used === limit)
  }
  while (!(await isFull())) await nextTurn(undefined, { signal })
  const { samples } = await client.ask('preview.samples', {}, { signal })
  const sample = samples.find(({ name }) => name === 'notes.txt')?.sample ?? ''
  const { results } = await at.make({ text: 'millrace: 1\nname: T\nsteps: [file.text]\n', detail: 'whole', sample })
  assert.equal(results.length, 1)
})

test('a recipe that is wrong, a kind it does not take and a file that is not there are said', async () => {
  await using at = await house()
  const wish = { detail: 'sketch' as const }
  await assert.rejects(at.make({ ...wish, text: 'millrace: 1\nfoo: 1\n' }), isFault('recipe-wrong'))
  await assert.rejects(at.make({ ...wish, text: 'millrace: 1\naccepts: ["*.csv"]\n' }), isFault('wrong-type'))
  await assert.rejects(
    at.make({ ...wish, text: recipe(''), sample: join(at.photos, 'no.jpg') }),
    isFault('file-missing'),
  )
  await assert.rejects(
    at.make({ ...wish, text: recipe(''), sample: 'sample:../settings.json' }),
    isFault('file-missing'),
  )
  assert.ok(!existsSync(join(at.photos, 'no.jpg')))
})

test('tokens are told as they would be for the sample: what its name, its folder and the picture itself say', async () => {
  await using at = await house()
  const { tokens } = await at.host.client.ask('preview.tokens', { sample: at.photo }, { signal: patience() })
  const { stem, ext, parent, counter, date, width } = tokens
  assert.deepEqual([stem, ext, parent, counter, width], ['photo', 'jpg', 'photos', '001', undefined])
  assert.match(date ?? '', /^\d{4}-\d\d-\d\d$/)
  const unknown = [...fileFacts].flatMap(([fact, { when }]) => (when === 'early' && !(fact in tokens) ? [fact] : []))
  // What makes no name, and what this picture does not tell.
  assert.deepEqual(unknown, ['type', 'size', 'age', 'camera'])
  await assert.rejects(
    at.host.client.ask('preview.tokens', { sample: join(at.photos, 'no') }, { signal: patience() }),
    isFault('file-missing'),
  )
})
