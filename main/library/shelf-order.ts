/** The built-in recipes as people look for them: those for pictures first, checks last, and on each shelf what is used most. */
const shelves = [
  [
    'web-ready-images',
    'shop-product-shots',
    'free-up-space',
    'iphone-photos-to-jpeg',
    'photos-to-jpeg',
    'responsive-pictures',
    'thumbnails',
    'sort-photos-by-date',
  ],
  ['downloads-inbox', 'sort-by-date', 'set-duplicates-aside', 'tidy-names', 'copy'],
  ['hand-off-package', 'unpack-archives'],
  ['share-safely'],
  ['checksums', 'check-checksums'],
]

const places = new Map(shelves.flat().map((name, at) => [name, at]))

/** Compares names of built-in recipes; one without a place on a shelf comes after the others, by its name. */
export function byShelf(one: string, other: string): number {
  const [a, b] = [placeOf(one), placeOf(other)]
  return a === b ? (one < other ? -1 : 1) : a - b
}

function placeOf(name: string): number {
  return places.get(name) ?? places.size
}

/** Whether it was given a place. */
export function hasPlace(name: string): boolean {
  return places.has(name)
}
