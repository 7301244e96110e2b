import { crc32 } from 'node:zlib'
import { cp437 } from './cp437.ts'
import { extraField } from './zip-extra.ts'
import type { ZipRecord } from './zip-directory.ts'
import type { ReadName } from './zip-letters.ts'

const isUtf8 = 0x800

/**
 * What an entry is called; undefined where it claims to be Unicode and is not. Programs that forget to make the claim write UTF-8 all the same;
 * before there was Unicode, it was the letters of a country, which `read` knows, or those of the first PCs. `unicode`: its `unicodeName`.
 */
export function entryName(
  record: Named,
  {
    unicode = unicodeName(record),
    read = () => undefined,
  }: { unicode?: string | undefined; read?: ReadName | undefined } = {},
): string | undefined {
  const { flags, rawName } = record
  if (flags & isUtf8) return slashed(unicode, record)
  return slashed(unicode ?? read(rawName), record) ?? cp437(rawName)
}

/** Undefined for a name that does not say or show that it is Unicode. */
export function unicodeName({ flags, rawName, extra }: Named): string | undefined {
  return (flags & isUtf8 ? undefined : unicodePath(extra, rawName)) ?? decoded(rawName)
}

type Named = Pick<ZipRecord, 'flags' | 'rawName' | 'extra' | 'madeBy'>

/** FAT, NTFS and VFAT. */
const windows = new Set([0, 10, 14])

/**
 * Programs of Windows that know no better part folders by backslashes, which there are no part of a name. In letters of a country that nobody knows a
 * backslash may be half of one, so those are left alone.
 */
function slashed(name: string | undefined, { madeBy }: Named): string | undefined {
  return windows.has(madeBy) ? name?.replaceAll('\\', '/') : name
}

/** The same name in Unicode, added by programs that write the letters of their own country. It counts only beside the very name it was made of. */
function unicodePath(extra: Buffer, rawName: Buffer): string | undefined {
  const field = extraField(extra, 0x7075)
  const isOfName = field && field.length > 5 && field[0] === 1 && field.readUInt32LE(1) === crc32(rawName)
  return isOfName ? decoded(field.subarray(5)) : undefined
}

/** One for all names: making it takes longer than a name. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decoded(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}
