import { z } from 'zod'
import { titleMost } from '../../../../contract/batch-commands.ts'
import { pathField } from '../../../../contract/path-field.ts'
import { conflictModes } from '../../../../contract/recipe.ts'
import { dropName } from './upload-record.ts'

/** Files that are run while they come. Kept as JSON, so that a restart, or a page that was reloaded, goes on with the same run. */
export const dropRecord = z.object({
  drop: dropName,
  /** Says that two drops are the same files, all of them; empty if there is no way to know. */
  key: z.string().max(200),
  /** How many are announced, and how many bytes they have together. */
  files: z.number().int().positive().max(200_000),
  bytes: z.number().int().nonnegative(),
  recipe: pathField,
  /** Absolute path of the folder results go to. */
  out: pathField,
  conflict: z.enum(conflictModes).optional(),
  /** What the person would call the files. */
  title: z.string().max(titleMost).optional(),
  /** Files are still waited for, as far as anybody knows. */
  open: z.boolean(),
  touchedMs: z.number(),
})

export type DropRecord = z.infer<typeof dropRecord>

export const dropRequest = dropRecord.omit({ open: true, touchedMs: true })

export type DropRequest = z.infer<typeof dropRequest>
