import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempDisposableSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ownPrefix } from '../../contract/own-names.ts'
import { packageRoot } from '../../main/package-root.ts'

const launcher = join(packageRoot, 'bin/millrace.js')
const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }

function launch(args: string[], nodeOptions: string[] = [], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeOptions, launcher, ...args], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, ...env },
  })
  return { status, stdout, stderr }
}

/** Makes the program believe that an older Node runs it. */
const oldNode = `--import=data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'20.11.1'}})`

/** Fails the start when anything but the launcher itself is loaded. */
const nothingElse = `--import=data:text/javascript,import{registerHooks}from'node:module';registerHooks({load(url,context,next){if(!url.startsWith('node:')%26%26!url.endsWith('bin/millrace.js'))throw(url);return(next(url,context))}})`

test('--version is answered before anything else is loaded', () => {
  assert.deepEqual(launch(['--version'], [nothingElse]), { status: 0, stdout: `${version}\n`, stderr: '' })
})

test('the guard above does notice other modules', () => {
  assert.equal(launch(['help'], [nothingElse]).status, 3)
})

test('an old Node is named in one sentence, with the exit code of a failed start', () => {
  const stderr =
    'Millrace needs Node 24 or newer, and this is Node 20.11.1. After `npm ci`, `npx millrace` runs on the one that came with it.\n'
  assert.deepEqual(launch(['help'], [oldNode]), { status: 3, stdout: '', stderr })
})

const noXdg = process.platform === 'linux' ? false : 'its place is fixed on this platform'

test('compiled code is kept where no walk comes, and done without where it cannot be', { skip: noXdg }, () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-cache-'))
  const startWith = (cache: string) =>
    launch(['help'], [], {
      XDG_CACHE_HOME: cache,
      NODE_COMPILE_CACHE: undefined,
      NODE_DISABLE_COMPILE_CACHE: undefined,
    })
  const kept = startWith(folder.path)
  assert.equal(kept.status, 0)
  assert.notEqual(readdirSync(join(folder.path, 'millrace', `${ownPrefix}code`)).length, 0)
  // A file, a place where the system answers that there is nothing, and one that cannot be looked into.
  for (const cache of ['/dev/null', '/proc/millrace', '/proc/self/fd/99/x']) assert.deepEqual(startWith(cache), kept)
})
