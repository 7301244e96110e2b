import { didYouMean, nearest, quoted } from '../../contract/did-you-mean.ts'

/** What is put into the words of a command, in braces. */
export const externalTokens = ['input', 'output', 'stem', 'extension'] as const

/** As a token of a name is written. What a shell, awk, jq or JSON has in braces is none of ours, and neither are braces that are doubled or escaped. */
const tokenForm = /(?<![{$%\\])\{([\w-]+)(?:\|[^{}]*)?\}(?!\})/g

/** What is wrong with a word in which a token is mistyped, which would reach the program as it stands; undefined where nothing is. */
export function misspeltToken(word: string): string | undefined {
  for (const [token, name = ''] of word.matchAll(tokenForm)) {
    if (externalTokens.some((known) => token === `{${known}}`) || !isMistyped(name)) continue
    return `There is no token ${quoted(token)}.${didYouMean(name, externalTokens)}`
  }
  return undefined
}

/** Its letters in another case or order, or, of a longer one, without one of them. What else is near, as `{item}` and `{inputs}`, may be a script’s own. */
function isMistyped(name: string): boolean {
  const near = nearest(name, externalTokens)
  if (near === undefined) return false
  return lettersOf(name) === lettersOf(near) || (near.length > 4 && name.length === near.length - 1)
}

function lettersOf(name: string): string {
  return [...name.toLowerCase()].sort().join('')
}
