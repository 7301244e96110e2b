import { createHash, randomBytes } from 'node:crypto'
import type { ConflictMode } from '../../contract/recipe.ts'
import type { BatchRecord } from '../journal/batches/batch-record.ts'
import type { ArrivalFeed } from './admitting/arrival-feed.ts'
import type { ExpectedFiles } from './arriving/expected-files.ts'
import type { FoundRecipe, GroupBounds } from './open-batch.ts'
import { uuidv7 } from './uuid.ts'

export interface StartRequest {
  recipe: FoundRecipe
  /** Absolute. */
  sources: string[]
  out: string
  conflict: ConflictMode | undefined
  waitMs: number | null
  again: boolean
  /** No link leads results out of the output folder. */
  held: boolean
  /** What a person would call the files. */
  title?: string | undefined
  /** A batch that is gone on with however it ended, since a person took some of its files back: those are left alone. */
  partlyUndone?: BatchRecord
}

/** A batch that is begun, or gone on with. */
export type RunRequest = StartRequest & {
  continued: boolean
  /** Rows to be taken once more, and nothing else. */
  only?: number[]
  /** Files come from here over time, instead of from a walk of the sources. */
  feed?: ArrivalFeed
  expected?: ExpectedFiles | undefined
  /** Closes groups earlier than the recipe does. */
  gather?: GroupBounds | null
}

/** The same recipe, sources and folder are the same batch. */
export function batchKey({ recipe, sources, out }: Pick<StartRequest, 'recipe' | 'sources' | 'out'>): string {
  return hashOf([recipe.recipe.fingerprint, [...new Set(sources)].sort(), out])
}

export function hashOf(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** `mount`: where the disk of the output folder begins. */
export function newBatch(
  key: string,
  request: StartRequest,
  { startedMs, mount }: { startedMs: number; mount: string | null },
) {
  const { recipe, text } = request.recipe
  const { sources, conflict, waitMs, out, title, held } = request
  const replaces = recipe.originals.act === 'replace'
  return {
    id: uuidv7(startedMs),
    token: randomBytes(5).toString('hex'),
    key,
    recipeName: recipe.name,
    recipeText: text,
    recipeFingerprint: recipe.fingerprint,
    outRoot: out,
    request: JSON.stringify({
      title,
      sources,
      conflict,
      waitMs,
      held,
      ...(replaces && { replaces }),
      disk: { out, mount },
    }),
    startedMs,
    watch: null,
    mount,
  }
}
