import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { openPlace, type Place } from '../fixtures/bench-of-files.ts'

const files = { 'p1.txt': '1', 'p2.txt': '2', 'p3.txt': '3' }
const names = '{stem|replace:^p3$:p4|replace:^p2$:p3|replace:^p1$:p2}'
const shift = (folder: string): string => `name: shift\noutput: { folder: "${folder}", name: "${names}" }\n`
const shifted = { 'in/p2 2.txt': '1', 'in/p3 2.txt': '2', 'in/p4.txt': '3' }

interface Way {
  what: string
  folder?: string
  /** Makes the links; answers with the sources and the output folder. */
  lead: (place: Place) => { sources: string[]; out: string }
}

function linkTo(target: string, path: string): string {
  symlinkSync(target, path)
  return path
}

const ways: Way[] = [
  {
    what: 'by an output folder that is a link to the sources',
    lead: ({ inPath, outPath }) => ({ sources: [inPath], out: linkTo(inPath, outPath) }),
  },
  {
    what: 'by an output folder below a link',
    lead: ({ inPath, outPath }) => ({ sources: [inPath], out: join(linkTo(dirname(inPath), outPath), 'in') }),
  },
  {
    what: 'by sources that are named through a link',
    lead: ({ inPath, outPath }) => ({ sources: [linkTo(inPath, outPath)], out: inPath }),
  },
  {
    what: 'by a link in the output folder',
    folder: '{out}/sub',
    lead({ inPath, outPath }) {
      mkdirSync(outPath)
      linkTo(inPath, join(outPath, 'sub'))
      return { sources: [inPath], out: outPath }
    },
  },
  {
    what: 'by links to files that are named one by one',
    lead({ inPath, outPath }) {
      mkdirSync(outPath)
      return { sources: Object.keys(files).map((name) => linkTo(join(inPath, name), join(outPath, name))), out: inPath }
    },
  },
]

const signal = AbortSignal.timeout(600_000)
const ofInputs = ({ tree }: Place) =>
  Object.fromEntries(Object.entries(tree()).filter(([path]) => path.startsWith('in/')))

for (const conflict of ['replace', 'newer'] as const)
  for (const { what, folder = '{out}', lead } of ways)
    test(`${what} no result pushes out another file of the run where conflicts are settled by ${conflict}`, async () => {
      await using place = await openPlace(files)
      const begun = place.tree()
      const where = lead(place)
      place.write({ 'recipes/plan.yaml': `millrace: 1\n${shift(folder)}` })
      const recipe = join(dirname(place.inPath), 'recipes/plan.yaml')
      const planned = await place.host.client.ask('batch.plan', { recipe, conflict, ...where }, { signal })
      assert.deepEqual(
        planned.files.flatMap(({ targets }) => targets.map((path) => basename(path))),
        Object.keys(shifted).map((path) => basename(path)),
      )
      const { states, batch } = await place.run(shift(folder), { conflict, ...where })
      assert.deepEqual(states, { 'p1.txt': 'done', 'p2.txt': 'done', 'p3.txt': 'done' })
      assert.deepEqual(ofInputs(place), { ...begun, ...shifted })
      await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal })
      assert.deepEqual(ofInputs(place), begun)
    })

test('through a link a result takes the name of its own file', async () => {
  await using place = await openPlace({ 'a.txt': 'a\r\n' })
  const lf = 'name: lf\nsteps: [file.text: { line-endings: lf }]\noutput: { folder: "{out}", name: "{stem}" }\n'
  const out = linkTo(place.inPath, place.outPath)
  const { states } = await place.run(lf, { conflict: 'replace', out })
  assert.deepEqual([states, ofInputs(place)], [{ 'a.txt': 'done' }, { 'in/a.txt': 'a\n' }])
})

test('a file that the run comes to later is not pushed out before', async () => {
  const between = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`m${10_000 + n}.md`, '']))
  await using place = await openPlace({ 'a.txt': 'first', ...between, 'z.txt': 'last' })
  const recipe = 'name: late\naccepts: ["*.txt"]\noutput: { folder: "{out}", name: "{stem|replace:^a$:z}" }\n'
  const { states } = await place.run(recipe, { conflict: 'replace', out: place.inPath })
  assert.equal(states['z.txt'], 'done')
  assert.deepEqual([place.tree()['in/z.txt'], place.tree()['in/z 2.txt']], ['last', 'first'])
})

test('a result in a folder of the run pushes out what the run does not take', async () => {
  await using place = await openPlace({ 'a.txt': 'new', 'b.md': 'old', 'x.txt': 'a file that was not named' })
  const out = linkTo(place.inPath, place.outPath)
  const recipe = 'name: b\noutput: { folder: "{out}", name: "x" }\n'
  await place.run(recipe, { conflict: 'replace', sources: [join(place.inPath, 'a.txt')], out })
  assert.equal(place.tree()['in/x.txt'], 'new')
})
