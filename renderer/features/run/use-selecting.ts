import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useFace } from '../../app/face.ts'
import { useToast } from '../../app/toasts.ts'
import { Newest } from '../../state/newest.ts'
import { countOf, type Ranges } from '../../state/ranges.ts'
import { rowAt } from '../../state/row-pages.ts'
import type { RunViewChange, Spot } from '../../state/run-view.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { ListParts, Selecting } from './list-key.ts'
import { selectMost, seqsBetween } from './seqs-between.ts'

/** What is chosen may have to be asked for; whoever goes on before the answer comes is not taken back by it. */
export function useSelecting(latest: RefObject<ListParts>): Selecting {
  const between = useBetween(latest)
  const [newest] = useState(() => new Newest())
  /** Where the newest move leads, while that is being asked for: keys that follow go on from there. */
  const leading = useRef<number | null>(null)
  const { filter, search } = latest.current.view
  const forget = useCallback(() => {
    newest.forget()
    leading.current = null
  }, [newest])
  useEffect(() => forget, [forget, filter, search])
  return useMemo(() => {
    const ask: Asking['ask'] = (question) =>
      void newest.ask(
        // Without an answer the person stands where they stood.
        (options) => question(options).catch(() => undefined),
        (change) => {
          leading.current = null
          if (change) latest.current.change(change)
        },
      )
    const go: Selecting['go'] = (to, type = 'go') => {
      forget()
      latest.current.change({ type, to })
    }
    return selectingWith({ latest, leading, between, ask, go })
  }, [latest, newest, between, forget])
}

type Between = (from: number, to: number, options: { signal: AbortSignal }) => Promise<Ranges>

interface Asking {
  latest: RefObject<ListParts>
  leading: RefObject<number | null>
  between: Between
  ask: (question: (options: { signal: AbortSignal }) => Promise<RunViewChange | undefined>) => void
  go: Selecting['go']
}

function selectingWith({ latest, leading, between, ask, go }: Asking): Selecting {
  const extended = async (to: Spot, options: { signal: AbortSignal }): Promise<RunViewChange> => {
    const { index } = latest.current.view.anchor ?? to
    const seqs = await between(Math.min(index, to.index), Math.max(index, to.index), options)
    return { type: 'extend', to, seqs }
  }
  const at = () => leading.current ?? latest.current.view.active?.index ?? -1
  const move: Selecting['move'] = (wanted, { extend }) => {
    const { pages } = latest.current.rows
    const index = Math.max(0, Math.min((pages.total ?? 0) - 1, wanted))
    const held = rowAt(pages, index)
    if (held && !extend) return go({ index, seq: held.seq })
    leading.current = index
    return ask(async (options) => {
      const seq = held?.seq ?? (await between(index, index, options))[0]?.[0]
      if (seq === undefined) return undefined
      return extend ? extended({ index, seq }, options) : { type: 'go', to: { index, seq } }
    })
  }
  return {
    at,
    go,
    move,
    extend: (to) => ask((options) => extended(to, options)),
    all: () => {
      const { total } = latest.current.rows.pages
      ask(async (options) => ({ type: 'all', seqs: await between(0, (total ?? 1) - 1, options) }))
    },
    step: (by) => move(at() + by, { extend: false }),
  }
}

/** The files between two places of the list; says so where they are too many. */
function useBetween(latest: RefObject<ListParts>): Between {
  const { link } = useFace()
  const toast = useToast()
  const { t, format } = useTexts()
  return useCallback(
    async (from, to, options) => {
      const { live, view, rows } = latest.current
      const query = { batch: live.snapshot.batchId, filter: view.filter, search: view.search }
      const signal = AbortSignal.any([options.signal, AbortSignal.timeout(askMs)])
      const seqs = await seqsBetween(link.ask, query, { from, to, pages: rows.pages, signal })
      if (to - from + 1 > selectMost && countOf(seqs) === selectMost)
        toast({ icon: 'info', text: t('run.selectMost', { text: format.count(selectMost) }) })
      return seqs
    },
    [latest, link, toast, t, format],
  )
}

const askMs = 30_000
