import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { test } from 'node:test'
import { Sandbox } from './kit/sandbox.ts'
import { serve, type ServedProgram } from './kit/served-program.ts'

/** Far more than may be held; `MILLRACE_UPLOAD_MB=10240` is the long form. */
const sizeBytes = Number(process.env['MILLRACE_UPLOAD_MB'] ?? 384) * 1_000_000
const chunk = Buffer.alloc(1_000_000, 'millrace')
/** What sockets and buffers may take, whatever the size of the file. */
const spareBytes = 96_000_000

test('a file of any size streams to disk in the same memory', {
  skip: existsSync('/proc/self/status') ? false : 'SKIPPED: only Linux tells the memory of a process',
}, async () => {
  using sandbox = new Sandbox()
  await using server = await serve(sandbox)
  const { id } = await begun(server)
  const sending = request(new URL(`/api/uploads/${id}?offset=0`, server.url), {
    method: 'PATCH',
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': sizeBytes,
      authorization: `Bearer ${server.token}`,
    },
  })
  const answered = once(sending, 'response')
  const before = peakBytes(server.pid)
  for (let sent = 0; sent < sizeBytes; sent += chunk.length) if (!sending.write(chunk)) await once(sending, 'drain')
  sending.end()
  const [answer] = (await answered) as [AsyncIterable<Buffer>]
  const { file } = JSON.parse(Buffer.concat(await Array.fromAsync(answer)).toString()) as { file: string }
  assert.equal(statSync(file).size, sizeBytes)
  const grew = peakBytes(server.pid) - before
  assert.ok(grew < spareBytes, `the server took ${Math.round(grew / 1e6)} MB for ${sizeBytes / 1e6} MB`)
})

async function begun({ url, token }: ServedProgram): Promise<{ id: string }> {
  const body = JSON.stringify({ drop: 'drop-0001', path: 'film.bin', sizeBytes, modifiedMs: 0, key: '' })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const answer = await fetch(new URL('/api/uploads', url), { method: 'POST', headers, body })
  return (await answer.json()) as { id: string }
}

/** The most memory a process had so far. */
function peakBytes(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
}
