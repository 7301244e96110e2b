import assert from 'node:assert/strict'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { BatchPlan, BatchRow } from '../../../../contract/batch-commands.ts'
import { Fault } from '../../../../contract/fault.ts'
import { emptyCounts } from '../../../../contract/job.ts'
import type { RecipeRow } from '../../../../contract/recipe-commands.ts'
import type { StepDescriptor } from '../../../../contract/step.ts'
import { runCommandLine } from '../command-line.ts'
import { doorsTo, fakeWorld } from '../testing/fake-world.ts'
import { said } from '../testing/said.ts'
import type { Doors } from '../world.ts'
import { ScriptedEngine, snapshotOf } from '../testing/scripted-engine.ts'

type Answers = ScriptedEngine['answers']

const planned: BatchPlan = {
  recipe: 'Thumbnails',
  out: '/work/small',
  files: [
    { path: '/in/a.jpg', targets: ['/work/small/a.webp', '/work/small/a-{width}w.jpg'], note: '', state: 'run' },
    { path: '/in/b\u001b.jpg', targets: ['/work/small/b 2.webp'], note: 'b.webp is taken', state: 'run' },
    { path: '/in/c.jpg', targets: [], note: 'It is empty.', state: 'fault' },
    { path: '/in/d.jpg', targets: ['/work/small/d.webp'], note: '', state: 'reuse' },
  ],
  counts: { run: 40, reuse: 1, skip: 0, fault: 1, collisions: 1 },
  kinds: { csv: 40 },
  totalBytes: 1.2e9,
  freeBytes: 8e10,
  expectedMs: 119_000,
  warnings: ['The files have more bytes than are free there.'],
  writable: true,
}

test('plan names targets, collisions, room and time, and what cannot run', async () => {
  const words = ['plan', '--recipe', 'thumbnails', '--out', 'small', '/in']
  const { exitCode, lines, asked } = await said(words, { 'batch.plan': () => planned })
  assert.deepEqual(asked[0]?.input, { recipe: 'thumbnails', sources: ['/in'], out: '/work/small' })
  assert.equal(exitCode, 1)
  assert.deepEqual(lines, [
    'Thumbnails: 42 files, to /work/small',
    '  /in/a.jpg to /work/small/a.webp',
    '      and /work/small/a-{width}w.jpg',
    '  /in/b\\u001b.jpg to /work/small/b 2.webp (b.webp is taken)',
    '  /in/c.jpg: cannot run (It is empty.)',
    '  /in/d.jpg to /work/small/d.webp, there already',
    '  and 38 more files; --limit 42 lists all',
    '',
    '40 files to process, 1 done earlier, 1 that cannot run, 1 name taken.',
    '1.2 GB to read, 80.0 GB free in the output folder. It will take about 2 min.',
    'Note: The files have more bytes than are free there.',
  ])
})

test('plan says so where results would take the places of their originals', async () => {
  const answer = { ...planned, replaces: true as const }
  const { lines } = await said(['plan', '--recipe', 'thumbnails', '--out', 'small', '/in'], {
    'batch.plan': () => answer,
  })
  assert.equal(lines[0], 'Thumbnails: 42 files, to the places of their originals')
})

test('plan says that originals would not stay where they are, unless nothing would run', async () => {
  const leaving = { ...planned, originals: 'move' as const }
  const words = ['plan', '--recipe', 'thumbnails', '--out', 'small', '/in']
  const { lines } = await said(words, { 'batch.plan': () => leaving })
  assert.equal(lines.at(-2), 'Originals move away from where they are; `millrace undo` brings them back.')
  const counts = { ...planned.counts, run: 0 }
  const idle = await said(words, { 'batch.plan': () => ({ ...leaving, counts }) })
  assert.doesNotMatch(idle.lines.join('\n'), /Originals/)
})

