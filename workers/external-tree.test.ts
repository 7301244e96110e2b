import assert from 'node:assert/strict'
import { spawn, type spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { endTree } from './external-tree.ts'

const longCommand = ['-e', 'setTimeout(() => {}, 60_000)']

test('on Windows a program is ended with its tree, by the program of the system that does that', () => {
  const calls: unknown[] = []
  const run = ((program: string, args: string[]) => {
    calls.push([program.replace(/^.*\\System32\\/, ''), ...args])
    return { status: 0 }
  }) as unknown as typeof spawnSync
  endTree(4711, { platform: 'win32', run })
  assert.deepEqual(calls, [['taskkill.exe', '/PID', '4711', '/T', '/F']])
})

test('where that program is missing at least the program itself is ended', async () => {
  const child = spawn(process.execPath, longCommand, { detached: true, stdio: 'ignore' })
  await once(child, 'spawn')
  const exit = once(child, 'exit')
  endTree(child.pid ?? 0, { platform: 'win32' })
  // Windows says so only to whoever ended its own child.
  assert.deepEqual(await exit, process.platform === 'win32' ? [1, null] : [null, 'SIGKILL'])
})

test('elsewhere the whole group is, and one that has ended before is fine', {
  skip: process.platform === 'win32',
}, async () => {
  const child = spawn('sh', ['-c', 'sleep 60 & wait'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  await once(child, 'spawn')
  child.stdout.resume()
  const closed = once(child, 'close')
  endTree(child.pid ?? 0)
  await closed
  endTree(child.pid ?? 0)
})
