import type { HistoryAnswers, HistorySum, RecipeSum } from '../../../contract/history-commands.ts'
import type { BatchCounts } from '../../../contract/job.ts'
import { ownSizes } from '../../../contract/own-counts.ts'
import { savedBytes } from '../../../contract/saved-bytes.ts'
import { countsOf } from './batch-counts.ts'
import type { Store } from '../store.ts'

interface BatchLine {
  n: number
  recipe: string
  counts: string
  startedMs: number
  endedMs: number | null
  restedMs: number
}

const recipesMost = 20

/** Sums of the batches that began between two starts, for each such pair, all together, and by recipe. */
export function historySums(
  store: Store,
  { starts, nowMs }: { starts: number[]; nowMs: number },
): HistoryAnswers['history.charts'] {
  const buckets = starts.slice(1).map(noSum)
  const total = noSum()
  const recipes = new Map<string, RecipeSum>()
  const lines = store.all<BatchLine>(
    `SELECT n, recipe_name AS recipe, counts, started_ms AS startedMs, ended_ms AS endedMs, rested_ms AS restedMs FROM batches
     WHERE started_ms >= ? AND started_ms < ? ORDER BY n`,
    starts[0] ?? 0,
    starts.at(-1) ?? 0,
  )
  for (const line of lines) {
    const { startedMs, endedMs, restedMs, recipe } = line
    const sum = { counts: countsOf(store, line), ranMs: (endedMs ?? nowMs) - startedMs - restedMs }
    const bucket = buckets[starts.findLastIndex((start) => start <= startedMs)]
    const ofRecipe = recipes.get(recipe) ?? { recipe, ...noSum() }
    recipes.set(recipe, ofRecipe)
    for (const into of [total, ofRecipe, bucket]) if (into) add(into, sum)
  }
  const sorted = [...recipes.values()].sort((a, b) => b.savedBytes - a.savedBytes || b.done - a.done)
  return { buckets, total, recipes: sorted.slice(0, recipesMost) }
}

function noSum(): HistorySum {
  return { batches: 0, done: 0, undone: 0, failed: 0, savedBytes: 0, writtenBytes: 0, ranMs: 0 }
}

function add(sum: HistorySum, { counts, ranMs }: { counts: BatchCounts; ranMs: number }): void {
  sum.batches++
  sum.done += counts.done
  sum.undone += counts.undone
  sum.failed += counts.failed
  sum.writtenBytes += ownSizes(counts).outputBytes
  sum.ranMs += Math.max(0, ranMs)
  sum.savedBytes += savedBytes(counts)
}
