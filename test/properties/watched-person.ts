import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errnoOf } from '../../main/io/errno.ts'
import type { Deed, WayToWrite } from './watched-deeds.ts'

/** A file as a person left it: whole, with a content nobody else wrote. */
export interface Version {
  path: string
  content: string
}

interface PersonParts {
  folder: string
  /** Where folders are made that are then moved in, and where those go that are moved out. */
  beside: string
  /** Begins each content. */
  tag: string
  isOurs: (path: string) => boolean
}

/** Within this time nothing that is half written can count as whole. */
const surelyUnsettledMs = 50
const oldMs = Date.UTC(2001, 1, 3)

/** A person at work in one folder, who remembers every whole version of every file, and where each stood. */
export class WatchedPerson {
  readonly #parts: PersonParts
  #written = 0
  #moved = 0
  /** Paths that each content has stood at, whole, by its key. */
  readonly stood = new Map<string, Set<string>>()
  /** Contents the person has not taken away, and where each was last. */
  readonly kept = new Map<string, string>()
  /** Beginnings of files that were being written for so long that they may have counted as whole. */
  readonly halves = new Set<string>()

  constructor(parts: PersonParts) {
    this.#parts = parts
  }

  /** Files of the person in the folder, in order. */
  files(): Version[] {
    const entries = readdirSync(this.#parts.folder, { recursive: true, withFileTypes: true })
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    return paths
      .filter((path) => !this.#parts.isOurs(path))
      .sort()
      .flatMap((path) => {
        const content = contentOf(path)
        return content === null ? [] : [{ path, content }]
      })
  }

  do(deed: Exclude<Deed, { does: 'wait' }>): void {
    const { folder, beside } = this.#parts
    if ('which' in deed) {
      const files = this.files()
      const file = files[deed.which % Math.max(1, files.length)]
      // The engine moves originals meanwhile.
      if (file) unlessGone(() => this.#doTo(file, deed))
      return
    }
    switch (deed.does) {
      case 'write':
        return this.write(deed.name, deed.way)
      case 'folder in':
        return this.#bringFolder(join(folder, deed.folder))
      case 'folder out':
        return this.#moveFolder(join(folder, deed.folder), join(beside, `moved ${++this.#moved}`))
      case 'rename folder':
        return this.#moveFolder(join(folder, deed.folder), join(folder, deed.to))
    }
  }

  /** A file of a content that no other has; nothing where its name, or one on the way to it, is of another kind. */
  write(name: string, way: WayToWrite): void {
    const path = join(this.#parts.folder, name)
    if (!mayHave(path)) return
    const content = this.#newContent()
    this.#takesAway(path)
    if (way === 'by rename') {
      writeFileSync(`${path}.part`, content)
      renameSync(`${path}.part`, path)
    } else if (way === 'in parts') this.#writeInParts(path, content)
    else writeFileSync(path, content)
    const old = oldMs / 1_000 + this.#written
    if (way === 'with an old time') unlessGone(() => utimesSync(path, old, old))
    this.#stands(path, content)
  }

  #doTo({ path, content }: Version, deed: Extract<Deed, { which: number }>): void {
    switch (deed.does) {
      case 'rename':
      case 'copy':
        return this.#place({ path, content }, { to: join(this.#parts.folder, deed.name), how: deed.does })
      case 'append': {
        const longer = content + this.#newContent()
        this.#takesAway(path)
        writeFileSync(path, longer)
        return this.#stands(path, longer)
      }
      case 'touch':
        return utimesSync(path, new Date(), new Date())
      case 'swap back':
        return this.#swapBack(dirname(path))
      case 'remove':
      case 'swap for a folder':
        this.#takesAway(path)
        rmSync(path)
        if (deed.does === 'swap for a folder')
          this.write(join(path, 'inside.txt').slice(this.#parts.folder.length), 'over')
    }
  }

  /** With its time, as a careful program copies. */
  #place({ path, content }: Version, { to, how }: { to: string; how: 'rename' | 'copy' }): void {
    if (to === path || !mayHave(to)) return
    const { atime, mtime } = statSync(path)
    this.#takesAway(to)
    if (how === 'rename') renameSync(path, to)
    else {
      writeFileSync(to, content)
      utimesSync(to, atime, mtime)
    }
    this.#stands(to, contentOf(to) ?? content)
  }

  /** A file in the place of a folder with all that was in it. */
  #swapBack(folder: string): void {
    if (folder === this.#parts.folder || this.#holdsOurs(folder)) return
    for (const { path } of this.files()) if (path.startsWith(`${folder}/`)) this.#takesAway(path)
    rmSync(folder, { recursive: true })
    this.write(folder.slice(this.#parts.folder.length), 'over')
  }

  #writeInParts(path: string, content: string): void {
    const beganMs = performance.now()
    const ends = [7, 12, content.length]
    for (const [at, end] of ends.entries())
      writeFileSync(path, content.slice(ends[at - 1] ?? 0, end), { flag: at === 0 ? 'w' : 'a' })
    if (performance.now() - beganMs < surelyUnsettledMs) return
    for (const end of ends.slice(0, -1)) this.halves.add(content.slice(0, end))
  }

  #bringFolder(folder: string): void {
    if (statSync(folder, { throwIfNoEntry: false })) return
    const outside = join(this.#parts.beside, `made ${++this.#moved}`)
    const files = ['one.txt', 'deeper/two.txt'].map((name) => ({ name, content: this.#newContent() }))
    mkdirSync(join(outside, 'deeper'), { recursive: true })
    for (const { name, content } of files) writeFileSync(join(outside, name), content)
    renameSync(outside, folder)
    for (const { name, content } of files) this.#stands(join(folder, name), content)
  }

  #moveFolder(from: string, to: string): void {
    const isFolder = statSync(from, { throwIfNoEntry: false })?.isDirectory() === true
    if (!isFolder || statSync(to, { throwIfNoEntry: false }) || this.#holdsOurs(from)) return
    const files = this.files().filter(({ path }) => path.startsWith(`${from}/`))
    renameSync(from, to)
    for (const { path, content } of files) this.#stands(to + path.slice(from.length), content)
  }

  /** Results of ours under another name are files like any other. */
  #holdsOurs(folder: string): boolean {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    return names.some((name) => this.#parts.isOurs(join(folder, name)))
  }

  #newContent(): string {
    return `#${this.#parts.tag} ${String(++this.#written).padStart(4, '0')} by a person\r\nend\r\n`
  }

  #stands(path: string, content: string): void {
    const key = keyOf(content)
    this.stood.set(key, (this.stood.get(key) ?? new Set()).add(path))
    this.kept.set(content, path)
  }

  #takesAway(path: string): void {
    const content = contentOf(path)
    if (content !== null) this.kept.delete(content)
  }
}

/** What a content is known by: the step of these stories changes ends of lines only. */
export function keyOf(content: string): string {
  return content.replaceAll('\r', '')
}

export function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** Makes the folders on the way to a file; false where something else is in the way. */
function mayHave(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return false
  try {
    mkdirSync(dirname(path), { recursive: true })
    return true
  } catch {
    return false
  }
}

function unlessGone(act: () => void): void {
  try {
    act()
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
  }
}
