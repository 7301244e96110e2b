import assert from 'node:assert/strict'
import type { execFile } from 'node:child_process'
import { test } from 'node:test'
import { endTreeOnWindows } from './end-tree.ts'

test('on Windows a worker is ended with the programs it has started; elsewhere nothing is called for that', async () => {
  const calls: string[][] = []
  const run = ((...[, args, , done]: [program: string, string[], options: object, () => void]) => {
    calls.push(args)
    done()
  }) as unknown as typeof execFile
  await endTreeOnWindows(4711, { platform: 'win32', run })
  await endTreeOnWindows(4712, { platform: 'linux', run })
  assert.deepEqual(calls, [['/PID', '4711', '/T', '/F']])
})

test('a system without that program is not waited for', async () => {
  await endTreeOnWindows(4711, { platform: 'win32' })
})
