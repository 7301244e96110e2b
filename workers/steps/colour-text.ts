import { colourPattern } from '../carriers/colour.ts'
import type { FieldMakers } from './define-step.ts'

/** An option that is a colour; say with `describe` of what. */
export function colourText(z: FieldMakers) {
  return z.string().regex(colourPattern, { error: 'A colour looks like white, black, #fff or #ffffff' })
}
