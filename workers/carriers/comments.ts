import type { ReadAt } from '../read-at.ts'
import type { Image, Stamp } from './image.ts'
import { imageFormats } from './image-formats.ts'
import { entriesOf } from './stamp-exif.ts'

/** More than any program writes: no file is read for ever. */
const partsMost = 10_000
/** A longer one is left behind: it is held in memory beside the picture. */
const commentMostBytes = 16 * 2 ** 20

/** Part of a file, by its kind. */
interface Part {
  kind: string
  from: number
  to: number
}

interface Commenting {
  first: number
  headBytes: number
  /** The part that begins here; undefined where there are no more. */
  partAt: (head: Buffer, at: number) => Part | undefined
  isComment(kind: string): boolean
  /** Where comments are put into a file of this format. */
  placeIn(file: Buffer): number
}

const jpeg: Commenting = {
  first: 2,
  headBytes: 4,
  partAt(head, at) {
    const kind = head.toString('hex', 0, 2)
    // Pixels begin with `ffda`, and a file may end before.
    if (head.length < 4 || head[0] !== 0xff || kind === 'ffda' || kind === 'ffd9') return undefined
    return { kind, from: at, to: at + 2 + head.readUInt16BE(2) }
  },
  isComment: (kind) => kind === 'fffe',
  placeIn: behindPrograms,
}

/** Behind what programs look for at the beginning of a JPEG. */
export function behindPrograms(file: Buffer): number {
  let at = jpeg.first
  for (let part = partIn(file, jpeg, at); part?.kind.startsWith('ffe'); part = partIn(file, jpeg, at)) at = part.to
  return at
}

function partIn(file: Buffer, { partAt, headBytes }: Commenting, at: number): Part | undefined {
  return partAt(file.subarray(at, at + headBytes), at)
}

/** https://www.w3.org/TR/png-3/#11textinfo */
const png: Commenting = {
  first: 8,
  headBytes: 8,
  partAt(head, at) {
    if (head.length < 8) return undefined
    return { kind: head.toString('latin1', 4, 8), from: at, to: at + 12 + head.readUInt32BE(0) }
  },
  isComment: (kind) => kind === 'tEXt' || kind === 'zTXt' || kind === 'iTXt',
  placeIn: () => 8 + 25,
}

const commentings: Record<string, Commenting> = { 'image/jpeg': jpeg, 'image/png': png }

/** What is said in a JPEG or PNG beside its tags, each as a part of such a file, in memory of its own; nothing for other types. */
export async function commentsIn(type: string, read: ReadAt): Promise<Buffer[]> {
  const commenting = commentings[type]
  if (!commenting) return []
  const found: Buffer[] = []
  let at = commenting.first
  for (let count = 0; count < partsMost; count += 1) {
    const part = commenting.partAt(await read(at, commenting.headBytes), at)
    if (!part) break
    if (commenting.isComment(part.kind) && part.to - at <= commentMostBytes)
      found.push(Buffer.from(await read(at, part.to - at)))
    at = part.to
  }
  return found.filter((comment) => !isXmp(comment))
}

const keywordMostBytes = 79

/** What a text of a PNG is called. */
function keywordOf(comment: Buffer): string {
  return comment.toString('latin1', 8, 8 + keywordMostBytes).split('\0', 1)[0] ?? ''
}

/** A text of a PNG too, but with a way of its own. */
function isXmp(comment: Buffer): boolean {
  return keywordOf(comment) === 'XML:com.adobe.xmp'
}

/** Without the blocks of tags that some programs write as texts: they may hold small pictures of it as it was, and say again whose it is. */
export function plainComments(comments: readonly Buffer[] = []): Buffer[] {
  return comments.filter((comment) => !keywordOf(comment).startsWith('Raw profile type '))
}

/** The file that was written, saying what its source said, where everything is kept and the format is the same. */
export function withComments(file: Buffer, image: Image): Buffer {
  const { source, keep, encoding } = image
  const commenting = commentings[imageFormats[encoding.format].type]
  if (!commenting || encoding.format !== source.format || !keep.includes('all')) return file
  const bare = withoutComments(file, commenting)
  const place = commenting.placeIn(bare)
  return Buffer.concat([bare.subarray(0, place), ...staying(image), bare.subarray(place)])
}

function staying({ source, stamp, operations }: Image): Buffer[] {
  const isUntouched = operations.length === 0 && entriesOf(stamp).length === 0
  const comments = isUntouched ? (source.comments ?? []) : plainComments(source.comments)
  return comments.filter((comment) => !isStamped(comment, stamp))
}

/** The codec carries some of a PNG's texts over itself, in another form. */
function withoutComments(file: Buffer, commenting: Commenting): Buffer {
  const kept: Buffer[] = []
  let from = 0
  let part = partIn(file, commenting, commenting.first)
  for (; part; part = partIn(file, commenting, part.to)) {
    if (!commenting.isComment(part.kind) || isXmp(file.subarray(part.from, part.to))) continue
    kept.push(file.subarray(from, part.from))
    from = part.to
  }
  return Buffer.concat([...kept, file.subarray(from)])
}

/** What the texts of a PNG are called that say it, in small letters. */
const keywords = { copyright: new Set(['copyright']), author: new Set(['author', 'artist']) }

/** Somebody says that anew. */
function isStamped(comment: Buffer, stamp: Stamp): boolean {
  const keyword = keywordOf(comment).toLowerCase()
  return entriesOf(stamp).some(([part]) => keywords[part].has(keyword))
}
