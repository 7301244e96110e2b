import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Watching } from './watched-deeds.ts'
import { contentOf, keyOf, type Version, type WatchedPerson } from './watched-person.ts'

interface ResultsParts {
  watching: Watching
  out: string
  person: WatchedPerson
}

/** What a watched folder's results have to be, by what its person did. */
export class WatchedResults {
  readonly #parts: ResultsParts
  /** Paths at which each content stood when all had settled. */
  readonly #required = new Map<string, Set<string>>()
  /** What was undone, as path and content: it is left alone. */
  readonly #undone = new Set<string>()

  constructor(parts: ResultsParts) {
    this.#parts = parts
  }

  /** Everything that stands has its result from here on. */
  settled(): void {
    for (const { path, content } of this.#files()) {
      const key = keyOf(content)
      this.#required.set(key, (this.#required.get(key) ?? new Set()).add(path))
    }
  }

  undone(): void {
    const { watching, person } = this.#parts
    this.#required.clear()
    if (watching.originals === 'keep') person.stood.clear()
    this.#undone.clear()
    for (const file of person.files()) this.#undone.add(stateOf(file))
  }

  /** A result in the place of its original. */
  isInPlace(content: string): boolean {
    return this.#parts.watching.originals === 'replace' && !content.includes('\r')
  }

  made(): { path: string; key: string }[] {
    const { out } = this.#parts
    if (!statSync(out, { throwIfNoEntry: false })) return []
    const names = readdirSync(out, { recursive: true, encoding: 'utf8' })
    const paths = names.filter((name) => /-made[^/]*$/.test(name) && !/(^|\/)\.mr-/.test(name))
    return paths.flatMap((name) => {
      const content = contentOf(join(out, name))
      return content === null ? [] : [{ path: join(out, name), key: keyOf(content) }]
    })
  }

  /** In words; nothing is wrong once all has settled. */
  wrong(): string[] {
    const { originals, conflict } = this.#parts.watching
    const made = this.made()
    const results = new Map<string, number>()
    for (const { key } of made) results.set(key, (results.get(key) ?? 0) + 1)
    const givesAll = conflict === 'number' || (conflict === 'replace' && originals !== 'move')
    if (originals === 'replace') return this.#files().flatMap(unreplaced)
    return [
      ...this.#halves(made),
      ...this.#tooMany(results),
      ...(conflict === 'number' ? this.#missing(results) : []),
      ...(givesAll ? this.#unprocessed(results) : []),
    ]
  }

  /** Originals that do not stay have gone; those that stay have a result. */
  #unprocessed(results: Map<string, number>): string[] {
    const stays = this.#parts.watching.originals === 'keep'
    const left = this.#files().filter(({ content }) => !stays || !results.has(keyOf(content)))
    return left.map(({ path, content }) => `not processed: ${path} ${content}`)
  }

  #halves(made: { path: string; key: string }[]): string[] {
    const isWhole = (key: string): boolean => key.endsWith('end\n') || this.#parts.person.halves.has(key)
    return made.filter(({ key }) => !isWhole(key)).map(({ path }) => `half: ${path}`)
  }

  #tooMany(results: Map<string, number>): string[] {
    const { stood, halves } = this.#parts.person
    return [...results].flatMap(([key, count]) => {
      const most = stood.get(key)?.size ?? 0
      return count > most && !halves.has(key) ? [`${count} results of ${most}: ${key}`] : []
    })
  }

  #missing(results: Map<string, number>): string[] {
    return [...this.#required].flatMap(([key, paths]) => {
      return (results.get(key) ?? 0) < paths.size ? [`missing results of ${[...paths].join(', ')}: ${key}`] : []
    })
  }

  #files(): Version[] {
    return this.#parts.person.files().filter((file) => !this.#undone.has(stateOf(file)))
  }
}

const stateOf = ({ path, content }: Version): string => `${path} ${keyOf(content)}`

const unreplaced = ({ path, content }: Version): string[] => (content.includes('\r') ? [`not replaced: ${path}`] : [])
