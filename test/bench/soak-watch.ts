import { mkdirSync, mkdtempDisposableSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beginWatching } from './watched-program.ts'

// Files coming into a watched folder for a long time: memory and open files must not grow. By hand: `node test/bench/soak-watch.ts [files 20000] [minutes 60]`.

const [files = 20_000, minutes = 60] = process.argv.slice(2).map(Number)
const rounds = 60
const perRound = Math.ceil(files / rounds)
/** The first rounds fill caches and heaps. */
const warmUp = 10
const growthMost = 1.25

using folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-soak-'))
mkdirSync(join(folder.path, 'in'))
await using watching = await beginWatching(folder.path, ['--settle', '500ms'])
const seen: { rssMb: number; openFiles: number }[] = []
let made = 0
for (let round = 0; round < rounds; round++) {
  const endMs = performance.now() + (minutes * 60_000) / rounds
  const inside = join(folder.path, 'in', `r${round}`)
  mkdirSync(inside)
  for (let n = 0; n < perRound; n++, made++) writeFileSync(join(inside, `f${made}.txt`), `file ${made}\n`.repeat(50))
  const outside = join(folder.path, 'out', `r${round}`)
  while (countIn(outside) < perRound) await sleep(100)
  // What was taken may go: people empty their inboxes.
  rmSync(inside, { recursive: true })
  await sleep(Math.max(0, endMs - performance.now()))
  seen.push({ rssMb: Math.round(watching.rssBytes() / 1e6), openFiles: watching.openFiles() })
  if (round % 6 === 5) console.log(`${made} files: ${seen.at(-1)?.rssMb} MB, ${seen.at(-1)?.openFiles} open files`)
}
const [early, late] = [seen.slice(warmUp, warmUp + 10), seen.slice(-10)]
report(
  'memory in MB',
  early.map(({ rssMb }) => rssMb),
  late.map(({ rssMb }) => rssMb),
)
report(
  'open files',
  early.map(({ openFiles }) => openFiles),
  late.map(({ openFiles }) => openFiles),
)

function report(what: string, before: number[], after: number[]): void {
  const [first, last] = [before, after].map((values) => values.reduce((sum, value) => sum + value, 0) / values.length)
  const held = (last ?? Infinity) <= (first ?? 0) * growthMost
  console.log(
    `${held ? 'holds' : 'FAILS'}  ${what}: ${Math.round(first ?? 0)} early, ${Math.round(last ?? 0)} at the end`,
  )
  if (!held) process.exitCode = 1
}

function countIn(path: string): number {
  try {
    return readdirSync(path).length
  } catch {
    return 0
  }
}
