import { aspectPattern } from '../carriers/aspect.ts'
import type { FieldMakers } from './define-step.ts'

/** An option for a side of a picture, in pixels; say with `describe` what it does. */
export function sideOption(z: FieldMakers, title: string) {
  return z.int().min(1).max(65_535).optional().meta({ title, unit: 'px' })
}

/** The option for the shape of a picture. */
export function aspectOption(z: FieldMakers) {
  return z
    .string()
    .regex(aspectPattern, { error: 'Two sides are written with a colon between them, such as 16:9' })
    .optional()
    .meta({ title: 'Aspect' })
    .describe('Width to height, such as 1:1 or 16:9.')
}
