import { replaceMatches } from '../../contract/pattern.ts'
import { slugOf } from '../../contract/slug.ts'
import type { Transform } from '../../contract/template-token.ts'

/** A value longer than this makes no name, and patterns are not run over it. */
export const maxValueLetters = 1000

/** One change a template asks for. Letters are code points; no language's own rules apply, so every machine does the same. */
export function applyTransform(value: string, transform: Transform): string {
  switch (transform.kind) {
    case 'lower':
      return value.toLowerCase()
    case 'upper':
      return value.toUpperCase()
    case 'title':
      return titled(value)
    case 'slug':
      return slugOf(value)
    case 'max':
      return Array.from(value).slice(0, transform.letters).join('')
    case 'replace':
      return replaceMatches(transform.pattern, value, transform.replacement)
  }
}

function titled(value: string): string {
  return value
    .toLowerCase()
    .replace(/\p{L}[\p{L}\p{M}\p{N}'’]*/gu, (word) => word.replace(/^./u, (letter) => letter.toUpperCase()))
}
