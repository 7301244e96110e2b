import { posix } from 'node:path'
import { createGunzip } from 'node:zlib'
import { Fault } from '../../contract/fault.ts'
import { foreignType } from '../carriers/foreign-type.ts'
import type { FileOrigin } from '../carriers/file-value.ts'
import { admitEntries } from './admit-entries.ts'
import { ByteReader } from './byte-reader.ts'
import type { ArchiveEntry } from './entry.ts'
import { isSevenZip, readSevenZip } from './seven-zip-reader.ts'
import { lendAhead, readAhead } from './read-ahead.ts'
import { readTar } from './tar-reader.ts'
import { blockBytes, parseTarHeader } from './tar-header.ts'
import { through } from './through.ts'
import { unpackZstd } from './unpack-zstd.ts'
import { UnpackedBytes, type Unpacking } from './unpacking.ts'
import { readZipDirectory } from './zip-directory.ts'
import type { ZipLetters } from './zip-letters.ts'
import { zipEntry } from './zip-entry.ts'

export interface OpenArchive extends Unpacking {
  /** Asked for when an entry is encrypted. Raises `secret-missing`, `secret-unnamed`. */
  passphrase: () => string
  /** Of names in a zip that are not Unicode; left out, they are found out. */
  letters?: ZipLetters
}

const sniffBytes = 512

/**
 * The files in an archive (zip, tar, tar.gz, tar.zst, 7z), all of which can be unpacked without harm as far as it tells, or the one that gzip or zstd
 * have packed by itself; their contents keep to its limits together. Raises `wrong-type`, `archive-refused`, `too-large`, `file-truncated`, `file-damaged`.
 */
export async function openArchive(origin: FileOrigin, archive: OpenArchive): Promise<ArchiveEntry[]> {
  const head = await origin.head(sniffBytes)
  const entries = (await entriesOf(origin, head, archive)).filter(belowFolder)
  const unpacked = new UnpackedBytes(archive)
  for (const entry of entries) {
    const { chunks, whole } = entry
    entry.chunks = () => unpacked.counted(chunks())
    entry.whole = whole && ((use) => whole((content) => use(unpacked.count(content))))
  }
  return admitEntries(entries, archive)
}

/** Calls it as it is called below the folder the archive was made in, which `tar .`, `7z a … ./.` and the like write down as well; false for that folder. */
function belowFolder(entry: ArchiveEntry): boolean {
  if (entry.name.startsWith('.')) entry.name = entry.name.replace(/^(\.\/+)+/, '').replace(/^\.$/, '')
  return entry.name !== '' || entry.kind !== 'folder'
}

async function entriesOf(origin: FileOrigin, head: Buffer, archive: OpenArchive): Promise<ArchiveEntry[]> {
  const { subject, limits } = archive
  const unpack = decoders.find(({ magic }) => head.subarray(0, magic.length).equals(magic))
  if (unpack || parseTarHeader(head) || (await isEmptyTar(origin))) {
    const bytes = () => unzipped(origin, subject, unpack?.decode)
    const chunks = () => new UnpackedBytes(archive).counted(bytes())
    const isTar = !unpack || isCalledTar(origin) || (await beginsAsTar(chunks()))
    return isTar ? readTar({ subject, limits, chunks }) : [onlyFile(origin, bytes)]
  }
  const { read } = origin
  const sizeBytes = origin.sizeBytes ?? 0
  if (read && isSevenZip(head)) return readSevenZip({ subject, sizeBytes, read, passphrase: archive.passphrase })
  if (!read || !isZip(head)) throw await foreignType(subject, head)
  const zip = { subject, limits, sizeBytes, read: readAhead(read), lend: lendAhead(read) }
  return (await readZipDirectory(zip, archive.letters)).map((record) => zipEntry(zip, record, archive.passphrase))
}

/** Of what has no name, as of an archive we have packed ourselves, it is taken for granted. */
function isCalledTar({ name }: FileOrigin): boolean {
  return name === '' || /\.(tar\.[^./]+|tgz|taz|tzst)$/i.test(name)
}

async function beginsAsTar(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  await using reader = new ByteReader(chunks)
  const block = await reader.take(blockBytes)
  return block !== undefined && parseTarHeader(block) !== undefined
}

/** Called as the file it is in, without the ending of that, as other programs do it. */
function onlyFile({ name, modifiedMs }: FileOrigin, chunks: ArchiveEntry['chunks']): ArchiveEntry {
  const inner = posix.basename(name).replace(/(?<=.)\.(gz|zst|zstd|z)$/i, '')
  return { name: inner, kind: 'file', sizeBytes: undefined, modifiedMs, rights: undefined, chunks }
}

interface Decoder {
  magic: Buffer
  decode: (packed: AsyncIterable<Uint8Array>, subject: string) => AsyncIterable<Uint8Array>
}

const decoders: Decoder[] = [
  { magic: Buffer.from('1f8b', 'hex'), decode: (packed) => through(packed, createGunzip()) },
  { magic: Buffer.from('28b52ffd', 'hex'), decode: unpackZstd },
  // As `pzstd` begins, with a frame for itself.
  { magic: Buffer.from('502a4d18', 'hex'), decode: unpackZstd },
]

/** Longer ones are made by nobody. */
const emptyTarMostBytes = 64 * 1024

/** One in which there is nothing is nothing but the zeros at its end. */
async function isEmptyTar(origin: FileOrigin): Promise<boolean> {
  const { sizeBytes = 0 } = origin
  if (sizeBytes < 2 * blockBytes || sizeBytes > emptyTarMostBytes || sizeBytes % blockBytes !== 0) return false
  return (await origin.head(sizeBytes)).every((byte) => byte === 0)
}

/** With an entry, or with none. */
function isZip(head: Buffer): boolean {
  return ['PK\x03\x04', 'PK\x05\x06'].includes(head.toString('latin1', 0, 4))
}

async function* unzipped(
  origin: FileOrigin,
  subject: string,
  decode: Decoder['decode'] | undefined,
): AsyncGenerator<Uint8Array> {
  const packed = origin.chunks(() => {})
  if (!decode) return yield* packed
  try {
    yield* decode(packed, subject)
  } catch (error) {
    throw error instanceof Fault ? error : compressionFault(error, subject)
  }
}

/** As zlib and zstd say that the end is missing. */
const cutCodes = new Set(['Z_BUF_ERROR', 'ZSTD_error_srcSize_wrong', 'ERR_STREAM_PREMATURE_CLOSE'])

function compressionFault(error: unknown, subject: string): Fault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = 'It cannot be unpacked to its end.'
  return new Fault(cutCodes.has(code) ? 'file-truncated' : 'file-damaged', { subject, why, cause: error })
}
