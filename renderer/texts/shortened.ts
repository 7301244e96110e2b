const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The most characters that are kept of the end, where results of one file differ: `-480w.avif`. */
const endMost = 16

/** A name in at most so many characters as people count them, its middle left out where it has more. */
export function shortened(name: string, most: number): string {
  // What has fewer units has fewer characters, and most names do.
  if (name.length <= most) return name
  const characters = Array.from(graphemes.segment(name), ({ segment }) => segment)
  if (characters.length <= most) return name
  const ending = Math.min(endMost, Math.floor(most / 2))
  return [...characters.slice(0, most - ending - 1), '…', ...characters.slice(-ending)].join('')
}
