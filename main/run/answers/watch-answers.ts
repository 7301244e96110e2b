import type { WatchRules } from '../../../contract/watch-rules.ts'
import type { Input } from './batch-answers.ts'
import type { WatchKeeper } from '../watches/watch-keeper.ts'

/** Answers about watched folders. */
export function watchAnswers(keeper: WatchKeeper) {
  const told = async (status: ReturnType<WatchKeeper['get']>) => ({ watch: await status })
  return {
    'watch.list': async () => ({ watches: await keeper.list() }),
    'watch.get': ({ watch }: Input<'watch.get'>) => told(keeper.get(watch)),
    'watch.check': ({ rules, watch }: Input<'watch.check'>) => keeper.check(rules, watch),
    'watch.add': ({ rules, kept }: Input<'watch.add'>) => told(keeper.add(rules, { kept })),
    'watch.edit': ({ watch, rules }: Input<'watch.edit'>) => told(keeper.edit(watch, said(rules))),
    'watch.remove': async ({ watch }: Input<'watch.remove'>) => {
      await keeper.remove(watch)
      return {}
    },
    'watch.pause': ({ watch, untilMs }: Input<'watch.pause'>) => told(keeper.pause(watch, untilMs)),
    'watch.resume': ({ watch }: Input<'watch.resume'>) => told(keeper.resume(watch)),
    'watch.rescan': ({ watch }: Input<'watch.rescan'>) => told(keeper.rescan(watch)),
    'watch.close': ({ watch }: Input<'watch.close'>) => told(keeper.gathering(watch, 'close')),
    'watch.keepOpen': ({ watch }: Input<'watch.keepOpen'>) => told(keeper.gathering(watch, 'keepOpen')),
    'watch.answer': ({ watch, question, answer }: Input<'watch.answer'>) =>
      told(keeper.answer(watch, question, answer)),
    'watch.files': ({ watch, ...page }: Input<'watch.files'>) => keeper.files(watch, page),
    'watch.processAnyway': async ({ watch, path }: Input<'watch.processAnyway'>) => {
      await keeper.processAnyway(watch, path)
      return {}
    },
    'watch.startNow': ({ watch }: Input<'watch.startNow'>) => told(keeper.startNow(watch)),
  }
}

/** Only what was mentioned. */
function said(rules: Input<'watch.edit'>['rules']): Partial<WatchRules> {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined))
}
