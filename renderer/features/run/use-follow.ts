import { useEffect, useState } from 'react'
import type { LiveBatch } from '../../state/mirror.ts'
import type { RunView } from '../../state/run-view.ts'
import type { Scroll } from './use-scroll.ts'

interface Following {
  live: LiveBatch
  view: RunView
  scroll: Scroll
  total: number
}

/** Brings the first file under way into view, while the person wants that. Files come in the order of their numbers, so the first one under way stands near its number. */
export function useFollow({ live, view, scroll: { lead }, total }: Following): void {
  const first =
    view.filter === 'all' && view.search === '' ? Math.min(...live.running.bySeq.keys()) : Number.POSITIVE_INFINITY
  const [target, setTarget] = useState(0)
  if (view.follow && Number.isFinite(first) && first !== target) setTarget(first)
  useEffect(() => {
    if (view.follow) lead(Math.min(target, Math.max(0, total - 1)))
  }, [view.follow, target, total, lead])
}
