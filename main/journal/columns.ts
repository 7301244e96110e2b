import type { FileIdentity } from '../../contract/job.ts'
import { decodePath, encodePath } from '../../contract/path-text.ts'

/** Paths in the database: TEXT where they are Unicode, else their raw bytes as BLOB. */
export type Column = string | Uint8Array

/** A path of this program, in which a byte that is not UTF-8 is a lone surrogate, as it is stored. */
export function toColumn(path: string): Column {
  return path.isWellFormed() ? path : encodePath(path)
}

/** The path again, to the byte. */
export function fromColumn(column: Column): string {
  return typeof column === 'string' ? column : decodePath(column)
}

/** An identity as one short text; the device is left out, since its number changes over a restart. */
export function identityColumn({ ino, sizeBytes, mtimeNs }: FileIdentity): string {
  return `${ino}:${sizeBytes}:${mtimeNs}`
}

/** As `identityColumn`, with the change time where that is known: for files that are met again, and are never looked up by it. */
export function stateColumn(identity: FileIdentity): string {
  const { ctimeNs } = identity
  return ctimeNs === undefined ? identityColumn(identity) : `${identityColumn(identity)}:${ctimeNs}`
}

export function identityFrom(column: string): FileIdentity {
  const marks = column.split(':')
  const identity: FileIdentity = {
    dev: '0',
    ino: marks[0] ?? '0',
    sizeBytes: Number(marks[1] ?? 0),
    mtimeNs: marks[2] ?? '0',
  }
  if (marks[3] !== undefined) identity.ctimeNs = marks[3]
  return identity
}
