/** What a picture file says about itself, in parts that can be kept one by one. */
export const keepable = ['copyright', 'colour-profile', 'exif', 'location', 'xmp'] as const

/** `all` is everything, as it stands. */
export type Kept = (typeof keepable)[number] | 'all'
