import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { packageRoot } from '../main/package-root.ts'
import { electronVersion } from './electron-runtime.ts'
import { writeIcons } from './package/icon-files.ts'
import { placeNode, systemNames } from './package/place-node.ts'
import { stageApp } from './package/stage-app.ts'

// `npm run package -- linux deb rpm`: the build as it is, made into what people install. What follows a `--` goes to electron-builder.

const words = process.argv.slice(2)
const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words
const passed = words.includes('--') ? words.slice(words.indexOf('--') + 1) : []
const [system = '', ...kinds] = own
const outputOption = '-c.directories.output='
const here = systemNames[process.platform]

if (system === here) await makePackages()
else {
  const why = Object.values(systemNames).includes(system)
    ? `Packages for ${system} are made on ${system}: the native parts that are installed here are those of ${here}.`
    : `Say for which system: ${here}. Kinds of packages may follow, such as ${here} dir.`
  console.error(why)
  process.exitCode = 2
}

async function makePackages(): Promise<void> {
  const startedMs = Date.now()
  await writeIcons(join(packageRoot, '.cache/icons'))
  placeNode()
  stageApp(join(packageRoot, '.cache/app'))
  const builder = join(packageRoot, 'node_modules/electron-builder/cli.js')
  const given = [`--${system}`, ...kinds, `--${process.arch}`, '--publish', 'never']
  const settings = [`-c.electronVersion=${electronVersion()}`, ...withoutNotary(), ...passed]
  const { status } = spawnSync(process.execPath, [builder, ...given, ...settings], {
    cwd: packageRoot,
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
  if (status === 0) printMade(startedMs)
}

/** What came of it, with how large it is and how long it took. */
function printMade(startedMs: number): void {
  const asked = passed.find((word) => word.startsWith(outputOption))?.slice(outputOption.length)
  const folder = resolve(packageRoot, asked ?? 'dist')
  for (const name of readdirSync(folder)) {
    const { mtimeMs, size } = statSync(join(folder, name))
    if (name.startsWith('millrace-') && mtimeMs >= startedMs) console.log(`${name}: ${(size / 1e6).toFixed(1)} MB`)
  }
  console.log(`in ${((Date.now() - startedMs) / 1000).toFixed(0)} s`)
}

/** Apple's notary is asked where its keys are. */
function withoutNotary(): string[] {
  return process.platform === 'darwin' && !process.env['APPLE_API_KEY'] ? ['-c.mac.notarize=false'] : []
}
