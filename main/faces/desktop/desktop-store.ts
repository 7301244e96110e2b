import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const bounds = z.object({ x: z.number(), y: z.number(), width: z.number().min(1), height: z.number().min(1) })

const schema = z.object({
  window: z.object({ bounds, maximized: z.boolean() }).nullable().catch(null),
  grants: z.array(z.object({ path: z.string(), access: z.enum(['read', 'write']) })).catch([]),
  appearance: z.enum(['system', 'light', 'dark']).catch('system'),
})

export type DesktopDocument = z.infer<typeof schema>
export type WindowPlace = NonNullable<DesktopDocument['window']>

/** Changes that follow each other closely are written once. */
const restMs = 500

/**
 * What the app itself remembers from one start to the next: where its window was, what it was given. Kept in one small file of the state
 * folder; one that cannot be read means the defaults, one that cannot be written only that it is forgotten.
 */
export class DesktopStore implements Disposable {
  readonly #path: string
  #document: DesktopDocument
  #writing: NodeJS.Timeout | undefined

  constructor(path: string) {
    this.#path = path
    this.#document = schema.parse(read(path))
  }

  get document(): Readonly<DesktopDocument> {
    return this.#document
  }

  change(changes: Partial<DesktopDocument>): void {
    this.#document = { ...this.#document, ...changes }
    this.#writing ??= setTimeout(() => this.#write(), restMs)
  }

  [Symbol.dispose](): void {
    if (this.#writing) this.#write()
  }

  #write(): void {
    clearTimeout(this.#writing)
    this.#writing = undefined
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 })
      writeFileSync(`${this.#path}.new`, JSON.stringify(this.#document), { mode: 0o600 })
      renameSync(`${this.#path}.new`, this.#path)
    } catch {
      // It is remembered until the app ends, and asked again at the next start.
    }
  }
}

function read(path: string): unknown {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof found === 'object' && found !== null ? found : {}
  } catch {
    return {}
  }
}
