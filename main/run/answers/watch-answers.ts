import type { WatchRules } from '../../../contract/watch-rules.ts'
import type { CheckedInput } from '../../../contract/command.ts'
import type { WatchKeeper } from '../watches/watch-keeper.ts'

/** Answers about watched folders. */
export function watchAnswers(keeper: WatchKeeper) {
  const { desk } = keeper
  const told = async (status: ReturnType<WatchKeeper['add']>) => ({ watch: await status })
  return {
    'watch.list': async () => ({ watches: await desk.list() }),
    'watch.get': ({ watch }: CheckedInput<'watch.get'>) => told(desk.get(watch)),
    'watch.check': ({ rules, watch }: CheckedInput<'watch.check'>) => keeper.check(rules, watch),
    'watch.add': ({ rules, kept }: CheckedInput<'watch.add'>) => told(keeper.add(rules, { kept })),
    'watch.edit': ({ watch, rules }: CheckedInput<'watch.edit'>) => told(keeper.edit(watch, said(rules))),
    'watch.remove': async ({ watch }: CheckedInput<'watch.remove'>) => {
      await keeper.remove(watch)
      return {}
    },
    'watch.pause': ({ watch, untilMs }: CheckedInput<'watch.pause'>) => told(keeper.pause(watch, untilMs)),
    'watch.resume': ({ watch }: CheckedInput<'watch.resume'>) => told(keeper.resume(watch)),
    'watch.rescan': ({ watch }: CheckedInput<'watch.rescan'>) => told(desk.rescan(watch)),
    'watch.close': ({ watch }: CheckedInput<'watch.close'>) => told(desk.gathering(watch, 'close')),
    'watch.keepOpen': ({ watch }: CheckedInput<'watch.keepOpen'>) => told(desk.gathering(watch, 'keepOpen')),
    'watch.answer': ({ watch, question, answer }: CheckedInput<'watch.answer'>) =>
      told(desk.answer(watch, question, answer)),
    'watch.files': ({ watch, ...page }: CheckedInput<'watch.files'>) => desk.files(watch, page),
    'watch.processAnyway': async ({ watch, path }: CheckedInput<'watch.processAnyway'>) => {
      await desk.processAnyway(watch, path)
      return {}
    },
    'watch.startNow': ({ watch }: CheckedInput<'watch.startNow'>) => told(desk.startNow(watch)),
  }
}

/** Only what was mentioned. */
function said(rules: CheckedInput<'watch.edit'>['rules']): Partial<WatchRules> {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined))
}
