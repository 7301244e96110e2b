import type { Input } from '../batch-answers.ts'
import type { Previews } from './previews.ts'

/** Answers about what a recipe would make. */
export function previewAnswers(previews: Previews) {
  return {
    'preview.samples': async () => ({ samples: await previews.samples.list() }),
    'preview.make': (wish: Input<'preview.make'>, options: { signal: AbortSignal }) => previews.make(wish, options),
  }
}
