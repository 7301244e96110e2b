import { Fault } from '../../contract/fault.ts'
import type { ByteReader } from './byte-reader.ts'
import { padded, parsePax, type TarHeader } from './tar-header.ts'
import type { TarFile } from './tar-reader.ts'

/** Names and the like that stand before an entry are no longer than that. */
const mostHeaderBytes = 2 ** 20

/** What extra headers say of the entry behind them. */
export interface Special {
  path?: Buffer
  sizeBytes?: number
  modifiedMs?: number
  /** With holes: a map of them stands before the content, or in this header. */
  isSparse?: boolean
}

/** Long names of GNU, extended headers of pax; one for all entries says nothing that is of use here. */
export function isSpecial({ type }: TarHeader): boolean {
  return 'LKxgXV'.includes(type)
}

/** Raises `file-truncated` and `file-damaged`. */
export async function readSpecial(
  { subject }: Pick<TarFile, 'subject'>,
  reader: ByteReader,
  { type, sizeBytes }: TarHeader,
): Promise<Special> {
  if (sizeBytes > mostHeaderBytes) throw new Fault('file-damaged', { subject, why: 'A header is too long.' })
  const body = await reader.take(padded(sizeBytes))
  if (!body) throw new Fault('file-truncated', { subject })
  const content = body.subarray(0, sizeBytes)
  if (type === 'L') return { path: content.subarray(0, (content.indexOf(0) + 1 || content.length + 1) - 1) }
  if (type !== 'x' && type !== 'X') return {}
  const records = parsePax(content)
  if (!records) throw new Fault('file-damaged', { subject, why: 'The header of an entry is wrong.' })
  return specialOf(records)
}

/** The path of a file with holes is one for programs that do not know of such; its own name stands beside it. */
function specialOf(records: ReadonlyMap<string, Buffer>): Special {
  const path = records.get('GNU.sparse.name') ?? records.get('path')
  const [size, mtime] = [records.get('size'), records.get('mtime')]
  const isSparse = [...records.keys()].some((key) => key.startsWith('GNU.sparse.'))
  return {
    ...(isSparse ? { isSparse } : {}),
    ...(path ? { path } : {}),
    ...(size ? { sizeBytes: Number(size.toString()) } : {}),
    ...(mtime ? { modifiedMs: Math.round(Number(mtime.toString()) * 1000) } : {}),
  }
}
