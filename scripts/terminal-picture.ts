import { mkdtempDisposableSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../main/async/clock.ts'
import { runCommandLine } from '../main/faces/cli/command-line.ts'
import { Interrupts } from '../main/faces/cli/interrupts.ts'
import type { Terminal } from '../main/faces/cli/show/terminal.ts'
import { engineDoors } from '../main/faces/cli/world.ts'
import { packageRoot } from '../main/package-root.ts'
import { makeSampleFiles } from './demo/sample-files.ts'
import { Screen } from './terminal/screen.ts'
import { terminalSvg } from './terminal/terminal-svg.ts'

// Runs a recipe over pictures of its own and keeps what stood on the terminal on the way and at the end: `docs/guide/terminal.svg`.

const columns = 92
const words = ['run', '--recipe', 'web-ready-images', '--out', 'web', 'photos']
/** Where it runs is shown as somebody's own folder. */
const shownFolder = '/home/ada'

using place = mkdtempDisposableSync(join(tmpdir(), 'mr-'))
for (const trip of ['harbour', 'hills', 'garden', 'lakes']) {
  await makeSampleFiles(join(place.path, 'photos', trip))
  // One damaged trip is enough to see what a failure looks like.
  if (trip !== 'harbour') rmSync(join(place.path, 'photos', trip, 'damaged'), { recursive: true })
}

const screen = new Screen()
const pictures: string[][] = []
const terminal: Terminal = {
  write: (text) => {
    screen.write(text)
    pictures.push(screen.rows)
  },
  flush: async () => {},
  failure: '',
  unread: false,
  live: true,
  colour: true,
  unicode: true,
  columns,
  rows: 30,
  onResize: () => ({ [Symbol.dispose]: () => {} }),
}
const exitCode = await runCommandLine(words, {
  env: { ...process.env, MILLRACE_HOME: join(place.path, 'state') },
  cwd: place.path,
  stdout: terminal,
  stderr: terminal,
  clock: systemClock,
  interrupts: new Interrupts({ nowMs: () => systemClock.monotonicMs(), leave: () => {} }),
  doors: engineDoors,
  readInput: async () => new Uint8Array(),
  ask: null,
  exit: (code) => process.exit(code),
})
// Some of the samples are damaged, and a run says so.
if (exitCode !== 1) throw new Error(`The run ended with ${exitCode}:\n${screen.rows.join('\n')}`)

const underWay = pictures.filter((rows) => rows.some((row) => row.includes('━')))
const half = underWay[Math.floor(underWay.length * 0.6)]
if (!half) throw new Error('The run was over before there was anything to see.')
const shown = [`\u001b[2m$\u001b[0m millrace ${words.join(' ')}`, ...half].map((row) =>
  row.replaceAll(place.path, shownFolder),
)
writeFileSync(
  join(packageRoot, 'docs/guide/terminal.svg'),
  terminalSvg(shown, { columns, title: 'A run of Millrace in a terminal, a good half of its files done' }),
)
console.log(`docs/guide/terminal.svg: one of ${underWay.length} pictures`)
process.exit(0)
