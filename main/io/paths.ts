import { isUtf8 } from 'node:buffer'
import { sep } from 'node:path'

/**
 * Paths inside Millrace are strings. A byte that is not valid UTF-8 is kept as the lone surrogate U+DC00 + byte
 * (the scheme of Python's PEP 383), so every name of a POSIX disk survives a round trip.
 */
export function decodeName(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    text += length === 0 ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : bytes.toString('utf8', at, at + length)
    at += length || 1
  }
  return text
}

/** Length of the valid UTF-8 sequence at `at`, or 0. */
function sequenceLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++)
    if (isUtf8(bytes.subarray(at, at + length))) return length
  return 0
}

/** What `node:fs` has to be given for a path: the string itself, or its bytes where it is not Unicode. */
export function toFs(path: string): string | Buffer {
  return process.platform === 'win32' || path.isWellFormed() ? path : encodeName(path)
}

export function encodeName(path: string): Buffer {
  const parts: Buffer[] = []
  for (const run of path.split(/([\udc80-\udcff])/u)) {
    const code = run.charCodeAt(0)
    const raw = run.length === 1 && code >= 0xdc80 && code <= 0xdcff
    parts.push(raw ? Buffer.from([code - 0xdc00]) : Buffer.from(run, 'utf8'))
  }
  return Buffer.concat(parts)
}

/** One level down; `name` is a plain name, never a path. */
export function child(folder: string, name: string): string {
  return folder.endsWith(sep) ? folder + name : folder + sep + name
}

export function folderOf(path: string): string {
  const at = path.lastIndexOf(sep)
  return at <= 0 ? sep : path.slice(0, at)
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(sep) + 1)
}

/** True when `path` is `folder` or lies below it; both are normalised and absolute. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** Every name Millrace makes for itself starts so; walks, watches and gathers pass over them. */
export const ownPrefix = '.mr-'
