import { mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openReader } from '../../main/reader.ts'
import { packageRoot } from '../../main/package-root.ts'
import { archives } from './archives.ts'
import { desktop } from './desktop.ts'
import { loopDelayDuring } from './loop-delay-during.ts'
import { makePhotos, makeSmallFiles } from './make-inputs.ts'
import { preview } from './preview.ts'
import { launcher, millrace } from './millrace-run.ts'
import { type Contender, finish, hold, middle, race } from './ratio.ts'
import { rows } from './rows.ts'
import { undo } from './undo.ts'
import { screens } from './screens.ts'
import { steps } from './steps.ts'
import { texts } from './texts.ts'
import { watch } from './watch.ts'

// How fast, against what a person would use instead, as ratios within one run. `npm run bench [photos small texts disk many start rows screens desktop preview watch undo steps archives]`.

const bare = join(packageRoot, 'test/bench/bare-sharp.mjs')
const cores = availableParallelism()
const wanted = process.argv.slice(2)
const is = (name: string): boolean => wanted.length === 0 || wanted.includes(name)
/** Memory as a file system, where there is one: it measures the engine and not the disk. */
const memoryFolder = process.platform === 'linux' ? '/dev/shm' : tmpdir()
const smallFiles = 20_000
const manyFiles = 100_000

async function photos(): Promise<void> {
  console.log('\n87 photos of 2 to 24 megapixels to 1600 pixels')
  using folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-bench-'))
  const from = join(folder.path, 'in')
  await makePhotos(from)
  const recipe = join(folder.path, 'to-1600.yaml')
  writeFileSync(
    recipe,
    'millrace: 1\nname: To 1600\nsteps:\n  - image.upright\n  - image.resize: { longest: 1600 }\n  - image.convert: { to: jpeg, quality: 80 }\nkeep: []\n',
  )
  const shares = Array.from(
    { length: cores },
    (_, share) => `"${process.execPath}" "${bare}" "$0" "$1" ${share} ${cores} &`,
  ).join(' ')
  const contenders: Contender[] = [
    millrace({ folder: folder.path, from, recipe }),
    {
      name: 'bare sharp',
      round: (round) => ['sh', '-c', `mkdir -p "$1"; ${shares} wait`, from, join(folder.path, `bare-${round}`)],
    },
    {
      name: 'vipsthumbnail',
      round: (round) => [
        'sh',
        '-c',
        `mkdir -p "$1"; ls "$0"/* | xargs -P ${cores} -n 1 vipsthumbnail --size '1600x1600>' -o "$1/%s.jpg[Q=80]"`,
        from,
        join(folder.path, `vips-${round}`),
      ],
    },
  ]
  const results = await race(contenders, { weigh: 'apart' })
  compare(results, 'bare sharp', (ours, theirs) => {
    hold('wall, millrace over bare sharp', ours.wallMs / theirs.wallMs, { atMost: 1.15 })
    hold('memory of all processes, millrace over bare sharp', ours.peakBytes / theirs.peakBytes, { atMost: 1.6 })
  })
  compare(results, 'vipsthumbnail', (ours, theirs) =>
    hold('wall, millrace over vipsthumbnail', ours.wallMs / theirs.wallMs, { atMost: 1 }),
  )
}

type Results = Awaited<ReturnType<typeof race>>
type Row = NonNullable<ReturnType<Results['get']>>

function compare(results: Results, other: string, judge: (ours: Row, theirs: Row) => void): void {
  const ours = results.get('millrace')
  const theirs = results.get(other)
  if (!ours || !theirs) return
  for (const { name, wallMs, peakBytes } of [ours, theirs])
    console.log(
      `  ${name}: ${(wallMs / 1000).toFixed(2)} s${peakBytes > 0 ? `, ${Math.round(peakBytes / 1e6)} MB` : ''}`,
    )
  judge(ours, theirs)
}

