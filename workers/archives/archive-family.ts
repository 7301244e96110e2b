import { fileFamily } from '../carriers/file-family.ts'
import type { FileValue } from '../carriers/file-value.ts'
import type { Family } from '../family.ts'
import { checkArchive } from './check-archive.ts'

/** Archives and what is in them: files like all others, but for the archives that were made here, which are opened again. */
export const archiveFamily: Family<FileValue> = {
  ...fileFamily,
  isPlain: ({ facts }) => facts.entries === undefined,
  check: checkArchive,
}
