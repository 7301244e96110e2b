import type { OfferedFile } from '../../state/send-file.ts'
import { toldApart } from '../../state/told-apart.ts'
import { firstAndMore } from '../../texts/first-and-more.ts'

/** More files than this are for a folder on the server, not for a browser. */
export const filesMost = 100_000

export interface DroppedFiles {
  files: OfferedFile[]
  /** What could not be read. */
  unreadable: number
  /** There are more than a browser is good for; those beyond are not among them. */
  isCut: boolean
}

/** All files in what was dropped, folders gone through, in order of path, each with a path of its own. */
export async function readDrop(items: Iterable<DataTransferItem>, most = filesMost): Promise<DroppedFiles> {
  const dropped: DroppedFiles = { files: [], unreadable: 0, isCut: false }
  // Entries and files are gone as soon as the event is over: all are taken before the first wait.
  const entries: FileSystemEntry[] = []
  for (const item of items) {
    const entry = item.webkitGetAsEntry()
    // What another program made up for the drop, such as a picture from a page, is no entry of a disk.
    const file = entry ? null : item.getAsFile()
    if (entry) entries.push(entry)
    if (file) dropped.files.push({ path: file.name, file })
  }
  for (const entry of entries) await readEntry(entry, { dropped, most })
  // Files of one path stay in the order they came in.
  dropped.files.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)))
  return { ...dropped, files: toldApart(dropped.files) }
}

async function readEntry(entry: FileSystemEntry, reading: { dropped: DroppedFiles; most: number }): Promise<void> {
  const { dropped, most } = reading
  if (dropped.files.length >= most) {
    dropped.isCut = true
    return
  }
  try {
    if (entry.isFile) await readFile(entry as FileSystemFileEntry, dropped)
    else for await (const child of entriesOf(entry as FileSystemDirectoryEntry)) await readEntry(child, reading)
  } catch {
    dropped.unreadable++
  }
}

async function readFile(entry: FileSystemFileEntry, { files }: DroppedFiles): Promise<void> {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
  files.push({ path: entry.fullPath.replace(/^\//, ''), file })
}

/** A reader hands out a hundred at a time, and nothing at the end. */
async function* entriesOf(folder: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry> {
  const reader = folder.createReader()
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return
    yield* some
  }
}

/** The files of an `<input>`, each with a path of its own; a chosen folder keeps its layout. */
export function readInput(list: Iterable<File>): OfferedFile[] {
  return toldApart(Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file })))
}

/** What a person would call a drop: its only file or folder, or the first of them and how many more. */
export function titleOf(files: readonly OfferedFile[]): string {
  return firstAndMore([...new Set(files.map(({ path }) => path.split('/')[0] ?? ''))])
}

export interface OverDrop {
  count: number
  images: number
}

/** What is known while something is held over the window: how many, and which of them are pictures. */
export function lookOver(items: Iterable<DataTransferItem>): OverDrop {
  const files = [...items].filter(({ kind }) => kind === 'file')
  return { count: files.length, images: files.filter(({ type }) => type.startsWith('image/')).length }
}
