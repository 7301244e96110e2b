import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { EndedRow } from '../../contract/event.ts'
import { openPlace } from '../fixtures/bench-of-files.ts'

const skip = process.platform === 'linux' ? false : 'needs names that are bytes (Linux)'
const keyOf = (path: string) => Buffer.from(path, 'latin1').toString('base64url')

test('a name that is no UTF-8 is told with its bytes, of the input and of the result, in events and in the report', {
  skip,
}, async () => {
  await using place = await openPlace({ 'plain.txt': 'a' })
  writeFileSync(Buffer.from(join(place.inPath, 'b\xff.txt'), 'latin1'), 'b')
  const signal = AbortSignal.timeout(60_000)
  const events = place.host.client.events({ signal })
  const { lines } = await place.run('name: crlf\nsteps: [file.text: { line-endings: crlf }]\n')
  const rows: EndedRow[] = []
  for await (const event of events) {
    if (event.type === 'ended') rows.push(...event.rows)
    if (event.type === 'finished') break
  }
  const [input, result] = [keyOf(join(place.inPath, 'b\xff.txt')), keyOf(join(place.outPath, 'b\xff.txt'))]
  for (const told of [rows, lines]) {
    const keys = told
      .flatMap(({ pathKey, outputs }) => [pathKey, outputs[0]?.pathKey])
      .filter((key) => key !== undefined)
    assert.deepEqual(keys, [input, result])
  }
})
