import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { WatchStatus } from '../../contract/watch.ts'
import { runToEnd, start } from './kit/program.ts'
import { Sandbox } from './kit/sandbox.ts'
import { treeOf } from './kit/tree.ts'
import { setTimeout as sleep } from 'node:timers/promises'

const lookMs = 100
const deadlineMs = 60_000

test('kept folders are added, changed, listed and removed on the command line, and watched by the server', async () => {
  using sandbox = new Sandbox()
  const millrace = async (...args: string[]) => runToEnd(sandbox, { args: ['watch', ...args] })
  const status = async (): Promise<WatchStatus> => JSON.parse((await millrace('status', 'Inbox', '--json')).out)
  const rules = ['--recipe', 'copy', '--out', sandbox.out, '--settle', '200ms', '--existing', 'process']
  writeFileSync(join(sandbox.in, 'a.txt'), 'a')

  assert.match((await millrace('add', ...rules, '--name', 'Inbox', sandbox.in)).out, /^stopped Inbox: /)
  assert.match((await millrace('edit', 'Inbox', '--order', 'oldest')).out, /^stopped Inbox/)
  mkdirSync(join(sandbox.root, 'other'))
  const back = await millrace('add', '--recipe', 'copy', '--out', sandbox.in, sandbox.out)
  assert.deepEqual([back.code, /out → Inbox → out/.test(back.err)], [2, true])

  await using server = start(sandbox, { args: ['serve', '--port', '0'] })
  await until(() => names(sandbox).includes('a.txt'))
  // Of a result it is told a moment after that is there.
  await until(async () => (await status()).state === 'watching')
  assert.equal((await status()).rules.order, 'oldest')
  await millrace('pause', 'Inbox', '--until', '1h')
  writeFileSync(join(sandbox.in, 'b.txt'), 'b')
  await until(async () => (await status()).ready === 1)
  assert.equal((await status()).state, 'paused')
  await millrace('resume', 'Inbox')
  await until(() => names(sandbox).includes('b.txt'))
  await until(async () => /Inbox +watching +2/.test((await millrace('list')).out))
  await millrace('remove', 'Inbox')
  assert.match((await millrace('list')).out, /No folder is watched/)
  assert.deepEqual(names(sandbox), ['a.txt', 'b.txt'])
  server.killGroup('SIGINT')
  assert.equal((await server.ended).code, 130)
})

function names({ out }: Sandbox): string[] {
  return [...treeOf(out).keys()].filter((key) => !key.startsWith('.mr-')).sort()
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + deadlineMs
  while (!(await holds())) {
    assert.ok(performance.now() < endMs, 'it never came true')
    await sleep(lookMs)
  }
}
