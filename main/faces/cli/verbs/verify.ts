import type { Client } from '../../../../contract/client.ts'
import type { CommandOutputs } from '../../../../contract/command.ts'
import type { VerifiedFile } from '../../../../contract/batch-commands.ts'
import { fittingBatch, madeSomething } from '../batch-argument.ts'
import type { Verb } from '../command-spec.ts'
import { exitCodes } from '../exit-code.ts'
import { escapeName } from '../show/escape-name.ts'
import { jsonLine } from '../show/json-view.ts'
import { countOf, numberOf } from '../show/words.ts'
import { withReader } from '../with-engine.ts'

const verdictWords = {
  'as-written': 'as written',
  changed: 'changed',
  missing: 'missing',
  unreadable: 'unreadable',
} as const

export const verify: Verb = async ({ world, words: [word = ''], options }) => {
  const counts = { 'as-written': 0, changed: 0, missing: 0, unreadable: 0 }
  let unlisted = 0
  await withReader(world, async (client, asking) => {
    const batch = await fittingBatch(client, word, { ...asking, world, fits: madeSomething })
    for await (const file of verifiedFiles(client, batch, asking)) {
      counts[file.verdict]++
      if (options['json']) world.stdout.write(`${jsonLine(file)}\n`)
      else if (file.verdict !== 'as-written') world.stdout.write(`${verdictLine(file)}\n`)
    }
    unlisted = (await client.ask('batch.get', { batch }, asking)).batch.counts.unlisted ?? 0
  })
  if (!options['json']) world.stdout.write(`${[verdictTotals(counts), ...unlistedTotals(unlisted)].join(' ')}\n`)
  return counts.changed + counts.missing + counts.unreadable > 0 ? exitCodes.someFailed : exitCodes.ok
}

async function* verifiedFiles(client: Client, batch: string, asking: { signal: AbortSignal }) {
  for (let after: number | null = -1; after !== null; ) {
    const page: CommandOutputs['batch.verify'] = await client.ask('batch.verify', { batch, after }, asking)
    yield* page.files
    after = page.next
  }
}

function verdictLine({ path, output, verdict, reason = '' }: VerifiedFile): string {
  const why = reason === '' ? '' : `. ${reason}`
  return escapeName(`${verdictWords[verdict]}: ${output} (made from ${path})${why}`)
}

/** Of files that this run only found done, long ago. */
function unlistedTotals(files: number): string[] {
  if (files === 0) return []
  return [`${countOf(files, 'file')} made before: the latest run over the same files checks their results.`]
}

export function verdictTotals(counts: Record<VerifiedFile['verdict'], number>): string {
  const { changed, missing, unreadable } = counts
  const wrong = changed + missing + unreadable
  const all = counts['as-written'] + wrong
  if (all === 0) return 'Nothing to check: it made nothing, or that was taken back.'
  if (wrong === 0) return `${countOf(all, 'result is', 'results are')} as written.`
  const parts = [`${countOf(all, 'result')} checked`]
  if (changed > 0) parts.push(`${numberOf(changed)} changed`)
  if (missing > 0) parts.push(`${numberOf(missing)} missing`)
  if (unreadable > 0) parts.push(`${numberOf(unreadable)} that cannot be read`)
  return `${parts.join(', ')}.`
}
