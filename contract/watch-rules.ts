import { z } from 'zod'
import { builtOnce } from './built-once.ts'
import { pathField } from './path-field.ts'
import { conflictModes } from './recipe.ts'
import { existingModes, partialNames, watchKinds, watchOrders } from './watch-words.ts'

const timeOfDay = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'needs a time of day such as 22:00')
const bytes = () => z.number().int().nonnegative()
const patterns = () => z.array(z.string().min(1).max(500)).max(200)

/** Local hours in which files are taken; from later than to means over midnight, and the day is the one it begins on. */
const scheduleRule = builtOnce(() =>
  z.object({
    from: timeOfDay(),
    to: timeOfDay(),
    days: z
      .array(z.number().int().min(1).max(7))
      .min(1)
      .default([1, 2, 3, 4, 5, 6, 7])
      .describe('1 is Monday, 7 is Sunday'),
  }),
)

/** For a recipe that makes one result of many files: the group is closed by whichever comes first. */
export const gatherRule = builtOnce(() =>
  z.object({
    count: z.number().int().min(1).max(10_000).nullable().default(null).describe('files in a group'),
    bytes: bytes().min(1).nullable().default(null).describe('bytes in a group'),
    quietMs: z.number().int().min(1_000).max(86_400_000).default(60_000).describe('time in which no further file came'),
  }),
)

const originalsRule = builtOnce(() =>
  z.union([
    z.object({ act: z.enum(['keep', 'vault', 'replace']) }),
    z.object({ act: z.literal('move'), folder: pathField.describe('template, as in a recipe') }),
  ]),
)

/** Everything a person can say about a watched folder. Sizes in bytes, times in milliseconds. */
export const watchRules = builtOnce(() =>
  z.object({
    name: z.string().trim().max(120).default('').describe('shown; the folder’s own name where empty'),
    folder: pathField.describe('absolute path of the folder to watch'),
    recipe: pathField.describe('name of a recipe, or path of a recipe file'),
    out: pathField.describe('absolute path of the output folder'),
    conflict: z.enum(conflictModes).nullable().default(null).describe('null: as the recipe says'),
    originals: originalsRule().nullable().default(null).describe('null: as the recipe says'),
    /** 0 is the folder alone; null is the limit of the settings. */
    depth: z.number().int().min(0).max(64).nullable().default(null),
    followLinks: z.boolean().default(false),
    held: z.boolean().default(false).describe('no link leads results out of the output folder'),
    only: patterns().default([]).describe('names or media types; empty takes all'),
    leaveOut: patterns().default(partialNames).describe('names that are passed over'),
    kinds: z.array(z.enum(watchKinds)).default([]).describe('empty takes all'),
    minBytes: bytes().nullable().default(null),
    maxBytes: bytes().nullable().default(null),
    /** A file waits until its last change is this long ago. */
    minAgeMs: bytes().nullable().default(null),
    /** A file whose last change is longer ago is passed over. */
    maxAgeMs: bytes().nullable().default(null),
    existing: z.enum(existingModes).default('ask').describe('what becomes of files that are there already'),
    schedule: scheduleRule().nullable().default(null),
    order: z.enum(watchOrders).default('arrival'),
    gather: gatherRule().nullable().default(null).describe('null: as the recipe says, or a minute of quiet'),
    /** Without a change of size, time or inode for this long a file is whole; more for large and for empty ones. */
    settleMs: z.number().int().min(100).max(3_600_000).default(2_000),
    /** A file that has not come to rest by then needs somebody. */
    patienceMs: z.number().int().min(1_000).max(86_400_000).default(600_000),
  }),
)

export type WatchRules = z.output<ReturnType<typeof watchRules>>
