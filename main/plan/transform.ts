import { replaceMatches } from '../../contract/pattern.ts'
import { slugOf } from '../../contract/slug.ts'
import type { Transform } from '../../contract/template-transform.ts'

/** A value longer than this makes no name, and patterns are not run over it. */
export const maxValueLetters = 1000

/** One change a template asks for. Letters are code points; no language's own rules apply, so every machine does the same. */
export function applyTransform(value: string, transform: Transform): string {
  if (transform.kind === 'max') return Array.from(value).slice(0, transform.letters).join('')
  if (transform.kind === 'replace') return replaceMatches(transform.pattern, value, transform.replacement)
  return plainTransforms[transform.kind](value)
}

const plainTransforms = {
  lower: (value: string) => value.toLowerCase(),
  upper: (value: string) => value.toUpperCase(),
  title: titled,
  slug: slugOf,
}

function titled(value: string): string {
  return value
    .toLowerCase()
    .replace(/\p{L}[\p{L}\p{M}\p{N}'’]*/gu, (word) => word.replace(/^./u, (letter) => letter.toUpperCase()))
}
