import type { UndoneFile } from '../../../../contract/batch-commands.ts'
import { absolutePath } from '../arguments.ts'
import { fittingBatch, madeSomething } from '../batch-argument.ts'
import type { Verb, VerbCall } from '../command-spec.ts'
import { exitCodes } from '../exit-code.ts'
import { escapeName } from '../show/escape-name.ts'
import { jsonLine } from '../show/json-view.ts'
import { countOf } from '../show/words.ts'
import { withEngine } from '../with-engine.ts'

export const undo: Verb = async ({ world, words: [word = '', ...files], options }) => {
  const paths = files.map((file) => absolutePath(file, world.cwd))
  const undone = await withEngine(world, async (client, asking) => {
    const batch = await fittingBatch(client, word, { ...asking, world, fits: madeSomething })
    const foreseen = (await client.ask('batch.undo', { batch, paths, dry: true }, asking)).files
    if (foreseen.every(isLeft)) return foreseen
    if (!(await mayGoOn(foreseen, { world, options }))) return null
    return (await client.ask('batch.undo', { batch, paths }, asking)).files
  })
  if (!undone) return exitCodes.someFailed
  const lines = options['json'] ? undone.map(jsonLine) : undoLines(undone, { verbose: options['verbose'] === true })
  for (const line of lines) world.stdout.write(`${line}\n`)
  return undone.some(isLeft) ? exitCodes.someFailed : exitCodes.ok
}

/** What cannot be taken back is said before anything moves; whoever is there decides about the rest. */
async function mayGoOn(
  foreseen: UndoneFile[],
  { world, options }: Pick<VerbCall, 'world' | 'options'>,
): Promise<boolean> {
  const left = foreseen.filter(isLeft)
  const gone = goneIn(foreseen)
  if (left.length + gone.length === 0) return true
  if (left.length > 0) world.stderr.write(`${countOf(left.length, 'file')} cannot be taken back:\n`)
  for (const line of [...leftLines(left).map((each) => `  ${each}`), ...goneLines(gone)])
    world.stderr.write(`${line}\n`)
  if (options['yes'] || !world.ask) return true
  return world.ask(`Take back ${left.length > 0 ? 'the other ' : ''}${countOf(foreseen.length - left.length, 'file')}?`)
}

const isLeft = ({ result }: UndoneFile): boolean => result === 'left'

/** More files than this with one reason are told in one line. */
const namedMost = 10

/** Each file with the reason, but many of the same reason together. */
function leftLines(files: UndoneFile[]): string[] {
  return [...Map.groupBy(files, ({ reason }) => reason)].flatMap(([reason, alike]) => {
    const [{ path } = { path: '' }] = alike
    if (alike.length > namedMost) return escapeName(`${countOf(alike.length, 'file')}, such as ${path}: ${reason}`)
    return alike.map((file) => escapeName(`${file.path}: ${reason}`))
  })
}

/** How many files, after what was left alone and why. Each of the others too where they are few, or somebody wants to see them. */
export function undoLines(files: UndoneFile[], { verbose = false } = {}): string[] {
  if (files.length === 0) return ['This run made nothing, or was taken back already.']
  const left = files.filter(isLeft).length
  const taken = files.filter((file) => !isLeft(file))
  const gone = goneIn(files).length
  const butFor = gone > 0 ? `, but for ${countOf(gone, 'result')} not found` : ''
  return [
    ...(verbose || taken.length <= namedMost ? taken : []).map(({ path, result }) => escapeName(`${result}: ${path}`)),
    ...leftLines(files.filter(isLeft)).map((line) => `left: ${line}`),
    '',
    `${countOf(files.length - left, 'file')} taken back${butFor}.${left > 0 ? ` ${countOf(left, 'file')} left alone.` : ''}`,
  ]
}

const goneIn = (files: UndoneFile[]): string[] => files.flatMap((file) => file.gone ?? [])

/** What somebody has moved away or removed is not taken back with the rest. */
function goneLines(gone: string[]): string[] {
  if (gone.length === 0) return []
  const named = gone.slice(0, namedMost).map((path) => escapeName(`  ${path}`))
  const more = gone.length - named.length
  return [
    `${countOf(gone.length, 'result')} not found, moved or removed since; undo does not look elsewhere:`,
    ...named,
    ...(more > 0 ? [`  and ${countOf(more, 'other')}`] : []),
  ]
}
