import type { Facts } from '../../contract/facts.ts'
import type { RecipeStep } from '../../contract/recipe.ts'
import type { WalkEntry } from '../io/walk.ts'
import type { BatchContext } from './batch-context.ts'

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
  return asked.some((fact) => inside.includes(fact))
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
  { parts }: Pick<BatchContext, 'parts'>,
  signal: AbortSignal,
): Promise<Facts[]> {
  const files = entries.filter(({ identity, fault }) => identity && !fault)
  const chunks: string[][] = []
  for (let at = 0; at < files.length; at += callMost)
    chunks.push(files.slice(at, at + callMost).map(({ path }) => path))
  const found = (await Promise.all(chunks.map((paths) => inspectChunk(paths, parts, signal)))).flat()
  const factsOf = new Map(files.map((entry, at) => [entry, found[at]]))
  return entries.map((entry) => factsOf.get(entry) ?? {})
}

async function inspectChunk(
  paths: string[],
  { permits, lanes, settings }: BatchContext['parts'],
  signal: AbortSignal,
): Promise<Facts[]> {
  using _ = await permits.acquire({ cpu: 1 }, { signal, who: 'looking into files' })
  const options = {
    signal,
    stallMs: settings.limits.stallMs,
    memoryBytes: settings.limits.workerMemoryMb * 2 ** 20,
    onProgress: () => {},
  }
  const { facts } = await lanes.thread.run({ kind: 'inspect' as const, paths }, options)
  return facts
}
