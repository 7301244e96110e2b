/** Reads any part of a file; less than `length` only at its end. */
export type ReadAt = (at: number, length: number) => Promise<Buffer>
