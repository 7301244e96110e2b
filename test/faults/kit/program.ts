import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../../main/package-root.ts'
import type { Sandbox } from './sandbox.ts'

const launcher = join(packageRoot, 'bin/millrace.js')
const mostOutputChars = 2_000_000
const rssEveryMs = 20

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  timedOut: boolean
  ms: number
  out: string
  err: string
  /** Of all processes of the run together, as far as polling sees it. */
  peakRssKib: number
}

export interface StartOptions {
  args: string[]
  env?: NodeJS.ProcessEnv
  /** A command that starts the program, e.g. `prlimit`. */
  wrap?: string[]
  timeoutMs?: number
}

/** One run of the built command line, in a process group of its own. */
export interface Program extends AsyncDisposable {
  readonly pid: number
  /** Resolves when the process is gone and nobody holds its output any more. */
  readonly ended: Promise<Ended>
  /** Resolves when the process itself is gone, with what its children were left to do. */
  readonly gone: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  readonly alive: boolean
  /** On both its outputs, so far. */
  readonly said: string
  /** Reaches every process of the group; quiet when there is none. */
  killGroup(signal: NodeJS.Signals): void
}

/** Disposing kills what is left of the group. */
export function start(sandbox: Sandbox, { args, env = {}, wrap = [], timeoutMs = 120_000 }: StartOptions): Program {
  assert.ok(existsSync(join(packageRoot, 'out/cli.js')), 'the fault tests run the build: npm run build')
  const [command = '', ...rest] = [...wrap, process.execPath, launcher, ...args]
  const startedMs = performance.now()
  const child = spawn(command, rest, {
    cwd: sandbox.root,
    env: { ...sandbox.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const pid = child.pid ?? 0
  const killGroup = (signal: NodeJS.Signals) => {
    try {
      process.kill(-pid, signal)
    } catch {
      // Gone already.
    }
  }
  const ended: Ended = { code: null, signal: null, timedOut: false, ms: 0, out: '', err: '', peakRssKib: 0 }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.out += fitting(ended.out, text)))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.err += fitting(ended.err, text)))
  const poll = setInterval(() => (ended.peakRssKib = Math.max(ended.peakRssKib, rssKibOf(pid))), rssEveryMs)
  const deadline = setTimeout(() => {
    ended.timedOut = true
    killGroup('SIGKILL')
  }, timeoutMs)
  const whole = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearInterval(poll)
      clearTimeout(deadline)
      resolve({ ...ended, code, signal, ms: performance.now() - startedMs })
    })
  })
  return {
    pid,
    ended: whole,
    gone: new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal }))),
    get alive() {
      return child.exitCode === null && child.signalCode === null
    },
    get said() {
      return ended.out + ended.err
    },
    killGroup,
    async [Symbol.asyncDispose]() {
      killGroup('SIGKILL')
      await whole
    },
  }
}

export async function runToEnd(sandbox: Sandbox, options: StartOptions): Promise<Ended> {
  await using program = start(sandbox, options)
  return await program.ended
}

function fitting(have: string, text: string): string {
  return have.length < mostOutputChars ? text : ''
}

/** Of a process and its children. */
function rssKibOf(pid: number): number {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
    return children.reduce((sum, child) => sum + rssKibOf(Number(child)), own)
  } catch {
    return 0
  }
}
