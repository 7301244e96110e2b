import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { Fault } from '../contract/fault.ts'
import { endTree } from './external-tree.ts'
import { endMarked, markedWith } from './marked-processes.ts'

export interface ProgramCall {
  program: string
  args: readonly string[]
  /** Path of the person's file, for faults. */
  subject: string
  limitMs: number
  /** Told the process group as soon as it lives, so that it can be ended with this process. */
  onSpawned: (pid: number) => void
  /** Called now and then while the program works without a word. */
  onAlive: () => void
}

/** By the process group of each program, the mark of all it has started. */
const livePrograms = new Map<number, string>()
const aliveMs = 5_000
/** What it has said is there by then; a process that it left in a session of its own may hold its output open for ever. */
const lastWordsMs = 500
/** Of what it says, the end is kept. */
const keptLetters = 2_000
/** What a program needs to find itself and its files; nothing else of ours is its business. */
const passedOn = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'TEMP', 'SystemRoot', 'USERPROFILE']
const ofWindows = ['TMP', 'APPDATA', 'LOCALAPPDATA', 'ProgramData', 'ComSpec', 'PATHEXT']

/**
 * Runs a program to its end, without a shell, in a process group of its own and with nothing to read. What it prints is read at once, so it
 * never waits for us. Raises `tool-missing`, `not-permitted`, `timed-out`, and `step-failed` with its last words for any end but 0.
 */
export async function runProgram(call: ProgramCall): Promise<void> {
  const { program, subject, limitMs, onSpawned, onAlive } = call
  const { child, mark, started, ended, words } = begin(call)
  await started.catch((error: unknown) => {
    throw notStarted(program, error)
  })
  const group = child.pid ?? 0
  livePrograms.set(group, mark)
  onSpawned(group)
  let late = false
  const alive = setInterval(onAlive, aliveMs)
  const limit = setTimeout(() => {
    late = true
    endTree(group)
  }, limitMs)
  child.on('exit', () => clearTimeout(limit))
  try {
    const { code, signal } = await ended
    if (late) throw new Fault('timed-out', { subject, why: `${program} took longer than ${limitMs / 1000} s.` })
    if (code !== 0) throw failed({ program, subject, end: signal ?? `code ${code}`, words: words() })
  } finally {
    clearInterval(alive)
    clearTimeout(limit)
    livePrograms.delete(group)
  }
}

/** Starts it so that whatever it starts can be ended with it. `ended`: once its output has come to an end too. */
function begin({ program, args }: Pick<ProgramCall, 'program' | 'args'>) {
  const mark = randomUUID()
  const child = start(program, args, { ...environment(), ...markedWith(mark) })
  const started = Promise.withResolvers<undefined>()
  const ended = Promise.withResolvers<{ code: number | null; signal: NodeJS.Signals | null }>()
  child.on('spawn', () => started.resolve(undefined))
  child.on('error', started.reject)
  // What it left running goes with it, or would keep its output open. On Windows its number may be another's by now.
  child.on('exit', () => child.pid && process.platform !== 'win32' && endTree(child.pid))
  // One that is ended takes along what it had put into a session of its own; one that ends by itself may mean that to stay.
  child.on('exit', (_code, signal) => signal === 'SIGKILL' && endMarked(mark))
  child.on('exit', () => setTimeout(() => child.stdio.forEach((stream) => stream?.destroy()), lastWordsMs).unref())
  child.on('close', (code, signal) => ended.resolve({ code, signal }))
  const words = lastWords(child.stdout, child.stderr)
  return { child, mark, started: started.promise, ended: ended.promise, words }
}

function environment(): NodeJS.ProcessEnv {
  const given = [...passedOn, ...ofWindows].map((name) => [name, process.env[name]] as const)
  return Object.fromEntries(given.filter(([, value]) => value))
}

/**
 * A group of its own can be ended as a whole. On Windows that would be one without a console, and every program it starts would open a window; there
 * the system ends it with this process instead.
 */
function start(program: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const detached = process.platform !== 'win32'
  try {
    return spawn(program, args, { env, detached, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
  } catch (error) {
    throw notStarted(program, error)
  }
}

/** By which the system says that it is there: nobody may start it; or, on Windows, it is a script of the shell (`.cmd`, `.bat`), or broken. */
const refusals = new Set<unknown>(['EACCES', 'EINVAL', 'EFTYPE', 'UNKNOWN'])

function notStarted(program: string, cause: unknown): Fault {
  const isThere = cause instanceof Error && 'code' in cause && refusals.has(cause.code)
  if (!isThere) return new Fault('tool-missing', { subject: program, cause })
  return new Fault('not-permitted', { subject: program, why: whyNotStarted(program), cause })
}

/** Why one that is there cannot be started. */
export function whyNotStarted(program: string): string {
  return /\.(cmd|bat)$/i.test(program)
    ? 'It is a script, which Windows starts by its shell alone. Name the program that it starts.'
    : 'It is no program, or nobody may start it.'
}

/** Ends every program that is still running, with all it has started, and says how many there were. */
export function endPrograms(): number {
  for (const [group, mark] of livePrograms) {
    endTree(group)
    endMarked(mark)
  }
  return livePrograms.size
}

function lastWords(...streams: Readable[]): () => string {
  let words = ''
  for (const stream of streams) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-keptLetters)
    })
  }
  return () => words.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()
}

function failed({
  program,
  subject,
  end,
  words,
}: {
  program: string
  subject: string
  end: string
  words: string
}): Fault {
  // What to do about it follows on the same line: the words of a program, that seldom end, have to be told from it.
  const said = words === '' ? 'It said nothing.' : `It said: ${words}${/[.!?…。！？]$/.test(words) ? '' : '.'}`
  return new Fault('step-failed', { subject, why: `${program} ended with ${end}. ${said}` })
}
