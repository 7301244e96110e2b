import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../main/package-root.ts'
import { electronRuntime } from './electron-runtime.ts'

// `npm start`: the desktop app where Electron's runtime is here or can be fetched, else the same screens in a browser. Says which, and why.

/** A slow line takes a while for a hundred megabytes; one that is dead does not have to be waited for. */
const fetchMostMs = 5 * 60_000

const words = process.argv.slice(2)
const why = electronRuntime() ? '' : fetchRuntime()
const runtime = electronRuntime()
if (runtime) {
  // As root, Chromium has no sandbox to go into; whoever works so has been warned by their system.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  run(`Opening the desktop app (Electron ${runtime.version}).`, runtime.executable, [packageRoot, ...asRoot, ...words])
} else {
  const opening = `Opening the screens in a browser: Electron's runtime is not here and could not be fetched (${why}).`
  run(opening, process.execPath, [join(packageRoot, 'bin/millrace.js'), 'serve', '--open', ...words])
}

/** Answers why it did not come, empty when it did. */
function fetchRuntime(): string {
  console.log('Fetching Electron’s runtime, once…')
  const install = join(packageRoot, 'node_modules/electron/install.js')
  const { error, status, stderr } = spawnSync(process.execPath, [install], {
    encoding: 'utf8',
    timeout: fetchMostMs,
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  if (status === 0) return ''
  if (error) return 'it took too long'
  return (
    stderr
      .split('\n')
      .findLast((line) => /error|failed/i.test(line))
      ?.trim() ?? 'no reason was given'
  )
}

/** A signal is heard from before the first word on, so that whoever reads that word can end what it tells of. */
function run(opening: string, program: string, given: string[]): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  console.log(opening)
  const child = spawn(program, given, { stdio: 'inherit' })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 0 : 1)
  })
}
