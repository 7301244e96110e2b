import { type Box, boxesIn } from '../heif-boxes.ts'

/** Properties that people see in programs and not in the picture. In front of their words, or their instant, stand a version and flags. ISO/IEC 23008-12, section 6.5 */
const said: Record<string, string> = { udes: 'description', altt: 'description', crtt: 'time', mdft: 'time' }
const versionBytes = 4
/** What a program may put anywhere for itself; its content counts for nothing once it is filler. */
const ofPrograms: Record<string, string> = {
  uuid: 'data of a program',
  'xml ': 'data of a program',
  bxml: 'data of a program',
}
const filler = 'free'
/** What a program has taken out of the table may still stand in it. */
const leftOver: Record<string, string> = { free: 'left-over data', skip: 'left-over data' }
interface Nest {
  type: string
  /** What stands in it before its first part. */
  headBytes: number
}
/** One within the other. */
const nests: Nest[] = [
  { type: 'meta', headBytes: 4 },
  { type: 'iprp', headBytes: 0 },
  { type: 'ipco', headBytes: 0 },
]

/** Blanks in `bytes` itself what the table of a HEIC or AVIF says in words beside its items. Names what it was. */
export function blankProperties(bytes: Buffer): string[] {
  return blankWithin(bytes, { from: 0, inner: nests })
}

function blankWithin(bytes: Buffer, { from, inner: [nest, ...inner] }: { from: number; inner: Nest[] }): string[] {
  return boxesIn(bytes, from).flatMap((box) =>
    box.type === nest?.type
      ? blankWithin(bytes.subarray(box.from, box.to), { from: nest.headBytes, inner })
      : blankProperty(bytes, box),
  )
}

function blankProperty(bytes: Buffer, { type, start, from, to }: Box): string[] {
  const words = bytes.subarray(type in said ? from + versionBytes : from, to)
  const what = said[type] ?? ofPrograms[type] ?? leftOver[type]
  const wasBlank = words.every((byte) => byte === 0)
  if (what === undefined || (wasBlank && !(type in ofPrograms))) return []
  words.fill(0)
  if (type in ofPrograms) bytes.write(filler, start + 4, 'latin1')
  return [what]
}
