import type { UndoneFile } from '../../../../contract/command.ts'
import { absolutePath } from '../arguments.ts'
import { batchArgument } from '../batch-argument.ts'
import type { Verb } from '../commands.ts'
import { exitCodes } from '../exit-code.ts'
import { escapeName } from '../show/escape-name.ts'
import { jsonLine } from '../show/json-view.ts'
import { countOf } from '../show/words.ts'
import { withEngine } from '../with-engine.ts'

export const undo: Verb = async ({ world, words: [word = '', ...files], options }) => {
  const paths = files.map((file) => absolutePath(file, world.cwd))
  const undone = await withEngine(world, async (client, asking) => {
    const batch = await batchArgument(client, word, asking)
    return (await client.ask('batch.undo', { batch, paths }, asking)).files
  })
  const lines = options['json'] ? undone.map(jsonLine) : undoLines(undone)
  for (const line of lines) world.stdout.write(`${line}\n`)
  return undone.some(({ result }) => result === 'left') ? exitCodes.someFailed : exitCodes.ok
}

/** Each file, then how many; what was left alone says why. */
export function undoLines(files: UndoneFile[]): string[] {
  if (files.length === 0) return ['Nothing to take back.']
  const left = files.filter(({ result }) => result === 'left').length
  return [
    ...files.map(({ path, result, reason }) => escapeName(`${result}: ${reason ? `${path}: ${reason}` : path}`)),
    '',
    `${countOf(files.length - left, 'file')} taken back.${left > 0 ? ` ${countOf(left, 'file')} left alone.` : ''}`,
  ]
}
