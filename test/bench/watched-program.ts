import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../main/package-root.ts'

const launcher = join(packageRoot, 'bin/millrace.js')

export interface Begun extends AsyncDisposable {
  /** From the start of the program to its first word that it watches. */
  watchingMs: number
  /** Time it had a core until then, which other programs on the machine do not lengthen. */
  coreMs: number
  /** Now, and at the most so far. */
  rssBytes: () => number
  peakBytes: () => number
  openFiles: () => number
}

/** Starts the built command line and waits until it says that it watches. */
export async function beginWatching(folder: string, more: string[] = []): Promise<Begun> {
  const args = ['watch', '--recipe', 'copy', '--out', join(folder, 'out'), ...more, join(folder, 'in')]
  const startedMs = performance.now()
  const child = spawn(process.execPath, [launcher, ...args], {
    env: { ...process.env, MILLRACE_HOME: join(folder, 'state') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await watchingLine(child)
  const { pid = 0 } = child
  return {
    watchingMs: performance.now() - startedMs,
    coreMs: coreMsOf(pid),
    rssBytes: () => statusBytes(pid, 'VmRSS'),
    peakBytes: () => statusBytes(pid, 'VmHWM'),
    openFiles: () => readdirSync(`/proc/${pid}/fd`).length,
    async [Symbol.asyncDispose]() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGINT')
      await gone
    },
  }
}

function watchingLine(child: ChildProcess): Promise<void> {
  let text = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (piece) => {
      if (text.length < 10_000) text += String(piece)
      if (/^watching /m.test(text)) resolve()
    })
    child.once('exit', (code) => reject(new Error(`it ended with ${code}: ${text.slice(-500)}`)))
  })
}

function statusBytes(pid: number, key: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) * 1024
}

/** User and system time of a process, in hundredths of a second (`proc_pid_stat(5)`). */
function coreMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}
