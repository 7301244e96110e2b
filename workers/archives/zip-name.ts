import { crc32 } from 'node:zlib'
import { cp437 } from './cp437.ts'
import { extraField } from './zip-extra.ts'
import type { ZipRecord } from './zip-directory.ts'

const isUtf8 = 0x800

/**
 * What an entry is called; undefined where it claims to be Unicode and is not. Programs that forget to make the claim write UTF-8 all the same;
 * before there was Unicode, it was the letters of the first PCs.
 */
export function entryName({
  flags,
  rawName,
  extra,
}: Pick<ZipRecord, 'flags' | 'rawName' | 'extra'>): string | undefined {
  if (flags & isUtf8) return decoded(rawName)
  return unicodePath(extra, rawName) ?? decoded(rawName) ?? cp437(rawName)
}

/** The same name in Unicode, added by programs that write the letters of their own country. It counts only beside the very name it was made of. */
function unicodePath(extra: Buffer, rawName: Buffer): string | undefined {
  const field = extraField(extra, 0x7075)
  const isOfName = field && field.length > 5 && field[0] === 1 && field.readUInt32LE(1) === crc32(rawName)
  return isOfName ? decoded(field.subarray(5)) : undefined
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
