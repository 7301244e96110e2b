import { z } from 'zod'
import { builtOnce } from './built-once.ts'
import { pathField } from './path-field.ts'
import type { WaitingFile, WatchCheck, WatchStatus } from './watch.ts'
import { watchRules } from './watch-rules.ts'

const watchRef = builtOnce(() =>
  z.object({ watch: z.string().min(1).describe('id, or the name where only one has it') }),
)

/** What is to change; a rule that is not named stays as it is. */
function someRules() {
  const rules = Object.entries(watchRules().shape).map(([key, schema]) => [key, bare(schema).optional()])
  return z.object(Object.fromEntries(rules) as { [K in keyof Shape]: z.ZodOptional<Bare<Shape[K]>> })
}

type Shape = ReturnType<typeof watchRules>['shape']

type Bare<S> = S extends z.ZodDefault<infer Inner> ? Inner : S

/** A default would overwrite what was not mentioned. */
function bare(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : schema
}

/** Folders that are watched. A watch goes on over restarts unless it was begun with `kept: false`. */
export const watchCommands = {
  'watch.list': () => z.object({}),
  'watch.get': watchRef,
  /** What saving these rules would meet, without saving; `watch` when they are to replace its present ones. */
  'watch.check': () => z.object({ rules: watchRules(), watch: z.string().optional() }),
  /**
   * Begins to watch. `kept: false` ends it as soon as nobody has asked `watch.get` for it for a minute. Adding what is watched already, with the
   * same folder, recipe and output, goes on with that. Faults: `usage-wrong` with every problem, `output-in-input` with the circle.
   */
  'watch.add': () => z.object({ rules: watchRules(), kept: z.boolean().default(true) }),
  'watch.edit': () => watchRef().extend({ rules: someRules() }),
  /** Ends it: files in hand are finished, what was made stays, and so does its history. */
  'watch.remove': watchRef,
  'watch.pause': () => watchRef().extend({ untilMs: z.number().int().nullable().default(null) }),
  'watch.resume': watchRef,
  /** Looks through the folder now; also tries a disconnected one again. */
  'watch.rescan': watchRef,
  /** Closes the groups that wait for more files now: their results are made. */
  'watch.close': watchRef,
  /** Leaves the groups open, however quiet it is, until `watch.close` or the next day. */
  'watch.keepOpen': watchRef,
  /** Answers the question of a watch: make results again or process what is there, or leave it. */
  'watch.answer': () =>
    watchRef().extend({
      question: z.enum(['existing', 'recipe-changed']),
      answer: z.enum(['process', 'leave']),
    }),
  /** Files that were seen and are not taken yet, longest waiting first. */
  'watch.files': () =>
    watchRef().extend({
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
  /** Takes a waiting file as it is now. Fault `file-missing` when it does not wait. */
  'watch.processAnyway': () => watchRef().extend({ path: pathField }),
  /** Takes all whole files that wait for the hours of the watch, however many; what comes in later waits for them again. */
  'watch.startNow': watchRef,
} as const

export interface WatchAnswers {
  'watch.list': { watches: WatchStatus[] }
  'watch.get': { watch: WatchStatus }
  'watch.check': WatchCheck
  'watch.add': { watch: WatchStatus }
  'watch.edit': { watch: WatchStatus }
  'watch.remove': Record<string, never>
  'watch.pause': { watch: WatchStatus }
  'watch.resume': { watch: WatchStatus }
  'watch.rescan': { watch: WatchStatus }
  'watch.close': { watch: WatchStatus }
  'watch.keepOpen': { watch: WatchStatus }
  'watch.answer': { watch: WatchStatus }
  'watch.files': { files: WaitingFile[]; total: number }
  'watch.processAnyway': Record<string, never>
  'watch.startNow': { watch: WatchStatus }
}
