import { batchArgument } from '../batch-argument.ts'
import type { Verb } from '../command-spec.ts'
import { exitCodes } from '../exit-code.ts'
import { jsonLine } from '../show/json-view.ts'
import { countOf } from '../show/words.ts'
import { withEngine } from '../with-engine.ts'

export const cancel: Verb = async ({ world, words: [word = ''], options }) => {
  const how = options['now'] ? 'now' : 'finish'
  const { batch, cancelled } = await withEngine(world, async (client, asking) => {
    const id = await batchArgument(client, word, asking)
    return { batch: id, ...(await client.ask('batch.cancel', { batch: id, how }, asking)) }
  })
  const words =
    cancelled === 0
      ? 'Nothing was cancelled: no file of this run was left to begin. Its results stay.'
      : `${countOf(cancelled, 'file was', 'files were')} cancelled. Finished results stay.`
  world.stdout.write(`${options['json'] ? jsonLine({ batch, cancelled }) : words}\n`)
  return exitCodes.ok
}
