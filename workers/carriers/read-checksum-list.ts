import { isUtf8 } from 'node:buffer'
import { posix } from 'node:path'
import { Fault } from '../../contract/fault.ts'
import { decodePath } from '../../contract/path-text.ts'
import { algorithmOf, type ListedFile, parseChecksumLine } from './checksum-list.ts'
import type { Algorithm } from './digest.ts'
import type { FileValue } from './file-value.ts'

/** Larger texts are no lists of checksums that a person hands over. */
const largestListBytes = 256 * 2 ** 20

/** The lines of a list, whoever wrote it. Raises `wrong-type` for what is none. */
export async function readChecksumList(list: FileValue): Promise<ListedFile[]> {
  const { subject, name } = list.origin
  const ambiguous = /b3|blake3/i.test(name) ? 'blake3' : 'sha256'
  const lines = await linesOf(list)
  const alone = lines.length === 1 ? fileOfLoneDigest(name, { digest: lines[0]?.text ?? '', ambiguous }) : undefined
  if (alone) return [alone]
  return lines.map(({ text, number }) => {
    const parsed = parseChecksumLine(text, { ambiguous })
    if (!parsed) throw new Fault('wrong-type', { subject, why: `Line ${number} is not a known checksum and a name.` })
    return parsed
  })
}

/** `photo.jpg.sha256` with a digest and nothing else is about `photo.jpg` beside it. */
function fileOfLoneDigest(
  listName: string,
  { digest, ambiguous }: { digest: string; ambiguous: Algorithm },
): ListedFile | undefined {
  const base = posix.basename(listName)
  const name = base.replace(listEnding, '')
  const algorithm = /^[\da-f]+$/i.test(digest) ? algorithmOf(digest, { ambiguous }) : undefined
  if (algorithm === undefined || name === '' || name === base) return undefined
  return { name, digest: digest.toLowerCase(), algorithm }
}

const listEnding = /(?:\.(?:md5|sha1|sha256|sha512|b3|blake3)(?:sums?)?)?\.txt$|\.[^.]+$/i

interface ListLine {
  text: string
  /** As an editor counts them, where line breaks end them. */
  number: number
}

/** Without blank lines and remarks. With `--zero` programs end each with a zero byte, and a name in it may have line breaks. */
async function linesOf(list: FileValue): Promise<ListLine[]> {
  const { subject, sizeBytes = 0 } = list.origin
  if (sizeBytes > largestListBytes) throw new Fault('too-large', { subject, why: 'No list of checksums is that long.' })
  const chunks: Uint8Array[] = []
  for await (const chunk of list.chunks(() => {})) chunks.push(chunk)
  const whole = textOf(Buffer.concat(chunks))
  return whole
    .split(whole.endsWith('\0') ? '\0' : /\r?\n/)
    .map((text, at) => ({ text, number: at + 1 }))
    .filter(({ text }) => text.trim() !== '' && !/^[#;]/.test(text))
}

/** Without its byte order mark. Programs of Windows write UTF-16; a name in another encoding has its bytes kept. */
function textOf(bytes: Buffer): string {
  const mark = bytes.toString('hex', 0, 2)
  if (mark === 'fffe') return new TextDecoder('utf-16le').decode(bytes)
  if (mark === 'feff') return new TextDecoder('utf-16be').decode(bytes)
  return (isUtf8(bytes) ? bytes.toString() : decodePath(bytes)).replace(/^\uFEFF/, '')
}
