import { batchArgument } from '../batch-argument.ts'
import type { Verb } from '../command-spec.ts'
import { exitCodes } from '../exit-code.ts'
import { countOf } from '../show/words.ts'
import { withEngine } from '../with-engine.ts'

export const cancel: Verb = async ({ world, words: [word = ''], options }) => {
  const how = options['now'] ? 'now' : 'finish'
  const { cancelled } = await withEngine(world, async (client, asking) => {
    const batch = await batchArgument(client, word, asking)
    return client.ask('batch.cancel', { batch, how }, asking)
  })
  world.stdout.write(`${countOf(cancelled, 'file was', 'files were')} cancelled. Finished results stay.\n`)
  return exitCodes.ok
}
