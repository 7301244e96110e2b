import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { counting, type LoggedCall, loggedCalls, whyNoInjector } from './injector/injector.ts'
import { Sandbox } from './kit/sandbox.ts'
import { serve, type ServedProgram } from './kit/served-program.ts'

const sizeBytes = 8
const paths = ['top.bin', 'Holiday/Day 1/a.bin', 'Holiday/Day 2/linked.bin']

test('a power cut takes no file away that a sender was told is here', { skip: whyNoInjector() ?? false }, async () => {
  using sandbox = new Sandbox()
  await using server = await serve(sandbox, { env: counting(sandbox) })
  for (const path of paths) {
    const file = await sent(server, path)
    const calls = loggedCalls(sandbox)
    const named = calls.findIndex(({ operation, to }) => /^(rename|link)$/.test(operation) && to === file)
    assert.ok(named >= 0, `${file} got its name`)
    const names = file.slice(sandbox.state.length + 1).split('/')
    for (let depth = 3; depth < names.length; depth++) {
      const folder = join(sandbox.state, ...names.slice(0, depth))
      const child = join(folder, names[depth] ?? '')
      const made = calls.findIndex(({ operation, path: at }) => operation === 'mkdir' && at === child)
      const since = depth === names.length - 1 ? named : made
      assert.ok(isFlushed(calls, folder, since), `${folder} was flushed after ${file}`)
    }
  }
})

const isFlushed = (calls: LoggedCall[], folder: string, since: number): boolean =>
  calls.slice(Math.max(since, 0)).some(({ operation, path }) => operation === 'fsync' && path === folder)

/** Answers with where it lies. What is there already is not sent again. */
async function sent({ url, token }: ServedProgram, path: string): Promise<string> {
  const authorization = `Bearer ${token}`
  const json = { 'content-type': 'application/json', authorization }
  const body = JSON.stringify({ drop: 'drop-0001', path, sizeBytes, modifiedMs: 0, key: 'the same' })
  const begun = (await (await fetch(new URL('/api/uploads', url), { method: 'POST', headers: json, body })).json()) as {
    id: string
    file: string | null
  }
  if (begun.file !== null) return begun.file
  const stream = { 'content-type': 'application/octet-stream', authorization }
  const to = new URL(`/api/uploads/${begun.id}?offset=0`, url)
  const answer = await fetch(to, { method: 'PATCH', headers: stream, body: 'millrace' })
  return ((await answer.json()) as { file: string }).file
}
