import { useAnswer } from '../../app/use-answer.ts'
import type { Texts } from '../../texts/use-texts.ts'

interface Taken {
  /** Files that are taken back; of a choice of them nobody has counted the results. */
  files: number
  /** Whether the recipe moves, replaces or keeps its originals elsewhere; undefined until that is known. */
  touches: boolean | undefined
}

/** What taking back does to results and originals. Nothing is promised of originals before it is known what was done to them. */
export function undoWords({ files, touches }: Taken, { t, n }: Pick<Texts, 't' | 'n'>): string {
  const originals = touches === undefined ? '' : t(touches ? 'run.undoOriginals' : 'run.undoKept')
  return `${t('run.undoResults', n(files))} ${originals}`.trimEnd()
}

/** Whether a batch does anything to its originals; undefined until that is known. */
export function useTouches(batch: string): boolean | undefined {
  return useAnswer('batch.places', { batch }).value?.touches
}