test('plan says which run it would go on with', async () => {
  const goesOn = { batch: '0198', state: 'cancelled' as const, startedMs: 0, done: 120, total: 300 }
  const words = ['plan', '--recipe', 'thumbnails', '--out', 'small', '/in']
  const { lines } = await said(words, { 'batch.plan': () => ({ ...planned, goesOn }) })
  assert.equal(lines.at(-2), 'Goes on with run 0198: 120 of 300 files done; --again makes those again too.')
  const none = await said(words, { 'batch.plan': () => ({ ...planned, goesOn: { ...goesOn, done: 0 } }) })
  assert.equal(none.lines.at(-2), 'Goes on with run 0198: 0 of 300 files done.')
})

test('plan tells no room of a folder that cannot be written to, but why', async () => {
  const answer = { ...planned, freeBytes: 0, writable: false, warnings: ['The disk of /work/small is not connected.'] }
  const { exitCode, lines } = await said(['plan', '--recipe', 'thumbnails', '--out', 'small', '/in'], {
    'batch.plan': () => answer,
  })
  assert.equal(exitCode, 3)
  assert.deepEqual(lines.slice(-2), [
    '1.2 GB to read. It will take about 2 min.',
    'Note: The disk of /work/small is not connected.',
  ])
})

test('plan without trouble exits 0, and --json prints it whole', async () => {
  const answer = { ...planned, counts: { ...planned.counts, fault: 0 } }
  const words = ['plan', '--recipe', 'thumbnails', '--out', 'small', '--json', '--limit', '5', '/in']
  const { exitCode, lines, asked } = await said(words, { 'batch.plan': () => answer })
  assert.deepEqual(asked[0]?.input, { recipe: 'thumbnails', sources: ['/in'], out: '/work/small', limit: 5 })
  assert.deepEqual([exitCode, JSON.parse(lines.join())], [0, answer])
})

const noProgram = new Fault('tool-missing', { subject: 'magick' }).toWire()

test('plan of what a step would fail for want of a program or a secret exits 1, as the run would, unless nothing would run', async () => {
  const words = ['plan', '--recipe', 'thumbnails', '--out', 'small', '/in']
  const exitCodeOf = async (counts: Partial<BatchPlan['counts']>) => {
    const answer = { ...planned, counts: { ...planned.counts, fault: 0, ...counts }, lacks: [noProgram] }
    const { exitCode, lines } = await said(words, { 'batch.plan': () => answer })
    assert.equal(lines.at(-1), 'Install it, or give its whole path in `command` of the step. (tool-missing)')
    return exitCode
  }
  assert.deepEqual([await exitCodeOf({}), await exitCodeOf({ run: 0 })], [1, 0])
})

test('plan into a folder that cannot be written to ends as the run would', async () => {
  const words = ['plan', '--recipe', 'thumbnails', '--out', 'small', '/in']
  const { exitCode } = await said(words, { 'batch.plan': () => ({ ...planned, writable: false }) })
  assert.equal(exitCode, 3)
})

test('plan into a file ends as the run would, and says what to do', async () => {
  const problem = new Fault('name-taken', { subject: '/work/small', why: 'It is not a folder.' })
  const answer = { ...planned, writable: false, problem: problem.toWire(), warnings: [problem.message] }
  const words = ['plan', '--recipe', 'thumbnails', '--out', 'small', '/in']
  const { exitCode, lines } = await said(words, { 'batch.plan': () => answer })
  assert.equal(exitCode, 2)
  assert.deepEqual(lines.slice(-2), [`Note: ${problem.message}`, `${problem.remedy} (name-taken)`])
})

test('check prints every problem as file:line:column and exits 2', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-cli-'))
  await writeFile(join(folder.path, 'r.yaml'), 'millrace: 1\n')
  const problems = [
    { line: 3, column: 5, field: 'steps', message: 'There is no step `image.rezise`.' },
    { line: 9, column: 1, field: 'x', message: 'Unknown key.' },
  ]
  const wrong = await said(
    ['check', 'r.yaml'],
    { 'recipe.check': () => ({ recipe: null, problems, requests: [] }) },
    folder.path,
  )
  assert.deepEqual(wrong.asked[0]?.input, { text: 'millrace: 1\n' })
  assert.equal(wrong.exitCode, 2)
  assert.deepEqual(wrong.lines, ['r.yaml:3:5: There is no step `image.rezise`.', 'r.yaml:9:1: Unknown key.'])
  const right = await said(
    ['check', 'r.yaml'],
    { 'recipe.check': () => ({ recipe: null, problems: [], requests: [] }) },
    folder.path,
  )
  assert.deepEqual([right.exitCode, right.lines], [0, ['r.yaml: no problems found.']])
  assert.equal((await said(['check', 'gone.yaml'], {}, folder.path)).exitCode, 2)
})

