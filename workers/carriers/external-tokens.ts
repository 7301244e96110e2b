import { didYouMean, nearest, quoted } from '../../contract/did-you-mean.ts'

/** What is put into the words of a command, in braces. */
export const externalTokens = ['input', 'output', 'stem', 'extension'] as const

/** As a token of a name is written. What a shell, awk, jq or JSON has in braces is none of ours, and neither are braces that are doubled or escaped. */
const tokenForm = /(?<![{$%\\])\{([\w-]+)(?:\|[^{}]*)?\}(?!\})/g

/** What is wrong with a word in which a token is mistyped, which would reach the program as it stands; undefined where nothing is. */
export function misspeltToken(word: string): string | undefined {
  for (const [token, name = ''] of word.matchAll(tokenForm)) {
    if (externalTokens.some((known) => token === `{${known}}`)) continue
    const meant = (token === word ? inFull(name) : undefined) ?? mistyped(name, word)
    if (meant !== undefined) return `There is no token ${quoted(token)}.${didYouMean(meant, externalTokens)}`
  }
  return undefined
}

/** Of a whole argument its beginning is enough, as in `{ext}`: a program has no use for that as it stands. */
function inFull(name: string): string | undefined {
  const start = name.toLowerCase()
  return start.length < 2 ? undefined : externalTokens.find((known) => known.startsWith(start))
}

/**
 * The token with its letters in another case or order, or, of a longer one, without one of them. What else is near, as `{item}` and `{inputs}`, may be a
 * script’s own, and so may `{Input}` where blanks tell of a script.
 */
function mistyped(name: string, word: string): string | undefined {
  const near = nearest(name, externalTokens)
  if (near === undefined) return undefined
  if (name.toLowerCase() === near) return /\s/.test(word) ? undefined : near
  const isNear = lettersOf(name) === lettersOf(near) || (near.length > 4 && name.length === near.length - 1)
  return isNear ? near : undefined
}

function lettersOf(name: string): string {
  return [...name.toLowerCase()].sort().join('')
}
