import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempDisposableSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { packageRoot } from '../../main/package-root.ts'
import { noise } from '../faults/kit/make-files.ts'

// How fast, against what a person would use instead, on this machine, one after the other: ratios say more than numbers.
// Each is done three times and the best is taken. `npm run bench`.

const rounds = 3
const smallFiles = 5_000
const pictures = 40
const launcher = join(packageRoot, 'bin/millrace.js')
const cores = availableParallelism()
const vipsScript = `mkdir -p "$2" && ls "$1"/* | xargs -P ${cores} -n 4 vipsthumbnail --size 320x320 --smartcrop centre -o "$2/%s.jpg"`

interface Contender {
  name: string
  /** Does the work from a folder of files to a folder that is not there yet. */
  command: (folders: { from: string; to: string }) => string[]
}

const millrace = (recipe: string): Contender => ({
  name: 'millrace',
  command: ({ from, to }) => [process.execPath, launcher, 'run', '--recipe', recipe, '--out', to, from],
})

const contests = [
  {
    what: `copy ${smallFiles} files of 1 to 5 kB`,
    count: smallFiles,
    make: makeSmallFiles,
    contenders: [
      millrace('copy'),
      { name: 'rsync -a --fsync', command: ({ from, to }) => ['rsync', '-a', '--fsync', `${from}/`, to] },
      { name: 'cp -r (nothing is flushed)', command: ({ from, to }) => ['cp', '-r', from, to] },
    ] satisfies Contender[],
  },
  {
    what: `${pictures} pictures of 12 megapixels to thumbnails`,
    count: pictures,
    make: makePictures,
    contenders: [
      millrace('thumbnails'),
      {
        name: `vipsthumbnail, ${cores} at a time`,
        command: ({ from, to }) => ['sh', '-c', vipsScript, 'sh', from, to],
      },
    ] satisfies Contender[],
  },
]

for (const { what, count, make, contenders } of contests) {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-bench-'))
  const from = join(folder.path, 'in')
  mkdirSync(from)
  await make(from)
  console.log(`\n${what}`)
  let ours: number | undefined
  for (const contender of contenders) {
    const ms = bestOf(contender, { root: folder.path, from })
    ours ??= ms
    console.log(
      ms === undefined ? `  ${contender.name}: not installed` : lineOf(contender.name, { ms, ours: ours ?? ms, count }),
    )
  }
}

function lineOf(name: string, { ms, ours, count }: { ms: number; ours: number; count: number }): string {
  const rate = (count / ms) * 1000
  return `  ${name.padEnd(28)} ${(ms / 1000).toFixed(2).padStart(6)} s  ${rate.toFixed(0).padStart(6)}/s  x${(ms / ours).toFixed(2)}`
}

/** Undefined where the program is not there. */
function bestOf({ command }: Contender, { root, from }: { root: string; from: string }): number | undefined {
  const times = Array.from({ length: rounds }, (_, round) => {
    const state = join(root, `state-${round}`)
    const to = join(root, `out-${round}-${Math.random()}`)
    const [program = '', ...args] = command({ from, to })
    const startedMs = performance.now()
    const { status, error, stderr } = spawnSync(program, args, { env: { ...process.env, MILLRACE_HOME: state } })
    if (error || status === 127) return Infinity
    if (status !== 0) throw new Error(`${program} ended with ${String(status)}: ${String(stderr)}`)
    return performance.now() - startedMs
  })
  const best = Math.min(...times)
  return Number.isFinite(best) ? best : undefined
}

async function makeSmallFiles(folder: string): Promise<void> {
  for (let index = 0; index < smallFiles; index += 1) {
    await writeFile(join(folder, `f${index}.txt`), noise(`small ${index}`, 1_000 + (index % 5) * 1_000))
  }
}

async function makePictures(folder: string): Promise<void> {
  const [width, height] = [4000, 3000]
  const raw = Buffer.from(noise('picture', width * 3 * 64))
  const rows = Buffer.concat(Array.from({ length: Math.ceil(height / 64) }, () => raw)).subarray(0, width * height * 3)
  const jpeg = await sharp(rows, { raw: { width, height, channels: 3 } })
    .blur(4)
    .jpeg({ quality: 90 })
    .toBuffer()
  for (let index = 0; index < pictures; index += 1) await writeFile(join(folder, `p${index}.jpg`), jpeg)
}
