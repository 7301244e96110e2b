import type { UndoneFile } from '../../../../contract/batch-commands.ts'
import type { CommandOutputs } from '../../../../contract/command.ts'
import { undoTotals } from '../../../../contract/undo-totals.ts'
import { absolutePath } from '../arguments.ts'
import { fittingBatch, madeSomething } from '../batch-argument.ts'
import type { Verb, VerbCall } from '../command-spec.ts'
import { exitCodes } from '../exit-code.ts'
import { escapeName } from '../show/escape-name.ts'
import { jsonLine } from '../show/json-view.ts'
import { countOf, numberOf } from '../show/words.ts'
import { withEngine } from '../with-engine.ts'

type Undone = CommandOutputs['batch.undo']

export const undo: Verb = async ({ world, words: [word = '', ...files], options }) => {
  const paths = files.map((file) => absolutePath(file, world.cwd))
  const undone = await withEngine(world, async (client, asking) => {
    const batch = await fittingBatch(client, word, { ...asking, world, fits: madeSomething })
    const foreseen = await client.ask('batch.undo', { batch, paths, dry: true }, asking)
    if (undoTotals(foreseen).undone === 0) return foreseen
    if (!(await mayGoOn(foreseen, { world, options }))) return null
    return await client.ask('batch.undo', { batch, paths }, asking)
  })
  if (!undone) return exitCodes.someFailed
  const isVerbose = options['verbose'] === true
  const lines = options['json'] ? jsonLines(undone) : undoLines(undone, { verbose: isVerbose })
  for (const line of lines) world.stdout.write(`${line}\n`)
  return isWhole(undone) ? exitCodes.ok : exitCodes.someFailed
}

/** What was not found is somewhere else, as on a disk whose place another one has taken, and stays there: whoever reads only the exit code is not to believe that nothing is left of the run. */
function isWhole(undone: Undone): boolean {
  const { left, gone } = undoTotals(undone)
  return left + gone === 0
}

/** What cannot be taken back is said before anything moves; whoever is there decides about the rest. */
async function mayGoOn(foreseen: Undone, { world, options }: Pick<VerbCall, 'world' | 'options'>): Promise<boolean> {
  const { undone, left, gone } = undoTotals(foreseen)
  if (left + gone === 0) return true
  if (left > 0) world.stderr.write(`${countOf(left, 'file')} cannot be taken back:\n`)
  for (const line of [...leftLines(foreseen).map((each) => `  ${each}`), ...goneLines(goneIn(foreseen.files), gone)])
    world.stderr.write(`${line}\n`)
  if (options['yes'] || !world.ask) return true
  return world.ask(`Take back ${left > 0 ? 'the other ' : ''}${countOf(undone, 'file')}?`)
}

const isLeft = ({ result }: UndoneFile): boolean => result === 'left'

/** More files than this with one reason are told in one line. */
const namedMost = 10

/** Each file with the reason, but many of the same reason together. */
function leftLines({ files, more }: Undone): string[] {
  const named = [...Map.groupBy(files.filter(isLeft), ({ reason }) => reason)].flatMap(([reason, alike]) => {
    const [{ path } = { path: '' }] = alike
    if (alike.length > namedMost) return escapeName(`${countOf(alike.length, 'file')}, such as ${path}: ${reason}`)
    return alike.map((file) => escapeName(`${file.path}: ${reason}`))
  })
  return more && more.left > 0 ? [...named, `and ${countOf(more.left, 'other file')}`] : named
}

/** Each file that was named, and one more for those that were only counted. */
function jsonLines({ files, more }: Undone): string[] {
  return [...files.map(jsonLine), ...(more ? [jsonLine({ more })] : [])]
}

/** How many files, after what was left alone and why. Each of the others too where they are few, or somebody wants to see them. */
export function undoLines(answer: Undone, { verbose = false } = {}): string[] {
  const { files, more, picked = false } = answer
  const { undone, left } = undoTotals(answer)
  if (undone + left === 0) return [nothingLine(answer)]
  // Of files that were only looked through, most have never left.
  const named = verbose || (undone <= namedMost && !picked) ? files.filter((file) => !isLeft(file)) : []
  return [
    ...named.map(({ path, result }) => escapeName(`${result}: ${path}`)),
    ...(verbose && more && more.undone > 0 ? [`undone: ${countOf(more.undone, 'other file')}`] : []),
    ...leftLines(answer).map((line) => `left: ${line}`),
    '',
    lastLine(answer),
  ]
}

function nothingLine({ before = 0 }: Undone): string {
  if (before > 0) return `This run was taken back already: ${countOf(before, 'file')}.`
  return 'This run made nothing, or was taken back already.'
}

function lastLine(answer: Undone): string {
  const { undone, left, gone } = undoTotals(answer)
  const { before = 0 } = answer
  const butFor = gone > 0 ? `, but for ${countOf(gone, 'result')} not found` : ''
  const kept = left > 0 ? ` ${countOf(left, 'file')} left alone.` : ''
  const earlier =
    before > 0 ? ` ${countOf(before, 'file')} taken back before, ${numberOf(undone + before)} in all.` : ''
  return `${answer.picked && undone > 0 ? 'What was made of ' : ''}${countOf(undone, 'file')} taken back${butFor}${backWords(answer)}.${kept}${earlier}`
}

function backWords({ originals = 0, replaced = 0 }: Undone): string {
  const back = [
    ...(originals > 0 ? [countOf(originals, 'original')] : []),
    ...(replaced > 0 ? [countOf(replaced, 'replaced file')] : []),
  ]
  return back.length > 0 ? `; ${back.join(' and ')} brought back` : ''
}

const goneIn = (files: UndoneFile[]): string[] => files.flatMap((file) => file.gone ?? [])

/** What somebody has moved away or removed is not taken back with the rest. */
function goneLines(gone: string[], count: number): string[] {
  if (count === 0) return []
  const named = gone.slice(0, namedMost).map((path) => escapeName(`  ${path}`))
  const more = count - named.length
  return [
    `${countOf(count, 'result')} not found: moved or removed since, or on another disk than the one that is there. Undo does not look elsewhere:`,
    ...named,
    ...(more > 0 ? [`  and ${countOf(more, 'other')}`] : []),
  ]
}
