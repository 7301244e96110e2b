import { isAscii } from 'node:buffer'
import { Fault } from '../../contract/fault.ts'
import { declaredEncoding } from './declared-encoding.ts'

/** Encodings that can be named; `auto` finds out the Unicode ones. https://encoding.spec.whatwg.org/#names-and-labels */
export const encodings = [
  'auto',
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1251',
  'iso-8859-2',
  'iso-8859-15',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'euc-kr',
] as const
export type Encoding = Exclude<(typeof encodings)[number], 'auto'>

/** Those that no content tells, so that a person has to. */
export const untoldEncodings = encodings.filter(isUntold)

function isUntold(
  encoding: (typeof encodings)[number],
): encoding is Exclude<Encoding, `utf-${string}` | 'iso-2022-jp'> {
  return encoding !== 'auto' && !encoding.startsWith('utf-') && encoding !== 'iso-2022-jp'
}

/** In these every byte is a letter, so that whatever is read by them comes out as something. */
const oneByte = new Set<string>(['windows-1252', 'windows-1251', 'iso-8859-2', 'iso-8859-15'])

/** Those of which the system's decoder knows less than browsers do: it lacks half of all Korean syllables and the letters of Hong Kong. */
const manyBytes = new Set<string>(['gb18030', 'big5', 'shift_jis', 'euc-jp', 'iso-2022-jp', 'euc-kr'])

export interface Decoder {
  decode(chunk: Uint8Array, options: { stream: boolean }): string
}

/** Throws at bytes that are not of the encoding; takes off a byte order mark. */
export async function textDecoder(encoding: Encoding | 'ibm866'): Promise<Decoder> {
  if (!manyBytes.has(encoding)) return new TextDecoder(encoding, { fatal: true })
  const { TextDecoder: Standard } = await import('@exodus/bytes/encoding.js')
  return new Standard(encoding, { fatal: true })
}

/** How much of a file is looked at to tell its encoding; more where the first letter that is no ASCII decides. */
export const encodingHeadBytes = { told: 64 * 1024, otherwise: 4 * 1024 * 1024 }

/** Less than this share of the bytes of UTF-16 are letters of ASCII: the others say which alphabet it is. Of a text with zeros between its lines, or gone astray, more are. */
const wideLetters = 0.75

interface About {
  subject: string
  /** What a text is that neither is Unicode nor says what it is. */
  otherwise?: Encoding | undefined
}

/** The encoding of a text by its beginning, also by what it says itself. Raises `wrong-type` for what is no text, `step-failed` where only the writer could say. */
export function detectEncoding(head: Buffer, about: About): Encoding {
  const marked = markedEncoding(head, about.subject)
  return marked === undefined || marked === 'utf-8' ? encodingByContent(head, about) : marked
}

/** The encoding that a person named, or that a byte order mark tells. Raises `step-failed` where the text is plainly another one: read as named, it would come out as other letters. */
export function namedEncoding(head: Buffer, named: Encoding, subject: string): Encoding {
  const marked = markedEncoding(head, subject)
  if (marked !== undefined || named.startsWith('utf-')) return marked ?? named
  const found = wideEncoding(head) ?? (oneByte.has(named) && !isAscii(head) && isUtf8(head) ? 'utf-8' : undefined)
  if (found === undefined) return named
  const why = `It is ${found}, not ${named}. Name that as \`otherwise\` instead of \`from\`: then each text is read as what it is.`
  throw new Fault('step-failed', { subject, why })
}

/** The encoding that a byte order mark tells; undefined without one. Raises `step-failed` for one that is not read. */
function markedEncoding(head: Buffer, subject: string): Encoding | undefined {
  const mark = head.toString('hex', 0, 4)
  if (mark === 'fffe0000' || mark === '0000feff')
    throw new Fault('step-failed', { subject, why: 'It is UTF-32, which is not read.' })
  if (mark.startsWith('fffe')) return 'utf-16le'
  if (mark.startsWith('feff')) return 'utf-16be'
  return mark.startsWith('efbbbf') ? 'utf-8' : undefined
}

function encodingByContent(head: Buffer, about: About): Encoding {
  const wide = wideEncoding(head)
  if (wide) return wide
  if (head.includes(0)) throw new Fault('wrong-type', { subject: about.subject, why: 'It is not text.' })
  if (isAscii(head)) return isJapanese(head) ? 'iso-2022-jp' : 'utf-8'
  return isUtf8(head) ? 'utf-8' : encodingItNames(head, about)
}

/** In UTF-16 the zeros are all upper halves, so all at odd places or all at even ones. */
function wideEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (lettersOf(head) >= head.length * wideLetters) return undefined
  const { even, odd } = zerosOf(head)
  if ((even === 0) === (odd === 0)) return undefined
  return even === 0 ? 'utf-16le' : 'utf-16be'
}

/** The one encoding whose letters are all ASCII as well: sequences that switch alphabets tell it, and colours of a terminal are other ones. */
function isJapanese(head: Buffer): boolean {
  const text = head.toString('latin1')
  const switches = text.match(/\u001B(?:\$[@B]|\([BIJ])/g) ?? []
  const others = /\u001B(?!\$[@B]|\([BIJ]|[$(]?$)/.test(text)
  return (!others && switches.some((found) => !found.endsWith('(B'))) || declaredEncoding(head) === 'iso-2022-jp'
}

function encodingItNames(head: Buffer, { subject, otherwise }: About): Encoding {
  const named = declaredEncoding(head)
  const declared = encodings.find((encoding) => encoding === named)
  if (declared && declared !== 'auto') return declared
  if (otherwise) return otherwise
  const why = 'Its encoding is not Unicode and cannot be told from the content: name it with `otherwise`.'
  throw new Fault('step-failed', { subject, why })
}

function zerosOf(head: Buffer): { even: number; odd: number } {
  const zeros = { even: 0, odd: 0 }
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) zeros[at % 2 === 0 ? 'even' : 'odd'] += 1
  return zeros
}

/** Bytes that are letters, signs or blanks of ASCII. */
function lettersOf(head: Buffer): number {
  return head.reduce((sum, byte) => sum + Number(byte >= 0x20 && byte < 0x7f), 0)
}

/** A character cut off by the end of the head is forgiven. */
function isUtf8(head: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}
