import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { packageRoot } from '../main/package-root.ts'
import { reportTable } from './demo/report-table.ts'
import { makeSampleFiles } from './demo/sample-files.ts'

// Shows what Millrace does, through its real command line: on files of its own, or on copies of nothing but a folder you name.
// `npm run demo`, or `npm run demo -- FOLDER`. Everything it makes lies in one new folder, named at the end.

const recipes = ['copy', 'web-ready-images', 'thumbnails']

const [given] = process.argv.slice(2)
const place = given === undefined ? await samplePlace() : await placeBeside(resolve(given))
const env = { ...process.env, MILLRACE_HOME: join(place.made, 'state') }

for (const recipe of recipes) {
  const report = join(place.made, `${recipe}.jsonl`)
  say('', `== ${recipe} ==`)
  const code = millrace('run', '--recipe', recipe, '--out', join(place.made, recipe), '--report', report, place.source)
  if (code > 1) process.exit(code)
  say('', 'What became of each file:', ...reportTable(report, place.source))
}
say('', '== the runs so far ==')
millrace('history')
say('', '== is every result of the last run still as it was written? ==')
millrace('verify', 'last')
say(
  '',
  `Files:    ${place.source}`,
  `Results:  ${place.made}`,
  'To take the last run back:',
  // By npx, which brings the Node of this project along: another may be too old.
  `  MILLRACE_HOME='${env.MILLRACE_HOME}' npx millrace undo last`,
)

interface Place {
  source: string
  /** The new folder for results, reports and state. */
  made: string
}

async function samplePlace(): Promise<Place> {
  const made = await mkdtemp(join(tmpdir(), 'millrace-demo-'))
  const source = join(made, 'photos')
  await makeSampleFiles(source)
  return { source, made }
}

/** Beside the folder, never in it: a number is added until the name is new. */
async function placeBeside(source: string): Promise<Place> {
  if (!(await stat(source).catch(() => undefined))?.isDirectory()) {
    console.error(`${source} is not a folder.`)
    process.exit(2)
  }
  for (let nth = 1; ; nth++) {
    const made = join(dirname(source), `${basename(source)} millrace demo${nth === 1 ? '' : ` ${nth}`}`)
    const isNew = await mkdir(made).then(() => true, isTaken)
    if (isNew) return { source, made }
  }
}

function isTaken(error: NodeJS.ErrnoException): false {
  if (error.code === 'EEXIST') return false
  throw error
}

function millrace(...words: string[]): number {
  const launcher = join(packageRoot, 'bin', 'millrace.js')
  const { status } = spawnSync(process.execPath, [launcher, ...words], { env, stdio: 'inherit' })
  return status ?? 70
}

function say(...lines: string[]): void {
  for (const line of lines) console.log(line)
}
