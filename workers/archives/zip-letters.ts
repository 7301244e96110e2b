import { textDecoder } from '../carriers/text-encoding.ts'
import { cp437 } from './cp437.ts'

/** What names in a zip can be said to be written in, where they are not Unicode; `auto` finds the more frequent ones out. */
export const zipLetters = [
  'auto',
  'cp437',
  'ibm866',
  'windows-1251',
  'windows-1252',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
] as const
export type ZipLetters = (typeof zipLetters)[number]

/** Reads a name that is not Unicode; undefined for bytes that are not of the writing it knows. */
export type ReadName = (rawName: Uint8Array) => string | undefined

/** The reader for all such names of an archive, which are in one and the same writing. One that cannot be told is not guessed. */
export async function nameReader(rawNames: readonly Buffer[], letters: ZipLetters): Promise<ReadName> {
  if (letters === 'cp437') return cp437
  const writing = letters === 'auto' ? await writingOf(rawNames) : letters
  return writing === undefined ? () => undefined : decoderOf(writing)
}

type Writing = Exclude<ZipLetters, 'auto' | 'cp437'>

async function decoderOf(writing: Writing): Promise<ReadName> {
  const decoder = await textDecoder(writing)
  return (bytes) => {
    try {
      return decoder.decode(bytes, { stream: false })
    } catch {
      return undefined
    }
  }
}

/** Hanzi of GB 2312 and its signs; the syllables of Korean are the first rows of the same. In the letters of the first PCs most are lines for drawing boxes. */
const simplified = /^(?:[\xb0-\xf7\xa1-\xa3][\xa1-\xfe])+$/
const syllables = /^(?:[\xb0-\xc8\xa1-\xa3][\xa1-\xfe])+$/
/** The more frequent half of Big5, signs included. */
const traditional = /^(?:[\xa1-\xc6][\x40-\x7e\xa1-\xfe])+$/
/** Cyrillic letters of DOS: of accents so many never stand together. */
const cyrillic = /^[\x80-\xaf\xe0-\xf1]+$/
const boxes = /[\xb0-\xdf]/
/** Chinese names this long are hardly ever in the first rows alone. */
const surelyKorean = 6
const twoLetters = 4

async function writingOf(rawNames: readonly Buffer[]): Promise<Writing | undefined> {
  const names = rawNames.map((name) => name.toString('latin1'))
  const japanese = (await readAll(rawNames, 'shift_jis')) ?? ''
  if (/[\u3041-\u30fe]{2}/.test(japanese)) return 'shift_jis'
  const runs = names.flatMap((name) => name.match(/[\x80-\xff]+/g) ?? [])
  const told = writingOfRuns(runs) ?? (isTraditional(names) ? 'big5' : undefined)
  if (told) return told
  return boxes.test(runs.join('')) && /[\u3041-\u30fe\u4e00-\u9fff]{2}/.test(japanese) ? 'shift_jis' : undefined
}

function writingOfRuns(runs: readonly string[]): Writing | undefined {
  const every = (pattern: RegExp): boolean => runs.every((run) => pattern.test(run))
  const has = (bytes: number): boolean => runs.some(({ length }) => length >= bytes)
  if (has(twoLetters) && every(simplified)) return every(syllables) && isLong(runs) ? 'euc-kr' : 'gb18030'
  return has(3) && every(cyrillic) ? 'ibm866' : undefined
}

function isLong(runs: readonly string[]): boolean {
  return runs.join('').length >= 2 * surelyKorean
}

/** The second half of a letter can be one of ASCII. */
function isTraditional(names: readonly string[]): boolean {
  const pairs = names.flatMap((name) => name.match(/(?:[\x80-\xff][\x40-\x7e\x80-\xff])+/g) ?? [])
  return pairs.some(({ length }) => length >= twoLetters) && pairs.every((run) => traditional.test(run))
}

async function readAll(rawNames: readonly Buffer[], writing: Writing): Promise<string | undefined> {
  const read = await decoderOf(writing)
  const names = rawNames.map(read)
  return names.includes(undefined) ? undefined : names.join('\n')
}
