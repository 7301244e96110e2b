/** What a picture file says about itself, in parts that can be kept one by one. */
export const keepable = ['copyright', 'colour-profile', 'exif', 'location', 'xmp'] as const

type Part = (typeof keepable)[number]

/**
 * `all` is everything, as it stands, but small pictures of it as it was. A part with a minus was named to be dropped: it goes wherever it stands, as the author does among the tags of
 * the camera, which would else be kept with them. `words` are those for archives (IPTC), which have no name of their own among the parts.
 */
export type Kept = Part | 'all' | 'words' | `-${Part}`

export function isKept(keep: readonly Kept[], part: Part): boolean {
  return keep.includes('all') || keep.includes(part)
}

export function keepsWords(keep: readonly Kept[]): boolean {
  return keep.includes('all') || keep.includes('words')
}

export function isDropped(keep: readonly Kept[], part: Part): boolean {
  return keep.includes(`-${part}`)
}
