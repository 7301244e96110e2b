import { Fault } from '../../contract/fault.ts'
import { encodePath } from '../../contract/path-text.ts'
import { plainRights } from '../rights.ts'
import type { PackedFile } from './entry.ts'
import { blockBytes, checksumOf } from './tar-header.ts'

const mostPlainName = 100
const mostPlainBytes = 8 * 2 ** 30

/** A tar of the files in their order, as it is to be written; each is read once, when its turn comes. Sizes have to be known. */
export async function* tarChunks(files: Iterable<PackedFile>): AsyncGenerator<Uint8Array> {
  for (const file of files) {
    const sizeBytes = file.sizeBytes ?? 0
    yield headers(file, sizeBytes)
    let writtenBytes = 0
    for await (const chunk of file.chunks()) {
      writtenBytes += chunk.length
      yield chunk
    }
    if (writtenBytes !== sizeBytes) throw new Fault('original-changed', { subject: file.name })
    yield Buffer.alloc(padding(sizeBytes))
    file.onPacked?.()
  }
  yield Buffer.alloc(2 * blockBytes)
}

function padding(sizeBytes: number): number {
  return (blockBytes - (sizeBytes % blockBytes)) % blockBytes
}

/** The plain header says all that old programs can read; what it cannot hold stands in an extended one before it. */
function headers({ name, modifiedMs, rights = plainRights }: PackedFile, sizeBytes: number): Buffer {
  const rawName = Buffer.from(encodePath(name))
  const records: Buffer[] = []
  if (rawName.length > mostPlainName || rawName.some((byte) => byte >= 0x80)) records.push(paxRecord('path', rawName))
  if (sizeBytes >= mostPlainBytes) records.push(paxRecord('size', Buffer.from(String(sizeBytes))))
  const changed = Math.floor(modifiedMs / 1000)
  if (changed < 0) records.push(paxRecord('mtime', Buffer.from(String(changed))))
  const seconds = Math.max(0, changed)
  const plainBytes = sizeBytes >= mostPlainBytes ? 0 : sizeBytes
  const plain = headerBlock({ rawName, type: '0', sizeBytes: plainBytes, seconds, rights })
  if (records.length === 0) return plain
  const body = Buffer.concat(records)
  const extended = headerBlock({ rawName: Buffer.from('pax'), type: 'x', sizeBytes: body.length, seconds })
  return Buffer.concat([extended, body, Buffer.alloc(padding(body.length)), plain])
}

/** `length keyword=value`, where the length counts its own digits. */
function paxRecord(keyword: string, value: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${keyword}=`), value, Buffer.from('\n')])
  let length = rest.length + 1
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length
  return Buffer.concat([Buffer.from(String(length)), rest])
}

interface PlainHeader {
  rawName: Buffer
  type: string
  sizeBytes: number
  seconds: number
  rights?: number
}

function headerBlock({ rawName, type, sizeBytes, seconds, rights = plainRights }: PlainHeader): Buffer {
  const block = Buffer.alloc(blockBytes)
  rawName.copy(block, 0, 0, mostPlainName)
  block.write(`${rights.toString(8).padStart(7, '0')}\0`, 100, 'latin1')
  block.write('0000000\0', 108, 'latin1')
  block.write('0000000\0', 116, 'latin1')
  block.write(`${sizeBytes.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  block.write(`${seconds.toString(8).padStart(11, '0')}\0`, 136, 'latin1')
  block.write(type, 156, 'latin1')
  block.write('ustar\x0000', 257, 'latin1')
  block.write(`${checksumOf(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return block
}
