import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Sandbox } from '../kit/sandbox.ts'
import { counting, injecting, loggedCalls, wasInjected, whyNoInjector } from './injector.ts'

/** Writes 8 bytes under a temporary name, flushes, renames: create, write, fsync, rename. */
const writer = `
  const fs = require('node:fs')
  const file = fs.openSync('out/a.tmp', 'wx')
  fs.writeSync(file, '12345678')
  fs.fsyncSync(file)
  fs.closeSync(file)
  fs.renameSync('out/a.tmp', 'out/a')
`
const skip = whyNoInjector() ?? false

function write(sandbox: Sandbox, env: NodeJS.ProcessEnv) {
  const options = { cwd: sandbox.root, env: { ...sandbox.env, ...env }, encoding: 'utf8' } as const
  return spawnSync(process.execPath, ['-e', writer.replaceAll('out/', `${sandbox.out}/`)], options)
}

test('every call that changes a file is logged in order', { skip }, () => {
  using sandbox = new Sandbox()
  write(sandbox, counting(sandbox))
  const calls = loggedCalls(sandbox)
  assert.deepEqual(
    calls.map(({ operation }) => operation),
    ['create', 'write', 'fsync', 'rename'],
  )
  assert.equal(calls.at(-1)?.to, `${sandbox.out}/a`)
  assert.equal(wasInjected(sandbox), false)
})

test('an error is returned once, at the call asked for', { skip }, () => {
  using sandbox = new Sandbox()
  const { stderr } = write(sandbox, injecting(sandbox, { mode: 'ENOSPC', call: 2 }))
  assert.match(stderr, /ENOSPC/)
  assert.equal(wasInjected(sandbox), true)
  assert.deepEqual(readdirSync(sandbox.out), ['a.tmp'])
})

test('a short write writes half, and Node asks again for the rest', { skip }, () => {
  using sandbox = new Sandbox()
  write(sandbox, injecting(sandbox, { mode: 'short', call: 2 }))
  const writes = loggedCalls(sandbox).filter(({ operation }) => operation === 'write')
  assert.equal(writes.length, 2)
  assert.equal(readFileSync(`${sandbox.out}/a`, 'utf8'), '12345678')
})

test('a kill comes before the call, or after it', { skip }, () => {
  using before = new Sandbox()
  assert.equal(write(before, injecting(before, { mode: 'kill', call: 4 })).signal, 'SIGKILL')
  assert.deepEqual(readdirSync(before.out), ['a.tmp'])
  using after = new Sandbox()
  assert.equal(write(after, injecting(after, { mode: 'killafter', call: 4 })).signal, 'SIGKILL')
  assert.deepEqual(readdirSync(after.out), ['a'])
})

/** Writes to a file, and takes and gives back memory in another thread, as often as it can while a thousand processes are started and end. */
const parent = `
  const { spawn } = require('node:child_process')
  const fs = require('node:fs')
  const { Worker } = require('node:worker_threads')
  new Worker('for (;;) new ArrayBuffer(200 + Math.random() * 2e5)', { eval: true })
  const file = fs.openSync('out/a', 'wx')
  let ended = 0
  const start = () => spawn('true', { stdio: 'ignore' }).on('exit', () => (++ended < 1_000 ? start() : process.exit()))
  start(), start()
  const write = () => {
    const until = performance.now() + 5
    while (performance.now() < until) fs.writeSync(file, '1')
    if (ended < 1_000) setImmediate(write)
  }
  write()
`

test('processes may start and end while others are counted', { skip }, () => {
  using sandbox = new Sandbox()
  const env = { ...sandbox.env, ...counting(sandbox) }
  const script = parent.replaceAll('out/', `${sandbox.out}/`)
  const { status, signal } = spawnSync(process.execPath, ['-e', script], {
    env,
    timeout: 60_000,
    killSignal: 'SIGKILL',
  })
  assert.deepEqual({ status, signal }, { status: 0, signal: null })
})
