import { useCallback } from 'react'
import { goesOnText } from '../features/review/goes-on.ts'
import type { Decision } from '../features/review/review-sheet.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { useFace } from './face.ts'
import { useToast } from './toasts.ts'
import type { Begun } from './uploads.ts'
import { useUploads } from './use-uploads.ts'
import { goTo } from './use-route.ts'
import { useTellFault } from './use-tell-fault.ts'

/** How long the engine may take to begin; the walk through the folders goes on after. */
const beginMs = 60_000

export interface StartRun {
  /** Carries out what was decided on the sheet: files of this computer run as they are sent. */
  start: (decision: Decision) => void
}

export function useStartRun(): StartRun {
  const { link } = useFace()
  const uploads = useUploads()
  const toast = useToast()
  const tellFault = useTellFault('batch.start')
  const texts = useTexts()
  const begin = useCallback(
    async ({ offer, recipe, out, conflict, again, leftOut = 0 }: Decision): Promise<Begun> => {
      const { name } = recipe.row
      if (offer.kind === 'files')
        return uploads.begin(offer.files, { title: offer.title, recipe: name, out, conflict, leftOut })
      const { paths, title } = offer
      const input = {
        recipe: name,
        sources: [...paths],
        title,
        out,
        waitMs: null,
        again,
        ...(conflict ? { conflict } : {}),
      }
      const { batch, goesOn } = await link.ask('batch.start', input, { signal: AbortSignal.timeout(beginMs) })
      return { batch: batch.batchId, ...(goesOn && { goesOn }) }
    },
    [link, uploads],
  )
  const start = useCallback(
    (decision: Decision) => {
      begin(decision).then(({ batch, goesOn }) => {
        if (goesOn && !decision.again) toast({ icon: 'info', text: goesOnText(goesOn, texts) })
        goTo({ screen: 'run', batch })
      }, tellFault)
    },
    [begin, toast, tellFault, texts],
  )
  return { start }
}
