import type { Test } from './condition.ts'
import { didYouMean, quoted } from './did-you-mean.ts'
import { type Glob, matchesGlob } from './glob.ts'

/** What people call files: the folders a tidy disk has. */
export const fileKinds = ['Pictures', 'Videos', 'Music', 'Documents', 'Archives', 'Programs', 'Other'] as const

/** The facts that can be one of a few words only. */
const wordsOf = new Map<string, readonly string[]>([
  ['kind', fileKinds],
  ['orientation', ['landscape', 'portrait', 'square']],
  ['date-source', ['exif', 'container', 'name', 'modified']],
])

/** Why no file there is can be one of the alternatives; a step under such a condition would be passed over in silence. */
export function whyNever({ fact, alternatives }: Test): string | undefined {
  const globs = alternatives.flatMap((each) => (each.kind === 'glob' ? [each.glob] : []))
  return globs.map((glob) => whyNeverLike(fact, glob)).find((why) => why !== undefined)
}

function whyNeverLike(fact: string, glob: Glob): string | undefined {
  const words = wordsOf.get(fact)
  if (words && !words.some((word) => matchesGlob(glob, word)))
    return `${quoted(glob.source)} is not known here.${didYouMean(glob.source, words)}`
  if ((fact === 'ext' || fact === 'entry-ext') && glob.source.startsWith('.'))
    return `An ending is written without its dot: ${quoted(glob.source.slice(1))}.`
  if (fact === 'type' && !/[/*]/.test(glob.source)) return 'A type looks like `image/jpeg` or `image/*`.'
  return undefined
}
