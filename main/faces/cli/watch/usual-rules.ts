import { watchRules, type WatchRules } from '../../../../contract/watch-rules.ts'

export type Schedule = NonNullable<WatchRules['schedule']>
export type Gather = NonNullable<WatchRules['gather']>

/** The rules of a watch of which nothing but its folders and its recipe was said. */
export const usualRules: WatchRules = watchRules().parse({ folder: '/', recipe: '-', out: '/' })

export const always: Schedule = { from: '00:00', to: '00:00', days: [1, 2, 3, 4, 5, 6, 7] }
export const byQuiet: Gather = { count: null, bytes: null, quietMs: 60_000 }

export function isUsual(value: unknown, usual: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(usual)
}
