import type { WatchRules } from '../../../contract/watch-rules.ts'
import type { Input } from './input.ts'
import type { WatchKeeper } from '../watches/watch-keeper.ts'

/** Answers about watched folders. */
export function watchAnswers(keeper: WatchKeeper) {
  const { desk } = keeper
  const told = async (status: ReturnType<WatchKeeper['add']>) => ({ watch: await status })
  return {
    'watch.list': async () => ({ watches: await desk.list() }),
    'watch.get': ({ watch }: Input<'watch.get'>) => told(desk.get(watch)),
    'watch.check': ({ rules, watch }: Input<'watch.check'>) => keeper.check(rules, watch),
    'watch.add': ({ rules, kept }: Input<'watch.add'>) => told(keeper.add(rules, { kept })),
    'watch.edit': ({ watch, rules }: Input<'watch.edit'>) => told(keeper.edit(watch, said(rules))),
    'watch.remove': async ({ watch }: Input<'watch.remove'>) => {
      await keeper.remove(watch)
      return {}
    },
    'watch.pause': ({ watch, untilMs }: Input<'watch.pause'>) => told(keeper.pause(watch, untilMs)),
    'watch.resume': ({ watch }: Input<'watch.resume'>) => told(keeper.resume(watch)),
    'watch.rescan': ({ watch }: Input<'watch.rescan'>) => told(desk.rescan(watch)),
    'watch.close': ({ watch }: Input<'watch.close'>) => told(desk.gathering(watch, 'close')),
    'watch.keepOpen': ({ watch }: Input<'watch.keepOpen'>) => told(desk.gathering(watch, 'keepOpen')),
    'watch.answer': ({ watch, question, answer }: Input<'watch.answer'>) => told(desk.answer(watch, question, answer)),
    'watch.files': ({ watch, ...page }: Input<'watch.files'>) => desk.files(watch, page),
    'watch.processAnyway': async ({ watch, path }: Input<'watch.processAnyway'>) => {
      await desk.processAnyway(watch, path)
      return {}
    },
    'watch.startNow': ({ watch }: Input<'watch.startNow'>) => told(desk.startNow(watch)),
  }
}

/** Only what was mentioned. */
function said(rules: Input<'watch.edit'>['rules']): Partial<WatchRules> {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined))
}
