import type { Size } from './image-passes.ts'

/** Sides and corners of a picture, as compass points. */
export const gravities = [
  'centre',
  'north',
  'north-east',
  'east',
  'south-east',
  'south',
  'south-west',
  'west',
  'north-west',
] as const
export type Gravity = (typeof gravities)[number]

/** Where a part lies in the whole when it is drawn to one side. */
export function placeIn(whole: Size, part: Size, gravity: Gravity): { left: number; top: number } {
  const across = whole.width - part.width
  const down = whole.height - part.height
  return {
    left: gravity.endsWith('west') ? 0 : gravity.endsWith('east') ? across : Math.floor(across / 2),
    top: gravity.startsWith('north') ? 0 : gravity.startsWith('south') ? down : Math.floor(down / 2),
  }
}