const row: BatchRow = {
  id: 'b-1',
  recipe: 'Copy',
  out: '/o\u0007ut',
  state: 'finished',
  startedMs: Date.UTC(2025, 5, 1, 12),
  endedMs: 0,
  counts: { ...emptyCounts(), total: 12, done: 11, reused: 4, failed: 1, outputBytes: 5e6 },
  undo: { untilMs: null, lost: 0 },
}

test('history is a table with the newest run first, and tells what was done earlier apart', async () => {
  const { lines } = await said(['history'], { 'batch.list': () => ({ batches: [row] }) })
  assert.equal(lines.length, 2)
  assert.match(lines[0] ?? '', /^BATCH +STARTED +RECIPE +STATE +DONE +OF THEM EARLIER +FAILED +RESULTS +FOLDER$/)
  assert.match(lines[1] ?? '', /^b-1 +2025-0\d-\d\d \d\d:\d\d +Copy +finished +11 +4 +1 +5\.0 MB +\/o\\u0007ut$/)
  const inPlace = await said(['history'], { 'batch.list': () => ({ batches: [{ ...row, replaces: true }] }) })
  assert.match(inPlace.lines[1] ?? '', /the places of their originals$/)
  assert.deepEqual((await said(['history'], { 'batch.list': () => ({ batches: [] }) })).lines, [
    'Nothing has been run yet.',
  ])
})

test('verify reads all pages, names what is not as written, and exits 1', async () => {
  const receipt = { bytes: 1, sha256: 'a1', foundSha256: '' }
  const pages = [
    { files: [{ path: '/in/a', output: '/out/a', verdict: 'as-written' as const, ...receipt }], next: 4 },
    { files: [{ path: '/in/b', output: '/out/b', verdict: 'missing' as const, ...receipt }], next: 5 },
    {
      files: [{ path: '/in/c', output: '/out/c', verdict: 'unreadable' as const, reason: 'No.', ...receipt }],
      next: null,
    },
  ]
  const answers: Answers = {
    'batch.verify': ({ after = -1 }) => pages[after === -1 ? 0 : after - 3] ?? { files: [], next: null },
    'batch.get': () => ({ batch: snapshotOf({ counts: { unlisted: 7 } }) }),
  }
  const { exitCode, lines } = await said(['verify', 'b-1'], answers)
  assert.equal(exitCode, 1)
  assert.deepEqual(lines, [
    'missing: /out/b (made from /in/b)',
    'unreadable: /out/c (made from /in/c). No.',
    '3 results checked, 1 missing, 1 that cannot be read. 7 files made before: the latest run over the same files checks their results.',
  ])
})

test('cancel asks politely unless told otherwise', async () => {
  const answers: Answers = { 'batch.cancel': () => ({ cancelled: 3 }) }
  const polite = await said(['cancel', 'b-1'], answers)
  assert.deepEqual(polite.asked[0]?.input, { batch: 'b-1', how: 'finish' })
  assert.deepEqual(polite.lines, ['3 files were cancelled. Finished results stay.'])
  const over = await said(['cancel', 'b-1'], { 'batch.cancel': () => ({ cancelled: 0 }) })
  assert.deepEqual(
    [over.exitCode, over.lines],
    [0, ['Nothing was cancelled: no file of this run was left to begin. Its results stay.']],
  )
  assert.deepEqual((await said(['cancel', 'b-1', '--now'], answers)).asked[0]?.input, { batch: 'b-1', how: 'now' })
})

