import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../main/package-root.ts'
import { electronVersion } from './electron-runtime.ts'
import { writeIcons } from './package/icon-files.ts'
import { fetchNode, systemNames, type Target } from './package/node-for.ts'
import { stageApp } from './package/stage-app.ts'

// `npm run package -- linux deb rpm`: the build as it is, made into what people install. What follows a `--` goes to electron-builder.

const words = process.argv.slice(2)
const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words
const passed = words.includes('--') ? words.slice(words.indexOf('--') + 1) : []
const [system = '', ...kinds] = own
const platform = (Object.keys(systemNames) as Target['platform'][]).find((name) => systemNames[name] === system)
if (platform === undefined) throw new Error('Say for which system: linux, mac or win.')

await writeIcons(join(packageRoot, '.cache/icons'))
for (const arch of arches(platform)) fetchNode({ platform, arch })
stageApp(join(packageRoot, '.cache/app'))
const builder = join(packageRoot, 'node_modules/electron-builder/cli.js')
const given = [`--${system}`, ...kinds, '--publish', 'never', `-c.electronVersion=${electronVersion()}`]
const { status } = spawnSync(process.execPath, [builder, ...given, ...withoutNotary(), ...passed], {
  cwd: packageRoot,
  stdio: 'inherit',
})
process.exitCode = status ?? 1

/** Installers are made for every machine where the system's own runner can; the rest on one of its kind, with its own native packages. */
function arches(of: Target['platform']): Target['arch'][] {
  const asked = process.env['MILLRACE_PACKAGE_ARCH']
  if (asked === 'x64' || asked === 'arm64') return [asked]
  return of === 'linux' ? [process.arch === 'arm64' ? 'arm64' : 'x64'] : ['x64', 'arm64']
}

/** Apple's notary is asked where its keys are. */
function withoutNotary(): string[] {
  return platform === 'darwin' && !process.env['APPLE_API_KEY'] ? ['-c.mac.notarize=false'] : []
}
