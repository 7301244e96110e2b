import mime from 'mime/lite'
import { matchesGlob, parseGlob } from '../../../contract/glob.ts'
import type { Recipe } from '../../../contract/recipe.ts'

/**
 * Whether a recipe may take a file that is still on its person's computer, by its name and the type a browser guesses, or the usual one of its ending.
 * The engine looks inside and has the last word: what nobody can tell is taken.
 */
export function mayTake({ accepts }: Pick<Recipe, 'accepts'>, path: string, guessed: string): boolean {
  const type = guessed || (mime.getType(path) ?? '')
  if (accepts.length === 0 || type === '') return true
  return accepts.some(({ match }) => {
    const parsed = parseGlob(match)
    return 'glob' in parsed && matchesGlob(parsed.glob, match.includes('/') ? type : (path.split('/').at(-1) ?? path))
  })
}
