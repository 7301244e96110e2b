import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempDisposableSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { packageRoot } from '../main/package-root.ts'
import { type PictureRow, recipeSvg } from './demo/recipe-svg.ts'
import { recipeSamples } from './demo/recipe-samples.ts'
import { smallPicture } from './demo/small-picture.ts'
import { builtInNames } from './pages/recipes.ts'

// Runs every built-in recipe over samples of its own and draws what went in and what came out, for the guide. `npm run docs:recipes [NAME…]`.

const cli = join(packageRoot, 'main/faces/cli/cli.ts')
const wanted = process.argv.slice(2)
const monthAgoS = Date.UTC(2024, 4, 20) / 1000

/** All results of one file in the most sizes and formats a recipe makes. */
const shownMost = 12

const inPlace = new Set(['free-up-space'])

for (const name of builtInNames) if (wanted.length === 0 || wanted.includes(name)) await draw(name)

async function draw(name: string): Promise<void> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-guide-'))
  const [given, made] = [join(folder.path, 'given'), join(folder.path, 'made')]
  for (const [path, content] of Object.entries(await recipeSamples(name))) {
    mkdirSync(dirname(join(given, path)), { recursive: true })
    writeFileSync(join(given, path), content)
    utimesSync(join(given, path), monthAgoS, monthAgoS)
  }
  const before = await rowsOf(given)
  const env = { ...process.env, MILLRACE_HOME: join(folder.path, 'state') }
  const run = spawnSync(process.execPath, [cli, 'run', '--recipe', name, '--out', made, given], {
    env,
    encoding: 'utf8',
  })
  if ((run.status ?? 2) > 1) throw new Error(`${name}: ${run.stderr}`)
  // What works in place has no other folder.
  const results = await rowsOf(inPlace.has(name) ? given : made)
  if (results.length === 0) return console.log(`${name}: nothing is made of the samples, no picture`)
  const svg = recipeSvg({ before, after: results })
  const file = join(packageRoot, `docs/guide/recipes/${name}.svg`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, svg)
  console.log(`${name}.svg: ${before.length} files in, ${results.length} out, ${Math.round(svg.length / 1024)} KiB`)
}

async function rowsOf(folder: string): Promise<PictureRow[]> {
  const paths = globSync(join(folder, '**/*')).filter((path) => statSync(path).isFile())
  const rows: PictureRow[] = []
  for (const path of paths.toSorted().slice(0, shownMost))
    rows.push({
      name: relative(folder, path),
      bytes: statSync(path).size,
      picture: await smallPicture(readFileSync(path)),
    })
  return rows
}
