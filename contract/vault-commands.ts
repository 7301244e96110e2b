import { z } from 'zod'
import type { EmptiedFile, RestoredFile, VaultPage } from './vault.ts'

/** What the vault holds. */
export const vaultCommands = {
  /** What the vault holds, in the order it came; with `beforeMs` only what came before. A limit of 0 tells it in figures alone, and asks no disk. */
  'vault.list': () =>
    z.object({
      after: z.number().int().default(-1),
      limit: z.number().int().min(0).max(1000).default(200),
      beforeMs: z.number().int().optional(),
    }),
  /** Puts a file back under its own name or, where that is taken, beside it under the next number. */
  'vault.restore': () => z.object({ file: z.number().int() }),
  /** The same for many at a time, each with its own outcome. */
  'vault.restoreAll': () => z.object({ files: z.array(z.number().int()).min(1).max(1000) }),
  /** Removes these files for good, and nothing else; no undo brings them back. */
  'vault.empty': () => z.object({ files: z.array(z.number().int()).min(1).max(1000) }),
} as const

export interface VaultAnswers {
  'vault.list': VaultPage
  'vault.restore': { path: string }
  'vault.restoreAll': { files: RestoredFile[] }
  'vault.empty': { files: EmptiedFile[] }
}
