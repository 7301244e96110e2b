import { createHash } from 'node:crypto'
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs'

export interface TreeEntry {
  kind: 'file' | 'folder' | 'link' | 'special'
  sizeBytes: number
  inode: bigint
  mtimeNs: bigint
  /** Of a file's content or of where a link leads; empty where it was not asked for. */
  sha256: string
}

/** What lies below a folder, by path relative to it. The keys hold the raw bytes of the names, one character a byte (latin1). */
export type Tree = Map<string, TreeEntry>

const separator = Buffer.from('/')
const pieceBytes = 1 << 20

/** Follows no link. What vanishes while it is looked at is left out. */
export function treeOf(root: string, { hash = true }: { hash?: boolean } = {}): Tree {
  const tree: Tree = new Map()
  const visit = (folder: Buffer, prefix: string) => {
    for (const name of namesIn(folder)) {
      const path = Buffer.concat([folder, separator, name])
      const key = prefix + name.toString('latin1')
      const entry = entryAt(path, hash)
      if (entry) tree.set(key, entry)
      if (entry?.kind === 'folder') visit(path, `${key}/`)
    }
  }
  visit(Buffer.from(root), '')
  return tree
}

export function keyFor(name: string): string {
  return Buffer.from(name, 'utf8').toString('latin1')
}

/** The name of a key, as far as it is Unicode. */
export function nameOf(key: string): string {
  return Buffer.from(key, 'latin1').toString('utf8')
}

export function shownKey(key: string): string {
  return JSON.stringify(nameOf(key))
}

export function sha256Of(path: string | Buffer): string {
  const hash = createHash('sha256')
  const piece = Buffer.allocUnsafe(pieceBytes)
  const file = openSync(path, 'r')
  try {
    for (let got = readSync(file, piece); got > 0; got = readSync(file, piece)) hash.update(piece.subarray(0, got))
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}

function namesIn(folder: Buffer): Buffer[] {
  try {
    return readdirSync(folder, { encoding: 'buffer' })
  } catch {
    return []
  }
}

function entryAt(path: Buffer, hash: boolean): TreeEntry | undefined {
  try {
    const stat = lstatSync(path, { bigint: true })
    const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : stat.isSymbolicLink() ? 'link' : 'special'
    const sparse = stat.size > 1n << 26n && stat.blocks * 512n < stat.size / 2n
    const content = kind === 'file' && hash && !sparse ? sha256Of(path) : kind === 'link' ? readlinkSync(path) : ''
    return { kind, sizeBytes: Number(stat.size), inode: stat.ino, mtimeNs: stat.mtimeNs, sha256: content }
  } catch {
    return undefined
  }
}
