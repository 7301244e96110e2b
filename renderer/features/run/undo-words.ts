import { useAnswer } from '../../app/use-answer.ts'
import type { Texts } from '../../texts/use-texts.ts'

interface Taken {
  /** Files that are taken back; of a choice of them nobody has counted the results. */
  files: number
  deed: Deed | undefined
}

/** What the recipe does with its originals: nothing, it moves or replaces them or keeps them elsewhere, or some that it picks, or that is all it does. */
export type Deed = 'none' | 'touches' | 'picks' | 'moves'

/** What taking back does to results and originals. Nothing is promised of originals before it is known what was done to them. */
export function undoWords({ files, deed }: Taken, { t, n }: Pick<Texts, 't' | 'n'>): string {
  if (deed === 'moves') return t('history.undoMoves', n(files))
  const originals = deed === undefined ? '' : t(backAgain[deed])
  return `${t('run.undoResults', n(files))} ${originals}`.trimEnd()
}

const backAgain = { none: 'run.undoKept', touches: 'run.undoOriginals', picks: 'history.undoPicked' } as const

/** Undefined until it is known. */
export function useDeed(batch: string): Deed | undefined {
  const places = useAnswer('batch.places', { batch }).value
  if (!places) return undefined
  if (places.moves) return 'moves'
  if (places.picked) return 'picks'
  return places.touches ? 'touches' : 'none'
}
