import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import type { JobState } from '../../../contract/job.ts'
import type { ConflictMode } from '../../../contract/recipe.ts'
import { openPlace } from '../../../test/fixtures/bench-of-files.ts'
import type { GivenTree } from '../../../test/fixtures/files.ts'

const { signal } = new AbortController()
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

test('a plan counts the kinds of all files that run, however few of them it tells', async () => {
  await using place = await openPlace({ 'a.TXT': '1', 'b.txt': '2', 'sub/c.md': '3', 'd.bin': '4', e: '5' })
  place.write({ 'recipes/texts.yaml': 'millrace: 1\nname: texts\naccepts: ["*.txt", "*.TXT", "*.md", e]\n' })
  const recipe = join(dirname(place.inPath), 'recipes/texts.yaml')
  const question = { recipe, sources: [place.inPath], out: place.outPath, limit: 1 }
  const { counts, kinds, files } = await place.host.client.ask('batch.plan', question, { signal })
  assert.deepEqual([counts.run, counts.skip, files.length], [4, 1, 1])
  assert.deepEqual(kinds, { txt: 2, md: 1 })
})

test('a plan tells names that other files of the run have apart from those that lie in the folder already', async () => {
  await using place = await openPlace({ 'a.txt': '1', 'sub/a.txt': '2', 'b.txt': '3', 'c.txt': '4' })
  const text = 'millrace: 1\nname: flat\noutput: { folder: "{out}", name: "{stem}" }\n'
  place.write({ 'recipes/flat.yaml': text })
  const recipe = join(dirname(place.inPath), 'recipes/flat.yaml')
  const question = { recipe, sources: [place.inPath], out: place.outPath, limit: 1 }
  const told = async () => {
    const { collisions, among } = (await place.host.client.ask('batch.plan', question, { signal })).counts
    return [collisions, among]
  }
  assert.deepEqual(await told(), [1, 1])
  place.write({ 'out/b.txt': 'there' })
  assert.deepEqual(await told(), [2, 1])
  place.write({ 'out/a.txt': 'there' })
  assert.deepEqual((await told())[0], 3)
})

test('a plan names the steps that are turned off, and a run does too', async () => {
  await using place = await openPlace({ 'a.txt': '1' })
  const steps =
    'steps: [{ secret.encrypt: { secret: key }, off: true }, { when: { size: "> 1" }, do: [file.text], off: true }]\n'
  place.write({ 'recipes/safe.yaml': `millrace: 1\nname: safe\n${steps}` })
  const question = {
    recipe: join(dirname(place.inPath), 'recipes/safe.yaml'),
    sources: [place.inPath],
    out: place.outPath,
  }
  const message = 'Turned off in this recipe, so not done: secret.encrypt, file.text.'
  assert.deepEqual((await place.host.client.ask('batch.plan', { ...question, limit: 1 }, { signal })).warnings, [
    message,
  ])
  const events = place.host.client.events({ signal })
  await place.host.client.ask('batch.start', { ...question, waitMs: 0 }, { signal })
  for await (const event of events) if (event.type === 'notice') return assert.equal(event.message, message)
})

test('a recipe with a step that an import did not allow is neither planned nor run', async () => {
  await using place = await openPlace({ 'a.txt': '1' })
  const text = 'millrace: 1\nname: safe\nsteps: [{ secret.encrypt: { secret: key }, off: not-allowed }]\n'
  place.write({ 'recipes/safe.yaml': text })
  const recipe = join(dirname(place.inPath), 'recipes/safe.yaml')
  const question = { recipe, sources: [place.inPath], out: place.outPath }
  const refused = { code: 'step-unallowed', subject: 'secret.encrypt' }
  const { client } = place.host
  await assert.rejects(client.ask('batch.plan', { ...question, limit: 1 }, { signal }), refused)
  await assert.rejects(client.ask('batch.start', { ...question, waitMs: 0 }, { signal }), refused)
  assert.deepEqual(Object.keys(place.tree()), ['in/a.txt'])
})

test('a plan says that a folder which is a file cannot be written to', async () => {
  await using place = await openPlace({ 'a.txt': '1' })
  place.write({ 'recipes/texts.yaml': 'millrace: 1\nname: texts\n', taken: '' })
  const at = (name: string): string => join(dirname(place.inPath), name)
  const question = { recipe: at('recipes/texts.yaml'), sources: [place.inPath], out: at('taken'), limit: 1 }
  const { writable, warnings, problem } = await place.host.client.ask('batch.plan', question, { signal })
  assert.deepEqual([writable, warnings, problem?.code], [false, [problem?.message], 'name-taken'])
})

test('a plan says which originals would leave, and where the results of a recipe that replaces them would be', async () => {
  await using place = await openPlace({ 'a.txt': '1' })
  const recipeText = 'millrace: 1\nname: tidy\nsteps: [file.text]\n'
  for (const [written, ...told] of [
    ['keep'],
    ['vault', 'vault'],
    ['{ move: "{out}/old" }', 'move'],
    ['replace', 'replace', true],
  ] as const) {
    place.write({ 'recipes/tidy.yaml': `${recipeText}originals: ${written}\n` })
    const recipe = join(dirname(place.inPath), 'recipes/tidy.yaml')
    const question = { recipe, sources: [place.inPath], out: place.outPath, limit: 1 }
    const { originals, replaces } = await place.host.client.ask('batch.plan', question, { signal })
    assert.deepEqual([originals, replaces], [told[0], told[1]])
  }
})