async function small(): Promise<void> {
  console.log(`\n${smallFiles} files of 1 to 30 kB, in memory`)
  using folder = mkdtempDisposableSync(join(memoryFolder, 'millrace-bench-'))
  makeSmallFiles(join(folder.path, 'in'), smallFiles)
  const ours = (await race([millrace({ folder: folder.path, from: join(folder.path, 'in') })])).get('millrace')
  const states = (ours?.rounds ?? []).map((round) => join(folder.path, `state-millrace-${round}`))
  const batchMs = middle(await Promise.all(states.map(batchMsOf)))
  hold('files a second, from the start of the batch to its recorded end', (smallFiles / batchMs) * 1000, {
    atLeast: 8_000,
  })
  console.log(
    `  ${Math.round((smallFiles / (ours?.wallMs ?? Number.NaN)) * 1000)} files a second with the start and the end of the program`,
  )
}

/** How long the newest batch of a state folder took, as its journal says. */
async function batchMsOf(stateFolder: string): Promise<number> {
  await using reader = await openReader({ stateFolder })
  const { batches } = await reader.ask('batch.list', {}, { signal: AbortSignal.timeout(10_000) })
  const [batch] = batches
  return (batch?.endedMs ?? Number.NaN) - (batch?.startedMs ?? Number.NaN)
}

async function disk(): Promise<void> {
  console.log(`\n${smallFiles} files of 1 to 30 kB, on disk`)
  using folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-bench-'))
  const from = join(folder.path, 'in')
  makeSmallFiles(from, smallFiles)
  const rsync: Contender = {
    name: 'rsync -a --fsync',
    round: (round) => ['rsync', '-a', '--fsync', `${from}/`, join(folder.path, `rsync-${round}`)],
  }
  const results = await race([millrace({ folder: folder.path, from }), rsync])
  compare(results, rsync.name, (ours, theirs) =>
    hold('wall, millrace over rsync', ours.wallMs / theirs.wallMs, { atMost: 1 }),
  )
}

async function many(): Promise<void> {
  console.log(`\n${manyFiles} files in one batch`)
  using folder = mkdtempDisposableSync(join(memoryFolder, 'millrace-bench-'))
  const from = join(folder.path, 'in')
  mkdirSync(from)
  for (let n = 0; n < manyFiles; n++) writeFileSync(join(from, `m${n}.txt`), `file ${n}\n`)
  const delay = { longestMs: 0 }
  const state = join(folder.path, 'state-millrace-0')
  const contender = {
    ...millrace({ folder: folder.path, from }),
    during: (signal: AbortSignal) => loopDelayDuring({ state, delay, signal }),
  }
  process.env.MILLRACE_BENCH_ROUNDS = '1'
  const ours = (await race([contender], { weigh: 'along', again: false })).get('millrace')
  hold('seconds to the first result', (ours?.firstOutputMs ?? Number.NaN) / 1000, { atMost: 1 })
  hold('megabytes of all processes together', (ours?.peakBytes ?? Number.NaN) / 1e6, { atMost: 600 })
  hold('longest task in the main thread, ms', delay.longestMs, { atMost: 50 })
  console.log(`  ${Math.round((manyFiles / (ours?.wallMs ?? Number.NaN)) * 1000)} files a second`)
}

async function start(): Promise<void> {
  console.log('\nmillrace --version')
  process.env.MILLRACE_BENCH_ROUNDS = '9'
  const ours = (await race([{ name: 'version', round: () => [process.execPath, launcher, '--version'] }])).get(
    'version',
  )
  hold('milliseconds', ours?.wallMs ?? Number.NaN, { atMost: 150 })
}

if (is('start')) await start()
if (is('small')) await small()
if (is('texts')) await texts(memoryFolder)
if (is('disk')) await disk()
if (is('photos')) await photos()
if (is('many')) await many()
if (is('undo')) await undo()
if (is('rows')) await rows()
if (is('screens')) await screens()
if (is('desktop')) await desktop()
if (is('preview')) await preview()
if (is('watch')) await watch()
if (is('steps')) await steps()
if (is('archives')) await archives()
finish()
