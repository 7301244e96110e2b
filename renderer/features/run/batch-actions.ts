import { useMemo } from 'react'
import type { Client } from '../../../contract/client.ts'
import type { CauseRef } from '../../../contract/row-commands.ts'
import { type Face, useFace } from '../../app/face.ts'
import { learn } from '../../app/learn.ts'
import { type Toast, useToast } from '../../app/toasts.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import { OneAtATime } from '../../state/one-at-a-time.ts'
import type { Ranges } from '../../state/ranges.ts'
import { type Texts, useTexts } from '../../texts/use-texts.ts'
import { donePaths } from './done-paths.ts'
import { undoneWords } from './undo-words.ts'

/** What can be done to a batch, each with its word afterwards. None of them rejects: what went wrong is said in a toast. */
export interface BatchActions {
  pause: () => void
  /** Stops the files in hand too; they begin again when it goes on. */
  pauseNow: () => void
  resume: () => void
  /** Stops at once, and takes back what was done when asked to. */
  cancel: (options: { undo: boolean }) => Promise<void>
  /** Waits for no more files that are being sent. */
  close: () => void
  /** Has what is left saved in another folder. */
  redirect: (out: string) => void
  /** Closes the groups of a watched folder, or keeps them open. */
  gather: (watch: string, what: 'watch.close' | 'watch.keepOpen') => void
  undo: (paths?: string[]) => Promise<void>
  /** Takes back what was done to those of them that are done. */
  undoChosen: (seqs: Ranges) => void
  retry: (seqs: Ranges) => void
  /** All that failed for one cause. */
  retryCause: (cause: CauseRef) => void
  drop: (seqs: Ranges) => void
}

/** Undoing a large batch moves each of its results. */
const longMs = 30 * 60_000
const shortMs = 60_000

export function useBatchActions(batch: string): BatchActions {
  const { link, mirror } = useFace()
  const toast = useToast()
  const say = useTellFault(batch)
  const { t, n } = useTexts()
  return useMemo(
    () => actionsOf({ batch, ask: link.ask, mirror, toast, say, t, n }),
    // The words change with the language only, and then the whole page is drawn again.
    [batch, link, mirror, toast, say, t],
  )
}

interface Parts extends Pick<Texts, 't' | 'n'> {
  batch: string
  ask: Client['ask']
  mirror: Face['mirror']
  toast: (toast: Toast) => void
  /** Of what went wrong. */
  say: (error: unknown) => void
}

function actionsOf(parts: Parts): BatchActions {
  const { batch, ask, toast, say, t, n } = parts
  const soon = () => ({ signal: AbortSignal.timeout(shortMs) })
  const retry = retryingOf(parts)
  const drop = async (seqs: Ranges) => {
    const { dropped } = await ask('batch.drop', { batch, seqs: pairs(seqs) }, soon())
    await lookAgain(parts)
    const undo = () => void retry({ seqs: pairs(seqs) }).catch(say)
    toast({ text: t('run.cancelledToast', n(dropped)), ...(dropped > 0 && { undo }) })
  }
  const undo = (paths: string[] = []) => undoBatch(parts, paths).catch(say)
  const seenAfter = (asked: Promise<unknown>) => void asked.then(() => lookAgain(parts)).catch(say)
  return {
    pause: () => void ask('batch.pause', { batch }, soon()).catch(say),
    pauseNow: () => void ask('batch.pause', { batch, how: 'now' }, soon()).catch(say),
    resume: () => void ask('batch.resume', { batch, waitMs: null }, soon()).catch(say),
    close: () => seenAfter(ask('batch.close', { batch }, soon())),
    redirect: (out) => seenAfter(ask('batch.redirect', { batch, out }, soon())),
    gather: (watch, what) => seenAfter(ask(what, { watch }, soon())),
    retry: (seqs) => void retry({ seqs: pairs(seqs) }).catch(say),
    retryCause: ({ code, why }) => void retry({ cause: { code, why } }).catch(say),
    drop: (seqs) => void drop(seqs).catch(say),
    undo,
    undoChosen: (seqs) => void undoChosen(parts, seqs).catch(say),
    cancel: async ({ undo: also }) => {
      const cancelled = ask('batch.cancel', { batch, how: 'now' }, { signal: AbortSignal.timeout(longMs) })
      await cancelled.then(() => (also ? undo() : lookAgain(parts)), say).catch(say)
    },
  }
}

type Retried = { seqs: [number, number][] } | { cause: CauseRef }

/** A second press about the same files while they are being taken up says nothing of its own. */
function retryingOf(parts: Parts): (what: Retried) => Promise<void> {
  const { batch, ask, toast, t, n } = parts
  const retrying = new OneAtATime()
  const retry = async (what: Retried) => {
    const { retried } = await ask('batch.retry', { batch, ...what }, { signal: AbortSignal.timeout(shortMs) })
    await lookAgain(parts)
    toast({ text: t('run.retriedToast', n(retried)), icon: 'retry' })
  }
  return async (what) => void (await retrying.run(JSON.stringify(what), () => retry(what)))
}

/** What a person did shows at once, also where the batch is over and nothing is announced any more. */
async function lookAgain({ batch, ask, mirror }: Parts): Promise<void> {
  const { batch: snapshot } = await ask('batch.get', { batch }, { signal: AbortSignal.timeout(shortMs) })
  learn(mirror, snapshot)
}

async function undoBatch(parts: Parts, paths: string[]): Promise<void> {
  const { batch, ask, toast, t, n } = parts
  const answer = await ask('batch.undo', { batch, paths }, { signal: AbortSignal.timeout(longMs) })
  await lookAgain(parts)
  toast({ icon: 'undo', text: undoneWords(answer, { t, n }) })
}

async function undoChosen(parts: Parts, seqs: Ranges): Promise<void> {
  const { batch, ask } = parts
  const paths = await donePaths(ask, { batch, seqs, signal: AbortSignal.timeout(shortMs) })
  // To the engine no files mean all of them.
  if (paths.length > 0) await undoBatch(parts, paths)
}

function pairs(seqs: Ranges): [number, number][] {
  return seqs.map(([from, to]) => [from, to])
}
