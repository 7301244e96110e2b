import { partsOf } from '../state/path-parts.ts'

/** A path or name as a person may see it: bytes that are not Unicode as �, control characters and marks that turn the writing direction as pictures of themselves. */
export function shown(path: string): string {
  return path.toWellFormed().replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, picture)
}

function picture(char: string): string {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return code === 0x7f ? '\u2421' : '\ufffd'
}

export function nameOf(path: string): string {
  return shown(partsOf(path).at(-1) ?? path)
}

const foldersShown = 3

/** The folders a file lies in, the nearest last: `2024 / May / Harbour`, or all of them, `/srv / 2024`. */
export function foldersOf(path: string): string {
  const below = withoutDrop(path)
  const folders = partsOf(below).slice(0, -1)
  const root = below.startsWith('/') && folders.length > 0 && folders.length <= foldersShown ? '/' : ''
  return shown(`${root}${folders.slice(-foldersShown).join(' / ')}`)
}

/** The folder a server keeps the files of one upload in, so that they are apart from those of another, says nothing to a person. */
const dropFolder = /^.*[/\\]uploads[/\\]files[/\\](?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|drop-\d+-\d+)[/\\]/

/** The path of a file that was uploaded as its person knows it; any other stays as it is. */
export function withoutDrop(path: string): string {
  return path.replace(dropFolder, '')
}

/** The kind of a file by its name, as people write it: `JPEG`, `WebP`. */
export function formatOf(path: string): string {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(path)?.[1]?.toLowerCase()
  if (extension === undefined) return ''
  return formats[extension] ?? extension.toUpperCase()
}

const formats: Record<string, string> = { jpg: 'JPEG', jpeg: 'JPEG', webp: 'WebP', tif: 'TIFF', parquet: 'Parquet' }