/** The one in the documentation of age. */
const publicKey = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'

const agreeing: { what: string; recipe: string; files: GivenTree; conflict?: ConflictMode }[] = [
  {
    what: 'names that are taken on the disk and by others of the run',
    recipe: 'output: { folder: "{out}", name: "{stem}" }\n',
    files: { 'in/a.txt': '1', 'in/sub/a.txt': '2', 'in/sub/b.txt': '3', 'out/a.txt': 'there', 'out/b.txt': 'there' },
  },
  {
    what: 'files whose names are taken, where those are passed over',
    recipe: '',
    files: { 'in/a.txt': '1', 'in/b.txt': '2', 'out/a.txt': 'there' },
    conflict: 'skip',
  },
  {
    what: 'files whose names are taken, where those fail',
    recipe: '',
    files: { 'in/a.txt': '1', 'in/b.txt': '2', 'out/a.txt': 'there' },
    conflict: 'fail',
  },
  {
    what: 'files whose names are taken, where the newer one stays',
    recipe: '',
    files: { 'out/a.txt': 'there', 'in/a.txt': '1', 'in/b.txt': '2', 'out/b.txt': 'there later' },
    conflict: 'newer',
  },
  {
    what: 'names that are one name on some systems',
    recipe: 'portable: true\noutput: { name: "{stem}" }\n',
    files: { 'in/a.TXT': '1', 'in/a.txt': '2', 'in/what?.txt': '3' },
  },
  {
    what: 'one result of each folder',
    recipe: 'steps:\n  - file.checksums: { group: folder }\n',
    files: { 'in/a.txt': '1', 'in/sub/b.txt': '2', 'in/sub/c.txt': '3', 'out/sub.sha256': 'there' },
  },
  {
    what: 'files in a folder named after theirs',
    recipe: 'output: { folder: "{out}/{parent}", name: "{parent} {stem}" }\n',
    files: { 'in/a.txt': '1', 'in/sub/b.txt': '2' },
  },
  {
    what: 'an archive',
    recipe: 'steps:\n  - archive.pack: { format: tar.gz }\n',
    files: { 'in/a.txt': '1', 'in/sub/b.txt': '2' },
  },
  {
    what: 'files that are encrypted, of which an empty one fails',
    recipe: `steps:\n  - secret.encrypt: { recipients: [${publicKey}] }\n`,
    files: { 'in/a.txt': '1', 'in/a.md': '2', 'in/none': '3', 'in/empty.txt': '' },
  },
  {
    what: 'an empty file that no step is for, and one that there is',
    recipe: 'steps:\n  - when: { ext: md }\n    do: [file.text: { line-endings: crlf }]\n',
    files: { 'in/empty.txt': '', 'in/empty.md': '', 'in/whole.md': '1' },
  },
  {
    what: 'an archive of files, of which one is empty',
    recipe: 'steps:\n  - archive.pack: { format: zip }\n',
    files: { 'in/a.txt': '1', 'in/empty.txt': '' },
  },
  {
    what: 'files of kinds that a step refuses',
    recipe: 'steps:\n  - privacy.clean:\n',
    files: {
      'in/a.txt': '1',
      'in/b.tiff': '2',
      'in/c.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'in/d.doc': '3',
      'in/no-ending': '4',
      'in/picture.txt': gif,
      'in/picture': gif,
      'in/packed.zip': 'PK\x03\x04',
    },
  },
  {
    what: 'files that travel together',
    recipe: 'accepts: ["*.txt"]\ncompanions: same-name\noutput: { folder: "{out}", name: "{counter:2} {stem}" }\n',
    files: { 'in/a.txt': '1', 'in/a.xmp': '2', 'in/b.xmp': '3', 'in/c.txt': '4' },
  },
  {
    what: 'files that travel together, of which something else has a name',
    recipe: 'companions: known\noriginals: { move: "{out}" }\n',
    files: { 'in/I.CR2': 'raw', 'in/I.JPG': 'jpeg', 'in/I.xmp': 'edits', 'out/I.CR2': 'another', 'out/I 2.xmp': 'too' },
    conflict: 'skip-identical',
  },
  {
    what: 'a file that is copied beside one of its name and of another size',
    recipe: '',
    files: { 'in/a.txt': '1', 'out/a.txt': 'other' },
    conflict: 'skip-identical',
  },
  {
    what: 'a file whose name has no room for how wide its picture will be',
    recipe: 'steps: [image.upright]\noutput: { name: "{stem}-{width}w" }\n',
    files: { [`in/${'x'.repeat(251)}.jpg`]: '1' },
  },
  {
    what: 'pictures that are copied under a name with their size, and a file that has none',
    recipe: 'output: { name: "{stem}-{width}x{height}" }\n',
    files: { 'in/a.gif': gif, 'in/b.txt': '1' },
  },
  {
    what: 'pictures that are only moved, to a name with their size, and a file that has none',
    recipe: 'originals: { move: "{out}/sorted" }\noutput: { name: "{width}-{pages} {stem}" }\n',
    files: { 'in/a.gif': gif, 'in/b.txt': '1' },
  },
  {
    what: 'files that are moved by what stands in them',
    recipe: 'originals: { move: "{out}/{date:YYYY}/{date-source}" }\noutput: { name: "{stem}" }\n',
    files: { 'in/IMG_20210304_050607.jpg': '1', 'in/plain.jpg': '2' },
  },
  {
    what: 'what the recipe leaves out',
    recipe: 'accepts: [{ match: "*.txt", where: { size: ">1 B" } }]\n',
    files: { 'in/a.txt': '1', 'in/b.txt': '22', 'in/c.md': '3' },
  },
]

