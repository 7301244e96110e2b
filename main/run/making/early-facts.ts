import { type Facts, pictureFacts } from '../../../contract/facts.ts'
import { Fault } from '../../../contract/fault.ts'
import type { Recipe, RecipeStep } from '../../../contract/recipe.ts'
import type { InspectTask } from '../../../contract/task.ts'
import type { WalkEntry } from '../../io/looking/walk.ts'
import type { BatchContext } from '../batch-context.ts'
import type { Job } from '../job.ts'

/** Facts that only the opened file tells: looked for only when a name or a condition of the recipe needs one. */
const inside = ['date', 'date-source', 'created', 'camera']
/** Files looked into by one call of a thread. */
const callMost = 32

/** Does the recipe need to know what only the files themselves tell? */
export function needsInspection({
  names,
  movedTo,
  recipe,
  course,
}: Pick<BatchContext, 'names' | 'movedTo' | 'recipe' | 'course'>): boolean {
  const templates = [...names, movedTo].flatMap(({ folder, name }) => [folder, name])
  const asked = [
    ...templates.flatMap(({ facts }) => facts),
    ...(course.gathering?.grouping.key?.facts ?? []),
    ...recipe.accepts.flatMap(({ where }) => Object.keys(where)),
    ...[recipe, ...recipe.outputs].flatMap(({ steps }) => steps.flatMap(conditionFacts)),
  ]
  return measuresPictures(recipe) || asked.some((fact) => inside.includes(fact))
}

/** Does whether a file is taken depend on how large a picture it is? */
function measuresPictures({ accepts }: Pick<Recipe, 'accepts'>): boolean {
  return accepts.some(({ where }) => pictureFacts.some((fact) => fact in where))
}

/** Without what tells only whether a file is taken: names and the conditions of steps ask how large the picture is that they have in hand. */
export function withoutMeasures(facts: Facts): Facts {
  if (!pictureFacts.some((fact) => fact in facts)) return facts
  const { width: _w, height: _h, orientation: _o, pages: _p, ...rest } = facts
  return rest
}

function conditionFacts(step: RecipeStep): string[] {
  return step.kind === 'step' ? [] : [...Object.keys(step.condition), ...step.steps.flatMap(conditionFacts)]
}

/** What of a file's early facts belongs into its receipt: when it says it was made, and where that stood. Nothing where nobody looked. */
export function foundBefore(facts: Facts): Facts {
  const { date, 'date-source': source } = facts
  return source === undefined || date === undefined ? {} : { date, 'date-source': source }
}

/** Looks into the files of a chunk, in threads. What was met and is no file, such as a pipe, is not opened and has no facts of its own. */
export async function inspectFiles(
  entries: WalkEntry[],
  { parts, recipe }: Pick<BatchContext, 'parts'> & { recipe: Pick<Recipe, 'accepts'> },
  signal: AbortSignal,
): Promise<Facts[]> {
  const files = entries.filter(({ identity, fault }) => identity && !fault)
  const look = measuresPictures(recipe) ? measureChunk : inspectChunk
  const paths = files.map(({ path }) => path)
  const found = await inChunks(paths, (chunk) => look(chunk, parts, signal))
  const factsOf = new Map(files.map((entry, at) => [entry, found[at]]))
  return entries.map((entry) => factsOf.get(entry) ?? {})
}

/** Of what kind files are by what is in them, in threads: `type` of each, left out where nobody can tell. */
export function kindsInside(paths: string[], parts: BatchContext['parts'], signal: AbortSignal): Promise<Facts[]> {
  return inChunks(paths, (chunk) =>
    askLane('thread', { kind: 'inspect', paths: chunk, kinds: true }, { parts, signal }),
  )
}

async function inChunks(paths: string[], look: (chunk: string[]) => Promise<Facts[]>): Promise<Facts[]> {
  const chunks: string[][] = []
  for (let at = 0; at < paths.length; at += callMost) chunks.push(paths.slice(at, at + callMost))
  return (await Promise.all(chunks.map(look))).flat()
}

/** A file that a codec dies of costs the others nothing: it is a picture of no size. */
async function measureChunk(paths: string[], parts: BatchContext['parts'], signal: AbortSignal): Promise<Facts[]> {
  try {
    return await askLane('process', { kind: 'inspect', paths, measures: true }, { parts, signal })
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (paths.length === 1) return inspectChunk(paths, parts, signal)
    return (await Promise.all(paths.map((each) => measureChunk([each], parts, signal)))).flat()
  }
}

/** How large a picture is that was found smaller than its result, where the name of what is saved in place of that asks for it. */
export async function measureOriginal(
  { source }: Pick<Job, 'source'>,
  { names, parts }: Pick<BatchContext, 'names' | 'parts'>,
  { branch, signal }: { branch: number; signal: AbortSignal },
): Promise<Facts> {
  if (!names[branch]?.name.facts.some((fact) => pictureFacts.includes(fact))) return {}
  const { facts } = await parts.lanes.process.run(
    { kind: 'inspect', paths: [source], measures: true },
    laneOptions(parts, signal),
  )
  return Object.fromEntries(Object.entries(facts[0] ?? {}).filter(([fact]) => pictureFacts.includes(fact)))
}

function inspectChunk(paths: string[], parts: BatchContext['parts'], signal: AbortSignal): Promise<Facts[]> {
  return askLane('thread', { kind: 'inspect', paths }, { parts, signal })
}

async function askLane(
  lane: keyof BatchContext['parts']['lanes'],
  task: InspectTask,
  { parts: { permits, lanes, settings }, signal }: Pick<BatchContext, 'parts'> & { signal: AbortSignal },
): Promise<Facts[]> {
  using _ = await permits.acquire({ cpu: 1 }, { signal, who: 'looking into files' })
  const { facts } = await lanes[lane].run(task, laneOptions({ settings }, signal))
  return facts
}

function laneOptions({ settings: { limits } }: Pick<BatchContext['parts'], 'settings'>, signal: AbortSignal) {
  return { signal, stallMs: limits.stallMs, memoryBytes: limits.workerMemoryMb * 2 ** 20, onProgress: () => {} }
}
