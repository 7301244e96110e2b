import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** One program run to its end. */
export interface Measured {
  wallMs: number
  /** Most memory all its processes had together, each shared page counted once (`Pss`); 0 where it was not weighed or the system does not tell. */
  peakBytes: number
  /** Milliseconds until it first wrote to `stdout`, or null. */
  firstOutputMs: number | null
  /** What part of the processors' time went to others on the same host meanwhile; 0 where the system does not tell. */
  stolen: number
}

export interface Program {
  command: readonly [string, ...string[]]
  env?: Record<string, string>
  /** Looks at the memory all the time, which takes a few hundredths of the time. */
  weighed?: boolean
  /** Told while the program runs. */
  during?: (signal: AbortSignal) => Promise<void>
}

/** Asking the system for exact figures stops the program for a moment. */
const sampleEveryMs = 250

/** Runs a program and watches it from outside. Null when it is not installed; throws when it fails. */
export async function measured({
  command: [file, ...args],
  env = {},
  weighed = false,
  during,
}: Program): Promise<Measured | null> {
  const ended = new AbortController()
  const before = processorTicks()
  const startedMs = performance.now()
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const seen = { firstOutputMs: null as number | null, peakBytes: 0, stderr: '' }
  child.stdout.on('data', () => (seen.firstOutputMs ??= performance.now() - startedMs))
  child.stderr.on('data', (text) => (seen.stderr = (seen.stderr + String(text)).slice(-2000)))
  const weigh = (): number => (seen.peakBytes = Math.max(seen.peakBytes, treeBytes(child.pid ?? 0)))
  const sampler = weighed ? setInterval(weigh, sampleEveryMs) : undefined
  const beside = during?.(ended.signal)
  const outcome = await new Promise<{ code: number | null; missing: boolean }>((resolve) => {
    child.once('error', () => resolve({ code: null, missing: true }))
    child.once('close', (code) => resolve({ code, missing: false }))
  })
  const wallMs = performance.now() - startedMs
  const stolen = stolenSince(before)
  clearInterval(sampler)
  ended.abort()
  await beside
  if (outcome.missing) return null
  if (outcome.code !== 0) throw new Error(`${file} ended with ${String(outcome.code)}: ${seen.stderr}`)
  return { wallMs, peakBytes: seen.peakBytes, firstOutputMs: seen.firstOutputMs, stolen }
}

interface Ticks {
  all: number
  stolen: number
}

/** Of all processors together since the machine's start. https://man7.org/linux/man-pages/man5/proc_stat.5.html */
function processorTicks(): Ticks {
  try {
    const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n')
    // What guests took is in what users took already.
    const ticks = line.trim().split(/ +/).slice(1, 9).map(Number)
    return { all: ticks.reduce((sum, each) => sum + each, 0), stolen: ticks[7] ?? 0 }
  } catch {
    return { all: 0, stolen: 0 }
  }
}

function stolenSince(before: Ticks): number {
  const { all, stolen } = processorTicks()
  return all === before.all ? 0 : (stolen - before.stolen) / (all - before.all)
}

function treeBytes(pid: number): number {
  return [pid, ...descendants(pid)].reduce((sum, each) => sum + residentBytes(each), 0)
}

function descendants(pid: number): number[] {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`)
    const children = tasks.flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' '),
    )
    return children.filter(Boolean).flatMap((child) => [Number(child), ...descendants(Number(child))])
  } catch {
    return []
  }
}

function residentBytes(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