test('resume takes the latest run with something left, or says that there is none', async () => {
  const whole = { ...row, id: 'b-2', counts: { ...row.counts, failed: 0 } }
  const none = await said(['resume'], { 'batch.list': () => ({ batches: [whole] }) })
  assert.deepEqual(
    [none.exitCode, none.lines],
    [0, ['Nothing to go on with: every run has ended without failed files, or was taken back.']],
  )
  const takenBack = { ...row, id: 'b-2', counts: { ...emptyCounts(), total: 12, undone: 11, failed: 1 } }
  const older = await said(['resume'], { 'batch.list': () => ({ batches: [takenBack, row] }) })
  assert.deepEqual(older.asked.at(-1), { command: 'batch.resume', input: { batch: 'b-1', waitMs: 0 } })
  const some = await said(['resume', '--wait', '90s'], { 'batch.list': () => ({ batches: [whole, row] }) })
  assert.deepEqual(some.asked.at(-1), { command: 'batch.resume', input: { batch: 'b-1', waitMs: 90_000 } })
})

test('a folder to watch may have any name but that of an action', async () => {
  const { exitCode, stderr } = await said(['watch', 'constructor'], {})
  assert.equal(exitCode, 2)
  assert.match(stderr, /watch: It needs --recipe and --out\./)
})

test('undo last without any run is a usage error', async () => {
  const { exitCode, stderr } = await said(['undo', 'last'], { 'batch.list': () => ({ batches: [] }) })
  assert.equal(exitCode, 2)
  assert.match(stderr, /Nothing has been run yet\./)
})

const resize: StepDescriptor = {
  name: 'image.resize',
  version: 1,
  title: 'Resize',
  summary: 'Makes a picture smaller or larger.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  options: {
    type: 'object',
    properties: {
      longest: {
        type: 'integer',
        minimum: 1,
        maximum: 9007199254740991,
        description: 'Longest side.',
        unit: 'px',
        default: 2000,
      },
      fit: { enum: ['inside', 'cover'], title: 'Fit' },
      enlarge: { type: 'boolean', default: false },
    },
    required: ['fit'],
  },
  facts: [
    { name: 'width', title: 'Width in pixels', when: 'late' },
    { name: 'stem', title: 'Name', when: 'early' },
  ],
  memoryFactor: 2,
}

test('steps lists all, and explains one from its descriptor', async () => {
  const answers: Answers = { 'step.list': () => ({ steps: [resize] }) }
  assert.deepEqual((await said(['steps'], answers)).lines, ['image.resize  Makes a picture smaller or larger.'])
  assert.deepEqual((await said(['steps', 'image.resize'], answers)).lines, [
    'image.resize: Resize',
    'Makes a picture smaller or larger.',
    '',
    'Takes image/*; makes one file of each of the same kind.',
    '',
    'Options',
    '  longest: integer, px, at least 1, default 2000',
    '      Longest side.',
    '  fit: inside | cover, required',
    '      Fit',
    '  enlarge: true | false, default false',
    '',
    'Facts for names and conditions',
    '  {width}  Width in pixels  known at the end',
    '  {stem}   Name',
  ])
  const strange = await said(['steps', 'zzzzzzzz'], {
    'step.list': () => ({ steps: Array.from({ length: 20 }, () => resize) }),
  })
  assert.match(strange.stderr, /zzzzzzzz: There is no such step\. `millrace steps` lists/)
  const wrong = await said(['steps', 'image.rezise'], answers)
  assert.equal(wrong.exitCode, 2)
  assert.match(wrong.stderr, /image\.resize/)
})

