/** A pattern over names: `*` any letters, `?` one letter, `{a,b}` either. Case does not matter. */
export interface Glob {
  source: string
  /** The braces written out. */
  alternatives: string[]
}

const maxAlternatives = 64
const maxLetters = 500

/** The pattern as it is matched, or in one sentence what is wrong with it. */
export function parseGlob(source: string): { glob: Glob } | { problem: string } {
  if (source.trim() === '') return { problem: 'A pattern cannot be empty.' }
  if (source.length > maxLetters) return { problem: `A pattern has at most ${maxLetters} letters.` }
  const alternatives = expanded(source)
  if (alternatives === undefined) return { problem: 'The braces do not match, or make too many patterns.' }
  return { glob: { source, alternatives: alternatives.map((each) => each.toLowerCase()) } }
}

/** Whether the whole of the text is what the pattern says. */
export function matchesGlob({ alternatives }: Glob, text: string): boolean {
  const letters = text.toLowerCase()
  return alternatives.some((pattern) => matchesStars(pattern, letters))
}

/** Undefined when a brace is left over or there are too many. Braces in braces are not known. */
function expanded(source: string): string[] | undefined {
  const found = /\{([^{}]*)\}/.exec(source)
  if (found === null) return /[{}]/.test(source) ? undefined : [source]
  const before = source.slice(0, found.index)
  const rest = expanded(source.slice(found.index + found[0].length))
  if (rest === undefined || /[{}]/.test(before)) return undefined
  const choices = (found[1] ?? '').split(',')
  if (choices.length * rest.length > maxAlternatives) return undefined
  return choices.flatMap((choice) => rest.map((tail) => before + choice + tail))
}

/** Goes back to the last star only, so the time is at most the product of both lengths. */
function matchesStars(pattern: string, text: string): boolean {
  let at = 0
  let star = -1
  let resume = 0
  let place = 0
  while (place < text.length) {
    const wanted = pattern[at]
    if (wanted === '*') {
      star = at++
      resume = place
    } else if (wanted !== undefined && (wanted === '?' || wanted === text[place])) {
      at++
      place++
    } else if (star >= 0) {
      at = star + 1
      place = ++resume
    } else return false
  }
  while (pattern[at] === '*') at++
  return at === pattern.length
}
