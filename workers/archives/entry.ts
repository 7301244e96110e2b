import type { Lent } from '../file-ticket.ts'
import type { SmallRecord } from './small-content.ts'

/** Lends content to `use`, which has it while it runs and no longer; nothing of it is written before all of it has proved to be what was claimed. */
export type Whole = <T>(use: (content: Uint8Array) => T) => Promise<T>

/** One thing in an archive, before anything of it is believed. */
export interface ArchiveEntry {
  /** As the archive has it, with `/`; folders may end with one. */
  name: string
  kind: 'file' | 'folder' | 'link' | 'special'
  /** Bytes of the content as the archive claims; undefined where only reading can tell. */
  sizeBytes: number | undefined
  /** Epoch milliseconds. */
  modifiedMs: number | undefined
  /** Who may read, write and run it, as nine bits; undefined where the archive does not tell. */
  rights: number | undefined
  /** The content; raises `file-damaged` and `file-truncated` when it is not what was claimed. Only of files. */
  chunks: () => AsyncIterable<Uint8Array>
  /** The same in one piece, where that is small. */
  whole?: Whole | undefined
  /** Where any thread that can read the archive can unpack it in one go. */
  small?: SmallRecord | undefined
}

/** A file to be put into an archive. */
export interface PackedFile {
  /** With `/`, relative. */
  name: string
  modifiedMs: number
  /** As nine bits; those of a plain file where they are left out. */
  rights?: number
  /** Undefined where it is known only at the end. */
  sizeBytes: number | undefined
  chunks: () => AsyncIterable<Uint8Array>
  /** Where any thread may read it instead. */
  lent?: Lent | undefined
  /** Told when it is in the archive. */
  onPacked?: () => void
}
