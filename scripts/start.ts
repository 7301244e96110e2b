import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { packageRoot } from '../main/package-root.ts'
import { electronRuntime } from './electron-runtime.ts'

// `npm start`: the desktop app where Electron's runtime is here or can be fetched, else the same screens in a browser. Says which, and why.

/** A slow line takes a while for a hundred megabytes; one that is dead does not have to be waited for. */
const fetchMostMs = 5 * 60_000

const words = process.argv.slice(2)
/** What is under way now. It ends when this is told to, from the first moment on. */
let child: ChildProcess | undefined
let isEnding = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    isEnding = true
    child?.kill(signal)
  })

const why = electronRuntime() ? '' : await fetchRuntime()
const runtime = electronRuntime()
if (isEnding) process.exitCode = 1
else if (runtime) {
  // As root, Chromium has no sandbox to go into; whoever works so has been warned by their system.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  run(`Opening the desktop app (Electron ${runtime.version}).`, runtime.executable, [packageRoot, ...asRoot, ...words])
} else {
  const opening = `Opening the screens in a browser: Electron's runtime is not here and could not be fetched (${why}).`
  run(opening, process.execPath, [join(packageRoot, 'bin/millrace.js'), 'serve', '--open', ...words])
}

/** Answers why it did not come, empty when it did. */
async function fetchRuntime(): Promise<string> {
  console.log('Fetching Electron’s runtime, once…')
  const install = join(packageRoot, 'node_modules/electron/install.js')
  const fetching = spawn(process.execPath, [install], { timeout: fetchMostMs, stdio: ['ignore', 'inherit', 'pipe'] })
  child = fetching
  const [said, [code]] = await Promise.all([text(fetching.stderr), once(fetching, 'exit')])
  if (code === 0) return ''
  if (code === null) return 'it took too long'
  const line = said.split('\n').findLast((each) => /error|failed/i.test(each))
  return line?.trim() ?? 'no reason was given'
}

function run(opening: string, program: string, given: string[]): void {
  console.log(opening)
  child = spawn(program, given, { stdio: 'inherit' })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 0 : 1)
  })
}
