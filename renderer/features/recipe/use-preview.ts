import { useEffect, useRef, useState } from 'react'
import { Fault } from '../../../contract/fault.ts'
import type { PreviewAnswer } from '../../../contract/preview-commands.ts'
import { useFace } from '../../app/face.ts'

export interface Preview {
  /** The newest there is, maybe of a text before this one. */
  answer: PreviewAnswer | undefined
  /** The newest with the very results, whose figures stand until there are others. */
  whole: PreviewAnswer | undefined
  fault: Fault | undefined
  /** What is shown is not of this text yet. */
  busy: boolean
  /** This text has a problem: what is shown, if anything is, is of one before. */
  refused: boolean
}

/** A letter or a notch of a slider is seldom the last one. */
const restMs = 40
const wholeAfterMs = 350
const nothingYet: Preview = { answer: undefined, whole: undefined, fault: undefined, busy: true, refused: false }

/** What becomes of a sample, sketched with every change and made whole when nothing has changed for a moment. One question at a time. */
export function usePreview(text: string, sample: string | null): Preview {
  const { link } = useFace()
  const [preview, setPreview] = useState<Preview>(nothingYet)
  const asking = useRef<Promise<unknown>>(Promise.resolve())
  useEffect(() => {
    if (sample === null) return
    const leaving = new AbortController()
    const { signal } = leaving
    const ask = async (detail: 'sketch' | 'whole', afterMs: number) => {
      await rest(afterMs, signal)
      await asking.current
      signal.throwIfAborted()
      const question = link.ask('preview.make', { text, sample, detail }, { signal: AbortSignal.timeout(120_000) })
      // A whole preview is ended by the next question; only sketches are waited for.
      if (detail === 'sketch') asking.current = question.catch(() => {})
      const answer = await question
      signal.throwIfAborted()
      const whole = answer.detail === 'whole' ? { whole: answer } : {}
      const busy = answer.detail !== 'whole'
      setPreview((before) => ({ ...before, ...whole, answer, fault: undefined, busy, refused: false }))
      return answer
    }
    const look = async () => {
      const sketched = await ask('sketch', restMs)
      if (sketched.detail === 'sketch') await ask('whole', wholeAfterMs)
    }
    setPreview((before) => ({ ...before, busy: true }))
    look().catch((error: unknown) => {
      if (signal.aborted) return
      const fault = Fault.from(error, 'preview')
      setPreview((before) => ({ ...before, busy: false, ...afterFault(fault) }))
    })
    return () => leaving.abort()
  }, [link, text, sample])
  return preview
}

/** Only some faults are about the sample: the problems of a recipe are told elsewhere, and who was overtaken has a follower. */
function afterFault(fault: Fault): Partial<Preview> {
  if (fault.code === 'state-busy') return {}
  if (fault.code === 'recipe-wrong') return { fault: undefined, refused: true }
  return { fault, answer: undefined, refused: false }
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const handle = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(handle)
      reject(signal.reason as Error)
    })
  })
}
