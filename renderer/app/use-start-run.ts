import { useCallback } from 'react'
import type { CommandInput } from '../../contract/command.ts'
import { Fault } from '../../contract/fault.ts'
import type { Decision } from '../features/review/review-sheet.tsx'
import { faultText } from '../texts/fault-words.ts'
import { useFace } from './face.ts'
import { useToast } from './toasts.ts'
import { type RunOrder, useUploads } from './uploads.ts'
import { goTo } from './use-route.ts'

/** How long the engine may take to begin; the walk through the folders goes on after. */
const beginMs = 60_000

export interface StartRun {
  /** Carries out what was decided on the sheet: files of this computer are sent first. */
  start: (decision: Decision) => void
  /** Tries an upload again that did not come through. */
  sendAgain: (drop: string) => void
  /** Runs what arrived of an upload, although not all of it did. */
  runArrived: (drop: string) => void
}

/** `surprised` is told when files arrived and the engine would not simply run them: the person decides then. */
export function useStartRun(surprised: (folder: string, order: RunOrder) => void): StartRun {
  const { link } = useFace()
  const uploads = useUploads()
  const toast = useToast()
  const begin = useCallback(
    async (input: CommandInput<'batch.start'>) => {
      const { batch } = await link.ask('batch.start', input, { signal: AbortSignal.timeout(beginMs) })
      goTo({ screen: 'run', batch: batch.batchId })
    },
    [link],
  )
  const failed = useCallback(
    (error: unknown) => toast({ icon: 'alert', text: faultText(Fault.from(error, 'batch.start')) }),
    [toast],
  )
  const arrived = useCallback(
    async (folder: string, order: RunOrder) => {
      const { recipe, out, conflict } = order
      const question = { recipe, out, sources: [folder], ...(conflict ? { conflict } : {}) }
      const plan = await link.ask('batch.plan', { ...question, limit: 1 }, { signal: AbortSignal.timeout(beginMs) })
      if (plan.warnings.length > 0 || (conflict === undefined && plan.counts.collisions > 0)) surprised(folder, order)
      else await begin({ ...question, waitMs: null })
    },
    [link, begin, surprised],
  )
  return useSteps({ begin, failed, arrived, uploads })
}

interface Steps {
  begin: (input: CommandInput<'batch.start'>) => Promise<void>
  failed: (error: unknown) => void
  arrived: (folder: string, order: RunOrder) => Promise<void>
  uploads: ReturnType<typeof useUploads>
}

function useSteps({ begin, failed, arrived, uploads }: Steps): StartRun {
  const whenArrived = useCallback(
    (drop: string, folder: string, order: RunOrder) => {
      arrived(folder, order).then(() => uploads.forget(drop), failed)
    },
    [arrived, failed, uploads],
  )
  const start = useCallback(
    ({ offer, recipe, out, conflict, again }: Decision) => {
      const input = { recipe: recipe.row.name, out, waitMs: null, again, ...(conflict ? { conflict } : {}) }
      if (offer.kind === 'places') return void begin({ ...input, sources: [...offer.paths] }).catch(failed)
      const order = { title: offer.title, recipe: recipe.row.name, recipeTitle: recipe.row.title, out, conflict }
      const drop = uploads.begin(offer.files, order, whenArrived)
      goTo({ screen: 'upload', drop })
    },
    [begin, failed, uploads, whenArrived],
  )
  const sendAgain = useCallback((drop: string) => uploads.again(drop, whenArrived), [uploads, whenArrived])
  const runArrived = useCallback(
    (drop: string) => {
      const order = uploads.store.get().get(drop)?.order
      if (order) uploads.folder(drop).then((folder) => whenArrived(drop, folder, order), failed)
    },
    [uploads, whenArrived, failed],
  )
  return { start, sendAgain, runArrived }
}
