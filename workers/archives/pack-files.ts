import { createGzip, createZstdCompress, constants } from 'node:zlib'
import { packRefusal } from '../../contract/entry-name.ts'
import { Fault } from '../../contract/fault.ts'
import type { FileValue } from '../carriers/file-value.ts'
import { plainRights } from '../rights.ts'
import type { PackedFile } from './entry.ts'
import { gathered } from './gathered.ts'
import { NamesInUse } from '../../contract/names-in-use.ts'
import { tarChunks } from './tar-writer.ts'
import { through } from './through.ts'
import { zipChunks } from './zip-writer.ts'

export interface Packing {
  format: 'zip' | 'tar' | 'tar.gz' | 'tar.zst'
  /** 1 fast to 9 small. */
  level: number
  /** False: every file is of 1980, so that equal files make equal archives. */
  keepTimes: boolean
  passphrase?: string | undefined
  progress: (fraction: number) => void
}

const noTime = Date.UTC(1980, 0, 2)

/** The archive as it is to be written: files by their names in code unit order. Raises `not-packed` for names that no program should unpack. */
export function packFiles(files: readonly FileValue[], packing: Packing): AsyncIterable<Uint8Array> {
  const packed = named(files, packing)
  const { format, level, passphrase } = packing
  if (format === 'zip') return gathered(zipChunks(packed, { level, passphrase }))
  const tar = gathered(tarChunks(packed))
  if (format === 'tar.gz') return through(tar, createGzip({ level }))
  if (format === 'tar') return tar
  return through(tar, createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: level * 2 } }))
}

function* named(files: readonly FileValue[], { format, keepTimes, progress }: Packing): Generator<PackedFile> {
  const names = new NamesInUse()
  const sorted = files.toSorted((a, b) => (a.origin.name < b.origin.name ? -1 : 1))
  let count = 0
  for (const file of sorted) {
    const { name, subject, modifiedMs, sizeBytes, rights } = file.origin
    const why = packRefusal(name, format) ?? names.add(name, 'file')
    if (why) throw new Fault('not-packed', { subject, why: `It ${why}.` })
    yield {
      name,
      modifiedMs: keepTimes ? (modifiedMs ?? noTime) : noTime,
      // Of what other threads read in this one's stead they find it out themselves.
      get rights() {
        return rights?.() ?? plainRights
      },
      sizeBytes: file.isUnchanged ? sizeBytes : undefined,
      chunks: () => file.chunks(() => {}),
      lent: file.isUnchanged ? file.origin.lent : undefined,
      onPacked: () => progress(++count / sorted.length),
    }
  }
}
