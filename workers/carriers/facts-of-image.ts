import type { Size } from './image-passes.ts'

/** What names and conditions may ask of a picture of this size. */
export function factsOfImage({ width, height }: Size, pages: number) {
  const orientation = width === height ? 'square' : width > height ? 'landscape' : 'portrait'
  return { width, height, orientation, pages }
}
