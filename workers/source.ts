import type { Lent } from './file-ticket.ts'

/** One input of a task, the same file from first byte to seal, so that what is hashed is what was decoded. Its opener closes it. */
export interface Source extends AsyncDisposable {
  readonly path: string
  readonly sizeBytes: number
  readonly modifiedMs: number
  /** As an archive is to have them: see `packedRights`. */
  rights(): number
  /** A path that leads a native codec to this very file. */
  readonly codecPath: string
  /** For other threads, where they may read it in this one's stead. */
  readonly lent?: Lent
  /** The first bytes, at most `length`; the file may be shorter. */
  head(length: number): Promise<Buffer>
  /** Any part; less than `length` only at the end of the file. `room` may be taken for it, where that is large enough. */
  read(at: number, length: number, room?: Buffer): Promise<Buffer>
  /** The whole file; for those up to `inMemoryLimitBytes`. */
  bytes(): Promise<Buffer>
  /** As `bytes`, in memory that is taken back when the file is closed. */
  borrowed(): Promise<Buffer>
  /** The whole file in order, in chunks that the taker may keep. */
  chunks(): AsyncGenerator<Buffer, void, undefined>
  /** SHA-256 of the content, lower-case hex: of the last whole reading, else read for it. */
  digest(): Promise<string>
  /** The digest of what was read. Raises `original-changed` when the file has changed since it was opened. */
  seal(): Promise<string>
}
