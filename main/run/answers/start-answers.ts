import { foretold } from '../planning/foretold.ts'
import { planBatch } from '../planning/plan-batch.ts'
import { requireAllowedSteps } from '../planning/steps-off.ts'
import type { Rooms } from './batch-answers.ts'
import type { CheckedInput } from '../../../contract/command.ts'
import { goesOnWith } from './earlier-run.ts'
import type { Waiter } from './view-answers.ts'

/** What a run would do, and which it would go on with. */
export function planAnswer({ parts, engine, library }: Pick<Rooms, 'parts' | 'engine' | 'library'>) {
  return async ({ recipe: name, ...input }: CheckedInput<'batch.plan'>, { signal }: Waiter) => {
    const request = { ...input, conflict: input.conflict, recipe: requireAllowedSteps(await library.find(name)) }
    const plan = await planBatch(parts, { ...request, signal })
    return { ...plan, ...goesOnWith(await engine.earlier(request)) }
  }
}

/** Begins a run, or goes on with the one there is. */
export function startAnswer({ parts, engine, library }: Pick<Rooms, 'parts' | 'engine' | 'library'>) {
  return async ({ recipe: name, ...request }: CheckedInput<'batch.start'>, waits: Waiter) => {
    const recipe = requireAllowedSteps(await library.find(name))
    const asked = { ...request, conflict: request.conflict, recipe }
    const earlier = await engine.earlier(asked)
    const batch = await engine.start(asked, waits)
    for (const message of await foretold(parts, asked))
      engine.announcer.tell({ type: 'notice', level: 'info', message })
    return { batch, ...(earlier?.id === batch.batchId && goesOnWith(earlier)) }
  }
}
