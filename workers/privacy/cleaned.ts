/** A file without what it said about people, and the names of what was taken out, for the receipt. */
export interface Cleaned {
  bytes: Buffer
  removed: string[]
}

/** One whole file of a kind that is known, by its content. */
export interface DirtyFile {
  /** Path of the person's file, for faults. */
  subject: string
  bytes: Buffer
  type: string
}
