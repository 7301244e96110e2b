/** A file is copied chunk by chunk. */
export const chunkBytes = 1 << 20

/** In the words that are shared with a copy: where it tells how many chunks it has copied, behind the word that says stop. */
export const copiedAt = 1
