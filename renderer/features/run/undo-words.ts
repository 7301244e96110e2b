import type { CommandOutputs } from '../../../contract/command.ts'
import { undoTotals } from '../../../contract/undo-totals.ts'
import { useAnswer } from '../../app/use-answer.ts'
import type { Texts } from '../../texts/use-texts.ts'

interface Taken {
  /** Files that are taken back; of a choice of them nobody has counted the results. */
  files: number
  deed: Deed | undefined
  /** Of them that come back; left out where nobody has counted them. */
  originals?: number | undefined
}

/** What the recipe does with its originals: nothing, it moves or replaces them or keeps them elsewhere, or some that it picks, or that is all it does. */
export type Deed = 'none' | 'touches' | 'picks' | 'moves'

/** What taking back does to results and originals. Nothing is promised of originals before it is known what was done to them. */
export function undoWords({ files, deed, originals }: Taken, { t, n }: Words): string {
  if (deed === 'moves') return t('history.undoMoves', n(files))
  return sentences(t('run.undoResults', n(files)), deed && backWords({ deed, originals }, { t, n }))
}

type Words = Pick<Texts, 't' | 'n'>

interface Back {
  deed: Exclude<Deed, 'moves'>
  originals: number | undefined
}

function backWords({ deed, originals }: Back, { t, n }: Words): string {
  if (deed === 'none') return t('run.undoKept')
  if (originals === undefined) return t(deed === 'picks' ? 'history.undoPicked' : 'run.undoOriginals')
  if (originals === 0) return ''
  return t(deed === 'picks' ? 'history.undoPickedCount' : 'history.undoOriginalsCount', n(originals))
}

/** What an undo has done, how many originals and replaced files have their places again, and what had to stay. */
export function undoneWords(answer: CommandOutputs['batch.undo'], { t, n }: Words): string {
  const { undone, left, gone } = undoTotals(answer)
  const { originals = 0, replaced = 0, before = 0 } = answer
  return sentences(
    t(answer.picked ? 'history.undonePicked' : 'run.undone', { text: t('frame.files', n(undone)) }),
    originals > 0 && t('history.undoneOriginals', n(originals)),
    replaced > 0 && t('history.undoneReplaced', n(replaced)),
    before > 0 && t('history.undoneBefore', n(before)),
    left > 0 && `${t('run.undoLeft', n(left))}.`,
    gone > 0 && t('history.undoGone', n(gone)),
  )
}

function sentences(...each: (string | false | undefined)[]): string {
  return each.filter(Boolean).join(' ')
}

/** Undefined until it is known. */
export function useDeed(batch: string): Deed | undefined {
  const places = useAnswer('batch.places', { batch }).value
  if (!places) return undefined
  if (places.moves) return 'moves'
  if (places.picked) return 'picks'
  return places.touches ? 'touches' : 'none'
}
