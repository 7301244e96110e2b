let graphemes: Intl.Segmenter | undefined
/** Scripts and pictures that terminals draw two columns wide (the common part of Unicode's East Asian Width). */
const wide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u
/** Narrow forms of letters that are wide otherwise, and signs that are drawn within the one before. */
const narrow = /^[\uff61-\uffdc]/u
const unseen = /^\p{Default_Ignorable_Code_Point}+$/u
/** A sign that is asked to be a picture. */
const pictured = /\ufe0f/u
const plain = /^[\u0020-\u007e]*$/

/** Columns a terminal needs for a text without control characters. */
export function textWidth(text: string): number {
  if (plain.test(text)) return text.length
  let columns = 0
  for (const segment of graphemesOf(text)) columns += columnsOf(segment)
  return columns
}

/** The text within `columns`: what does not fit is cut out of the middle, so that a name keeps its beginning and its extension. */
export function fitText(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text
  if (columns < 1) return ''
  const parts = graphemesOf(text)
  const tail = takeColumns(parts.toReversed(), Math.floor((columns - 1) / 2)).toReversed()
  const head = takeColumns(parts, columns - 1 - textWidth(tail.join('')))
  return `${head.join('')}…${tail.join('')}`
}

/** As `fitText`, filled with spaces up to exactly `columns`. */
export function padText(text: string, columns: number): string {
  const fitted = fitText(text, columns)
  return fitted + ' '.repeat(Math.max(0, columns - textWidth(fitted)))
}

/** Made for the first text that needs it, since that takes a while. */
function graphemesOf(text: string): string[] {
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}

function takeColumns(parts: string[], columns: number): string[] {
  let used = 0
  const end = parts.findIndex((part) => (used += columnsOf(part)) > columns)
  return end === -1 ? parts : parts.slice(0, end)
}

function columnsOf(grapheme: string): number {
  if (unseen.test(grapheme)) return 0
  return pictured.test(grapheme) || (wide.test(grapheme) && !narrow.test(grapheme)) ? 2 : 1
}