test('a plan says what the run then does, and the next one what is there already', async (t) => {
  await using place = await openPlace({})
  const root = dirname(place.inPath)
  for (const [at, { what, recipe, files, conflict }] of agreeing.entries())
    await t.test(what, async () => {
      const text = `name: planned\n${recipe}`
      place.write({ [`${at}.yaml`]: `millrace: 1\n${text}` })
      for (const [path, content] of Object.entries(files)) place.write({ [`${at}/${path}`]: content })
      const [sources, out] = [[join(root, `${at}/in`)], join(root, `${at}/out`)]
      const question = { recipe: join(root, `${at}.yaml`), sources, out, ...(conflict && { conflict }) }
      const plan = () => place.host.client.ask('batch.plan', question, { signal })
      const planned = await plan()
      const { lines } = await place.run(text, { sources, out, ...(conflict && { conflict }) })
      const states: Partial<Record<JobState, string>> = { done: 'run', failed: 'fault', skipped: 'skip' }
      assert.deepEqual(
        planned.files.map(({ path, state }) => `${path} ${state}`).toSorted(),
        lines.map(({ path, state }) => `${path} ${states[state]}`).toSorted(),
      )
      const results = new Map(lines.map(({ path, outputs }) => [path, outputs.map((each) => each.path)]))
      const running = planned.files.filter(({ state }) => state === 'run')
      for (const { path, targets } of running)
        assert.deepEqual([path, targets.filter((target) => !results.get(path)?.includes(target))], [path, []])
      const all = (paths: string[][]): string[] => [...new Set(paths.flat())].toSorted()
      assert.deepEqual(all(running.map(({ targets }) => targets)), all([...results.values()]))
      const { counts } = await plan()
      const moved = recipe.includes('move')
      assert.deepEqual([counts.run, counts.reuse], [0, moved ? 0 : running.length])
    })
})

test('a plan says of all that travel together that the content decides whether they are there already', async () => {
  await using place = await openPlace({ 'I.CR2': 'raw', 'I.xmp': 'edits' })
  place.write({ 'out/I.CR2': 'war', 'out/I.xmp': 'edits', 'copy.yaml': 'millrace: 1\nname: copy\ncompanions: known\n' })
  const recipe = join(dirname(place.inPath), 'copy.yaml')
  const question = { recipe, sources: [place.inPath], out: place.outPath, conflict: 'skip-identical' as const }
  const { files } = await place.host.client.ask('batch.plan', question, { signal })
  assert.deepEqual(
    files.map(({ note }) => note.endsWith(' if its result is the same, else that gets the next free number.')),
    [true, true],
  )
})

test('a plan says of a result whose type is not decided yet that it is not', async () => {
  await using place = await openPlace({})
  const archives = 'steps:\n  - archive.unpack\noutput: { folder: "{out}/{stem}", name: "{entry-stem}" }\n'
  const pictures = 'steps:\n  - when: { width: ">9" }\n    do: [image.convert: { to: webp }]\n'
  const sizes = (formats: string): string =>
    `steps:\n  - image.sizes: { formats: [${formats}] }\noutput: { name: "{stem}{suffix}" }\n`
  place.write({ 'in/a.zip': '1', 'in/a.png': '2' })
  const shown = async (recipe: string, file: string): Promise<string[]> => {
    place.write({ 'recipes/p.yaml': `millrace: 1\nname: p\n${recipe}` })
    const question = {
      recipe: join(dirname(place.inPath), 'recipes/p.yaml'),
      sources: [join(place.inPath, file)],
      out: place.outPath,
    }
    const { files } = await place.host.client.ask('batch.plan', question, { signal })
    return files.flatMap(({ targets }) => targets.map((target) => target.slice(place.outPath.length)))
  }
  assert.deepEqual(await shown(archives, 'a.zip'), ['/a/{entry-stem}.*'])
  assert.deepEqual(await shown(pictures, 'a.png'), ['/a.*'])
  assert.deepEqual(await shown(sizes(''), 'a.png'), ['/a{suffix}.png'])
  assert.deepEqual(await shown(sizes('webp'), 'a.png'), ['/a{suffix}.webp'])
  assert.deepEqual(await shown(sizes('webp, jpeg'), 'a.png'), ['/a{suffix}.*'])
})
