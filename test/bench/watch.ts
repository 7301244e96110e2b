import { closeSync, existsSync, mkdirSync, mkdtempDisposableSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hold, middle } from './ratio.ts'
import { beginWatching } from './watched-program.ts'

// How soon a file that comes into a watched folder has its result, and what 50,000 that are there already cost.

const settleMs = 500
const files = 40
const existing = 50_000

export async function watch(): Promise<void> {
  await latency()
  await manyThere()
}

async function latency(): Promise<void> {
  console.log(`\n${files} files coming into a watched folder, one after the other`)
  using folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-bench-'))
  mkdirSync(join(folder.path, 'in'))
  await using _ = await beginWatching(folder.path, ['--settle', `${settleMs}ms`])
  const beyond: number[] = []
  for (let index = 0; index < files; index++) beyond.push((await resultMs(folder.path, `f${index}.txt`)) - settleMs)
  console.log(`  slowest ${Math.round(Math.max(...beyond))} ms, quickest ${Math.round(Math.min(...beyond))} ms`)
  hold('ms from close and settle window to the result in place, median', middle(beyond), { atMost: 150 })
}

/** From the writer's close to the result under its name. */
async function resultMs(folder: string, name: string): Promise<number> {
  const file = openSync(join(folder, 'in', name), 'w')
  writeSync(file, `content of ${name}`)
  closeSync(file)
  const closedMs = performance.now()
  while (!existsSync(join(folder, 'out', name))) await sleep(1)
  return performance.now() - closedMs
}

async function manyThere(): Promise<void> {
  console.log(`\n${existing} files in a watched folder already`)
  using folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-bench-'))
  for (let n = 0; n < existing; n++) {
    const inside = join(folder.path, 'in', `d${Math.floor(n / 500)}`)
    if (n % 500 === 0) mkdirSync(inside, { recursive: true })
    writeFileSync(join(inside, `f${n}.txt`), 'x')
  }
  for (const [when, name] of [
    ['first met', 'new.txt'],
    ['known from before', 'newer.txt'],
  ] as const) {
    await using watching = await beginWatching(folder.path, ['--existing', 'leave', '--settle', `${settleMs}ms`])
    hold(`seconds until it watches, ${when}`, watching.watchingMs / 1000, { atMost: 3 })
    console.log(`  of which it had a core for ${watching.coreMs / 1000} s`)
    const noticedMs = await resultMs(folder.path, join('d7', name))
    hold(`ms beyond the settle window for one more among them, ${when}`, noticedMs - settleMs, { atMost: 3_000 })
    hold(`megabytes of the whole program, ${when}`, watching.peakBytes() / 1e6, { atMost: 700 })
  }
}
