const maxWordLength = 60

/** Text of a recipe as it is quoted in a message: short enough to read. */
export function quoted(word: string): string {
  return word.length > maxWordLength ? `\`${word.slice(0, maxWordLength)}…\`` : `\`${word}\``
}

/**
 * The rest of a message about an unknown word, with a leading space: the nearest known word when one is near, else all of
 * them when they are few, else nothing.
 */
export function didYouMean(word: string, known: Iterable<string>): string {
  const words = [...known]
  const near = nearest(word, words)
  if (near !== undefined) return ` Did you mean \`${near}\`?`
  return words.length > 0 && words.length <= 16 ? ` Known: ${words.map((each) => `\`${each}\``).join(', ')}.` : ''
}

/** The known words a person may have meant, nearest first; at most a third of the letters may differ. */
function nearestFew(word: string, known: Iterable<string>): string[] {
  if (word.length > maxWordLength) return []
  const asked = word.toLowerCase()
  return [...known]
    .map((candidate) => ({ candidate, distance: distanceTo(asked, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= allowance(asked, candidate))
    .sort((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate)
}

/** The known word that was most likely meant; undefined where none is near enough. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  return nearestFew(word, known)[0]
}

function allowance(asked: string, candidate: string): number {
  return Math.max(1, Math.floor(Math.min(asked.length, candidate.length) / 3))
}

/** Half a word is near too: `resize` to `image.resize`, and what begins a longer name, but a little less. */
function distanceTo(asked: string, candidate: string): number {
  if (candidate.endsWith(`.${asked}`)) return 0
  const distances = editDistances(asked, candidate)
  const whole = distances.at(-1) ?? 0
  return asked.length < 4 ? whole : Math.min(whole, Math.min(...distances) + 0.5)
}

/**
 * Letters to insert, remove, replace or swap with their neighbour (optimal string alignment) between `a` and each
 * beginning of `b`, from the empty one to all of it.
 */
function editDistances(a: string, b: string): number[] {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      )
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1)
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return last
}
