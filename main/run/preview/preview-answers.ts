import type { CheckedInput } from '../../../contract/command.ts'
import type { Previews } from './previews.ts'

/** Answers about what a recipe would make. */
export function previewAnswers(previews: Previews) {
  return {
    'preview.samples': async () => ({ samples: await previews.samples.list() }),
    'preview.tokens': async (wish: CheckedInput<'preview.tokens'>, options: { signal: AbortSignal }) => ({
      tokens: await previews.tokens(wish, options),
    }),
    'preview.make': (wish: CheckedInput<'preview.make'>, options: { signal: AbortSignal }) =>
      previews.make(wish, options),
  }
}
