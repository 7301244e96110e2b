import assert from 'node:assert/strict'
import { mkdtempDisposable, open, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { aviDate, isAvi } from './avi-date.ts'

function chunk(name: string, content: Buffer | string): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, Buffer.from(content), Buffer.alloc(content.length % 2)])
}

const list = (name: string, ...parts: Buffer[]) => chunk('LIST', Buffer.concat([Buffer.from(name), ...parts]))
const film = list('movi', chunk('00dc', Buffer.alloc(700_001)))
const avi = (...parts: Buffer[]) => chunk('RIFF', Buffer.concat([Buffer.from('AVI '), ...parts]))

async function told(bytes: Buffer): Promise<string | null> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-avi-'))
  const path = join(folder.path, 'a.avi')
  await writeFile(path, bytes)
  await using file = await open(path)
  return isAvi(bytes) ? await aviDate(file) : 'no AVI'
}

test('each camera has its own way to write when it recorded', async () => {
  for (const [text, date] of [
    ['THU OCT 26 16:46:04 2006\n\0', '2006-10-26T16:46:04'],
    ['Wed Jan  2 02:03:55 2002', '2002-01-02T02:03:55'],
    ['2005/11/28/ 09:19', '2005-11-28T09:19:00'],
    ['2001/ 1/27  1:42PM', '2001-01-27T13:42:00'],
    ['2001/ 1/27 12:42am', '2001-01-27T00:42:00'],
    ['2003:04:05 06:07:08', '2003-04-05T06:07:08'],
    ['2003-04-05T06:07:08', '2003-04-05T06:07:08'],
  ] as const)
    assert.equal(await told(avi(list('hdrl', chunk('avih', Buffer.alloc(57)), chunk('IDIT', text)), film)), date, text)
})

test('a day that a program wrote behind the film tells where no camera did', async () => {
  const day = list('INFO', chunk('ISFT', 'odd'), chunk('ICRD', '2009-05-07\0'))
  assert.equal(await told(avi(list('hdrl'), film, day)), '2009-05-07T00:00:00')
  assert.equal(await told(avi(day, chunk('IDIT', 'Wed Jan 02 02:03:55 2002'), film)), '2002-01-02T02:03:55')
})

test('what is no time, and a film that is cut off or goes on for ever, tells nothing', async () => {
  for (const text of ['', 'soon', 'THU OCT 46 16:46:04 2006', 'THU FOO 26 16:46:04 2006', '0000-00-00', '2009'])
    assert.equal(await told(avi(list('hdrl', chunk('IDIT', text)))), null, text)
  assert.equal(await told(avi(list('hdrl', chunk('IDIT', '2003:04:05 06:07:08'))).subarray(0, 40)), null)
  assert.equal(await told(avi(...Array.from({ length: 2000 }, () => chunk('JUNK', '')), film)), null)
  assert.equal(await told(chunk('RIFF', 'WEBP')), 'no AVI')
})
