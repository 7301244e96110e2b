import { givesWay, type TaskResult } from '../../../contract/task.ts'
import { ahead } from '../../async/ahead.ts'
import { disposeAttempts } from './dispose-attempts.ts'
import { type Checking, type Finish, finishOriginal, takeOver } from './finish.ts'
import type { FinishedOutput } from '../job.ts'
import type { ResultGroup } from './result-groups.ts'
import type { WorkStage } from '../stage.ts'

/** Groups of results that are sealed in the io threads while one is checked, and that one. */
const groupsMost = 3

type Finishing = Omit<Finish, 'branch'>

/** Seals and checks results as they come, in their order, and tells of those there are. Ends, also by a fault, only when none is under way any more. */
export async function takeGroups(
  groups: AsyncIterable<ResultGroup>,
  finishing: Finishing,
  onOutputs?: WorkStage['onOutputs'],
): Promise<FinishedOutput[]> {
  const outputs: FinishedOutput[] = []
  const start = (group: ResultGroup): Promise<Checking> => takeGroup(finishing, group)
  for await (const check of ahead(groups, { most: groupsMost, start })) {
    outputs.push(...(await check()))
    await onOutputs?.(outputs)
  }
  return outputs
}

/** Seals results, or will put the original in the place of one where the recipe says so; checks come in their turn. */
async function takeGroup(finishing: Finishing, { at, results }: ResultGroup): Promise<Checking> {
  const { job, batch } = finishing
  const { ifLarger } = batch.course.branches[at]?.branch ?? {}
  const isLarger = (result: TaskResult): boolean => givesWay(result, { thanBytes: job.identity.sizeBytes })
  // A page that is left without anything to show goes with its pictures.
  const isLeft = (result: TaskResult): boolean => isLarger(result) || result.linking?.length === 0
  const left = ifLarger === 'skip' ? results.filter((result) => result !== null).filter(isLeft) : []
  await disposeAttempts(
    batch.parts,
    left.map(({ path }) => path),
  )
  const kept = results.filter((result) => result === null || !left.includes(result))
  if (kept.length === 0) return async () => []
  const finish = { ...finishing, branch: at }
  const made = kept
    .filter((result) => result !== null)
    .filter((result) => !(ifLarger === 'use-original' && isLarger(result)))
  if (made.length === kept.length) return takeOver(finish, made)
  return async () => {
    const outputs: FinishedOutput[] = []
    for (const result of kept)
      if (result !== null && made.includes(result)) outputs.push(...(await (await takeOver(finish, [result]))()))
      else outputs.push(await finishOriginal(finish, result))
    return outputs
  }
}
