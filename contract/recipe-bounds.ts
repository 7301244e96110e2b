import { Lexer } from 'yaml'
import { maxRecipeLetters } from './recipe-fields.ts'

/** Words, signs, spaces and line ends. */
const maxTokens = 5_000
export const maxRecipeDepth = 24

/** What the lexer says between the tokens of the text: a document begins, a scalar follows, brackets ended too early. */
const marks = new Set(['\u0002', '\u001f', '\u0018'])

/** Why a text is no recipe a person could have written, found before it costs any time to read; or undefined. */
export function beyondBounds(text: string): { at: number; message: string } | undefined {
  if (text.length > maxRecipeLetters)
    return { at: maxRecipeLetters, message: `A recipe has at most ${maxRecipeLetters / 1024} KiB of text.` }
  let at = 0
  let count = 0
  let brackets = 0
  let dashes = 0
  for (const token of new Lexer().lex(text)) {
    if (marks.has(token)) continue
    brackets += bracketSteps.get(token) ?? 0
    dashes = dashesAfter(token, dashes)
    if (Math.max(brackets, dashes) > maxRecipeDepth)
      return { at, message: `A recipe is nested at most ${maxRecipeDepth} deep.` }
    if (++count > maxTokens) return { at, message: `A recipe has at most ${maxTokens} words and signs.` }
    at += token.length
  }
  return undefined
}

const bracketSteps = new Map([
  ['[', 1],
  ['{', 1],
  [']', -1],
  ['}', -1],
])

/** How many lists in lists have begun with one `-` after another on one line. */
function dashesAfter(token: string, dashes: number): number {
  if (token === '-' || token === '?') return dashes + 1
  return token.trim() === '' && !token.includes('\n') ? dashes : 0
}
