import { didYouMean, nearest, quoted } from '../../contract/did-you-mean.ts'

/** What is put into the words of a command, in braces. */
export const externalTokens = ['input', 'output', 'stem', 'extension'] as const

/** As a token of a name is written. What a shell, awk or JSON has in braces is none of ours, and neither are braces that are doubled or escaped. */
const tokenForm = /(?<![{$%\\])\{([\w-]+)(?:[:|][^{}]*)?\}(?!\})/g

/** What is wrong with a word in which something is nearly a token, which would reach the program as it stands; undefined where nothing is. */
export function misspeltToken(word: string): string | undefined {
  for (const [token, name = ''] of word.matchAll(tokenForm)) {
    if (externalTokens.some((known) => token === `{${known}}`) || nearest(name, externalTokens) === undefined) continue
    return `There is no token ${quoted(token)}.${didYouMean(name, externalTokens)}`
  }
  return undefined
}
