import { didYouMean } from '../../../../contract/did-you-mean.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { StepDescriptor } from '../../../../contract/step.ts'
import type { Verb } from '../command-spec.ts'
import { exitCodes } from '../exit-code.ts'
import { jsonLine } from '../show/json-view.ts'
import { stepPage } from '../show/step-page.ts'
import { foldedTableLines } from '../show/folded-table.ts'
import type { Terminal } from '../show/terminal.ts'
import { withRecipes } from '../with-engine.ts'

export const steps: Verb = async ({ world, words: [name], options }) => {
  const all = (await withRecipes(world, (client, asking) => client.ask('step.list', {}, asking))).steps
  const shown = name === undefined ? all : [stepNamed(name, all)]
  const lines = options['json']
    ? shown.map(jsonLine)
    : name === undefined
      ? listLines(all, world.stdout)
      : shown.flatMap(stepPage)
  for (const line of lines) world.stdout.write(`${line}\n`)
  return exitCodes.ok
}

function stepNamed(name: string, all: StepDescriptor[]): StepDescriptor {
  const found = all.find((step) => step.name === name)
  if (found) return found
  const names = all.map((step) => step.name)
  const why = didYouMean(name, names).trim() || '`millrace steps` lists them all.'
  throw new Fault('usage-wrong', { subject: name, why: `There is no such step. ${why}` })
}

function listLines(all: StepDescriptor[], terminal: Terminal): string[] {
  return foldedTableLines(
    all.map(({ name, summary }) => [name, summary]),
    terminal,
  )
}
