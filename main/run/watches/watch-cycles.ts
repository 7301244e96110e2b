import { isWithin, namesBelow } from '../../io/paths.ts'

/** A watch as a way files go: from its folder to its output folder, both as real paths. */
export interface Flow {
  id: string
  name: string
  folder: string
  out: string
  /** Folders below that are looked into; null for all. */
  depth: number | null
}

/**
 * The circle that results would go round in if `added` were watched beside the others: names in order, the first again at the end. Empty where
 * there is none. A watch knows its own results, so one that saves into its own folder is no circle.
 */
export function cycleThrough(added: Flow, others: readonly Flow[]): string[] {
  const flows = [added, ...others.filter(({ id }) => id !== added.id)]
  const cameFrom = new Map<Flow, Flow | null>([[added, null]])
  const queue = [added]
  for (let at = queue.shift(); at; at = queue.shift())
    for (const next of flows) {
      if (next === at || !feeds(at, next)) continue
      if (next === added) return [...wayTo(at, cameFrom), added].map(({ name }) => name)
      if (cameFrom.has(next)) continue
      cameFrom.set(next, at)
      queue.push(next)
    }
  return []
}

/** Whether results of one may come to lie where the other looks. */
export function feeds({ out }: Pick<Flow, 'out'>, { folder, depth }: Pick<Flow, 'folder' | 'depth'>): boolean {
  // Recipes sort results into folders below their output, so a watch anywhere in there may see them.
  if (isWithin(out, folder)) return true
  if (!isWithin(folder, out)) return false
  const between = namesBelow(folder, out).length
  return depth === null || between <= depth
}

function wayTo(flow: Flow, cameFrom: Map<Flow, Flow | null>): Flow[] {
  const before = cameFrom.get(flow)
  return before ? [...wayTo(before, cameFrom), flow] : [flow]
}
