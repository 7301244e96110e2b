/** Width to height, such as `16:9` or `2.35:1`. */
export const aspectPattern = /^[1-9]\d{0,4}(\.\d{1,4})?:[1-9]\d{0,4}(\.\d{1,4})?$/

/** Width divided by height. */
export function ratioOf(aspect: string): number {
  const [width = 1, height = 1] = aspect.split(':').map(Number)
  return width / height
}
