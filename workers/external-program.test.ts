import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type ProgramCall, runProgram, whyNotStarted } from './external-program.ts'

const skip = process.platform === 'win32' ? 'there is no sh' : false

/** Runs a script of the shell. */
function run(script: string, more: Partial<ProgramCall> = {}): Promise<void> {
  const call = { program: 'sh', args: ['-c', script], subject: '/in/a.txt', limitMs: 10_000 }
  return runProgram({ ...call, onSpawned: () => {}, onAlive: () => {}, ...more })
}

test('a program that leaves something running is done when it ends itself', { skip }, async () => {
  await run('sleep 60 & exit 0')
})

const hasSessions = spawnSync('setsid', ['true']).status === 0
test('so is one that leaves it in a session of its own, with its output open', {
  skip: hasSessions ? false : 'there is no setsid',
}, async () => {
  const started = performance.now()
  await assert.rejects(run('setsid sleep 8 & sleep 0.2; echo no good; exit 3'), { why: /code 3.*no good/s })
  // The limit is over before what is left open has been waited for, and long after the program has ended.
  await run('setsid sleep 8 & sleep 0.2; exit 0', { limitMs: 600 })
  assert.ok(performance.now() - started < 6_000)
})

test('what a program has put into a session of its own is ended with it, and not what nobody started here', {
  skip: hasSessions && process.platform === 'linux' ? false : 'there is no setsid, or no /proc',
}, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-program-'))
  using stranger = spawn('sleep', ['60'], { env: { ...process.env, MR_CALL: 'another' }, stdio: 'ignore' })
  await once(stranger, 'spawn')
  const file = join(folder.path, 'pid')
  // It holds the output open, so the program is only done with when this has ended, or after half a second.
  const script = `setsid sh -c 'setsid sleep 60 & echo $! $$ > ${file}; exec sleep 60' & wait`
  await assert.rejects(run(script, { limitMs: 1_500 }), { code: 'timed-out' })
  const pids = (await readFile(file, 'utf8')).split(' ').map(Number)
  assert.deepEqual(pids.map(isRunning), [false, false])
  assert.ok(isRunning(stranger.pid ?? 0))
})

/** A process that nobody has buried yet does not run. */
function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
}

test('a program that ends badly tells its last words, one that takes too long is ended', { skip }, async () => {
  await assert.rejects(run('echo no good >&2; exit 3'), { code: 'step-failed', why: /code 3.*no good/s })
  await assert.rejects(run('sleep 60', { limitMs: 100 }), { code: 'timed-out' })
})

test('a program that is not there is named, and a file that is none is not said to be missing', async () => {
  await assert.rejects(run('', { program: 'millrace-has-no-such-program' }), { code: 'tool-missing' })
  const program = fileURLToPath(new URL('./tsconfig.json', import.meta.url))
  await assert.rejects(run('', { program }), { code: 'not-permitted' })
})

test('a script that Windows starts by its shell alone is there, and nobody may start it', {
  skip: process.platform === 'win32' ? false : 'of Windows',
}, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-program-'))
  const program = join(folder.path, 'script.cmd')
  await writeFile(program, '@exit 0\r\n')
  await assert.rejects(run('', { program }), { code: 'not-permitted' })
})

test('of a script of Windows it is said that its program is to be named', () => {
  assert.match(whyNotStarted('C:\\Tools\\Shrink.CMD'), /Name the program/)
  assert.match(whyNotStarted('/opt/shrink'), /is no program/)
})