test('recipes lists all, and shows one with its text, below comments, so that what is printed is a recipe again', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-cli-'))
  const path = join(folder.path, 'copy.yaml')
  await writeFile(path, 'millrace: 1\nname: Copy\n')
  const known = { builtIn: true, path, origin: null, changedMs: 0, problems: [] }
  const copy: RecipeRow = { name: 'copy', title: 'Copy', summary: 'Same bytes.', ...known }
  const answers: Answers = { 'recipe.list': () => ({ recipes: [copy, { ...copy, name: 'mine', builtIn: false }] }) }
  assert.deepEqual((await said(['recipes'], answers)).lines, ['copy       Same bytes.', 'mine  own  Same bytes.'])
  const shown = await said(['recipes', 'copy'], answers)
  const head = ['# copy: Copy (built in)', '# Same bytes.', `# ${path}`]
  assert.deepEqual(shown.lines, [...head, '', 'millrace: 1', 'name: Copy'])
  assert.deepEqual((await said(['recipes', 'COPY'], answers)).lines, shown.lines)
  const titled: Answers = { 'recipe.list': () => ({ recipes: [{ ...copy, title: 'Same again' }] }) }
  assert.equal((await said(['recipes', 'same Again'], titled)).lines[0], '# copy: Same again (built in)')
  const wrong = await said(['recipes', 'cpoy'], answers)
  assert.equal(wrong.exitCode, 2)
  assert.match(wrong.stderr, /copy/)
})

test('doctor says how things are although no engine runs', async () => {
  const { exitCode, lines } = await said(['doctor'], { 'batch.list': () => ({ batches: [row] }) })
  assert.equal(exitCode, 0)
  for (const heading of ['State folder', 'Journal', 'Versions', 'Cores', 'Memory', 'Open files', 'Disk', 'Program'])
    assert.ok(
      lines.some((line) => line.startsWith(heading)),
      heading,
    )
  assert.equal(lines.at(-1), 'No engine is running.')
})

test('plan of more than there is room for does not end as if all were well', async () => {
  const counts = { ...planned.counts, fault: 0 }
  const words = ['plan', '--recipe', 'thumbnails', '--out', 'small', '/in']
  for (const [freeBytes, code] of [
    [planned.totalBytes - 1, 1],
    [planned.totalBytes, 0],
  ] as const) {
    const { exitCode } = await said(words, { 'batch.plan': () => ({ ...planned, counts, freeBytes }) })
    assert.equal(exitCode, code)
  }
})

test('doctor ends with 3 where nothing could start', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-doctor-'))
  const engine = new ScriptedEngine({
    'batch.list': () => ({ batches: [] }),
    'vault.list': () => ({ files: [], next: null, totals: { files: 0, bytes: 0 }, notice: '' }) as never,
  })
  const doctor = async (checkSettings: Doors['checkSettings'], checkState: Doors['checkState'] = async () => {}) => {
    const doors = { ...doorsTo(engine), checkSettings, checkState }
    const world = fakeWorld({ env: { MILLRACE_HOME: folder.path }, doors })
    return { exitCode: await runCommandLine(['doctor'], world), text: world.stdout.text }
  }
  assert.equal((await doctor(async () => {})).exitCode, 0)
  const { exitCode, text } = await doctor(() =>
    Promise.reject(new Fault('settings-wrong', { subject: '/settings.json', why: 'It is not readable as JSON.' })),
  )
  assert.equal(exitCode, 3)
  assert.match(text, /Settings +The settings in .+\(settings-wrong\)/)
  const shut = new Fault('state-unusable', { subject: '/state', why: 'The disk cannot be written to.' })
  const found = await doctor(
    async () => {},
    () => Promise.reject(shut),
  )
  assert.equal(found.exitCode, 3)
  assert.match(
    found.text,
    /State folder +The state folder \/state cannot be used\. The disk cannot be written to\. .+\(state-unusable\)/,
  )
})

test('cancel tells a program which run it was and how many files', async () => {
  const { lines } = await said(['cancel', 'b-1', '--json'], { 'batch.cancel': () => ({ cancelled: 4 }) })
  assert.deepEqual(JSON.parse(lines.join()), { batch: 'b-1', cancelled: 4 })
})

test('history lists no more runs than it says', async () => {
  const { exitCode, stderr } = await said(['history', '--limit', '2000'], { 'batch.list': () => ({ batches: [] }) })
  assert.equal(exitCode, 2)
  assert.match(stderr, /At most 1000 runs are listed\./)
})
