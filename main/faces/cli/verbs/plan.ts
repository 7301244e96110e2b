import type { BatchPlan, PlannedFile } from '../../../../contract/batch-commands.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { ConflictMode } from '../../../../contract/recipe.ts'
import { absolutePath, recipeArgument } from '../arguments.ts'
import type { Verb } from '../command-spec.ts'
import { exitCodeOf, exitCodes } from '../exit-code.ts'
import { escapeName } from '../show/escape-name.ts'
import { jsonLine } from '../show/json-view.ts'
import { originalsWould } from '../show/originals-leave.ts'
import { placeOf } from '../show/place-of.ts'
import { foreseenDuration, countOf, numberOf, sizeOf } from '../show/words.ts'
import { type SourceOptions, sourcesOf } from '../source-words.ts'
import { withLookingEngine } from '../with-engine.ts'

interface PlanOptions extends SourceOptions {
  recipe: string
  out: string
  conflict?: ConflictMode
  again?: true
  limit?: number
  json?: true
}

export const plan: Verb = async ({ world, words, options }) => {
  const { recipe, out, conflict, again, limit, json } = options as unknown as PlanOptions
  const input = {
    recipe: recipeArgument(recipe, world.cwd),
    sources: await sourcesOf(world, words, options),
    out: absolutePath(out, world.cwd),
    ...(conflict ? { conflict } : {}),
    ...(again ? { again } : {}),
    ...(limit ? { limit } : {}),
  }
  const looked = await withLookingEngine(world, (client, asking) => client.ask('batch.plan', input, asking))
  const planned = looked.answer
  for (const line of json ? [jsonLine(planned)] : planLines(planned)) world.stdout.write(`${line}\n`)
  if (!looked.canRun) return exitCodes.cannotStart
  if (planned.problem) return exitCodeOf(Fault.fromWire(planned.problem))
  if (!planned.writable) return exitCodes.cannotStart
  return wouldFail(planned) ? exitCodes.someFailed : exitCodes.ok
}

/** Whether files would fail, as far as anybody can know before: as they are, or for want of room or of what a step needs. */
function wouldFail({ counts, freeBytes, totalBytes, lacks = [] }: BatchPlan): boolean {
  return counts.fault > 0 || (counts.run > 0 && (lacks.length > 0 || freeBytes < totalBytes))
}

/** Each file with its results, then the totals, then whatever would stop or surprise. */
export function planLines(planned: BatchPlan): string[] {
  const { counts, files } = planned
  const all = counts.run + counts.reuse + counts.skip + counts.fault
  const rest = all - files.length
  return [
    escapeName(`${planned.recipe}: ${countOf(all, 'file')}, to ${placeOf(planned)}`),
    ...files.flatMap(fileLines),
    ...(rest > 0 ? [`  and ${countOf(rest, 'more file')}; --limit ${all} lists all`] : []),
    '',
    totals(planned),
    `${sizeOf(planned.totalBytes)} to read${room(planned)}.${expected(planned)}`,
    ...(counts.run > 0 ? originalsWould(planned) : []),
    ...goesOn(planned),
    ...planned.warnings.map((warning) => `Note: ${escapeName(warning)}`),
    ...remedies(planned),
  ]
}

/** What to do about what would stop files, each once. */
function remedies({ problem, lacks = [] }: BatchPlan): string[] {
  const faults = problem ? [problem, ...lacks] : lacks
  return [...new Set(faults.map(({ code, remedy }) => `${remedy} (${code})`))]
}

/** The run that it would be, and is already. */
function goesOn({ goesOn: earlier }: BatchPlan): string[] {
  if (!earlier) return []
  const far = `${numberOf(earlier.done)} of ${countOf(earlier.total, 'file')} done`
  const again = earlier.done > 0 ? '; --again makes those again too' : ''
  return [`Goes on with run ${earlier.batch}: ${far}${again}.`]
}

function fileLines({ path, targets, note, state }: PlannedFile): string[] {
  const remark = note ? ` (${note})` : ''
  if (state === 'fault') return [escapeName(`  ${path}: cannot run${remark}`)]
  if (state === 'skip') return [escapeName(`  ${path}: skipped${remark}`)]
  if (targets.length === 0) return [escapeName(`  ${path}${remark}`)]
  const [first, ...others] = targets
  const reuse = state === 'reuse' ? ', there already' : ''
  return [`  ${path} to ${first}${reuse}${remark}`, ...others.map((target) => `      and ${target}`)].map(escapeName)
}

function totals({ counts }: BatchPlan): string {
  const parts = [`${countOf(counts.run, 'file')} to process`]
  if (counts.reuse > 0) parts.push(`${numberOf(counts.reuse)} done earlier`)
  if (counts.skip > 0) parts.push(`${numberOf(counts.skip)} skipped`)
  if (counts.fault > 0) parts.push(`${numberOf(counts.fault)} that cannot run`)
  if (counts.collisions > 0) parts.push(countOf(counts.collisions, 'name taken', 'names taken'))
  return `${parts.join(', ')}.`
}

/** Of a folder that cannot be written to, the note says more. */
function room({ writable, freeBytes }: BatchPlan): string {
  return writable ? `, ${sizeOf(freeBytes)} free in the output folder` : ''
}

function expected({ expectedMs, counts }: BatchPlan): string {
  return expectedMs === null || counts.run === 0 ? '' : ` It will take ${foreseenDuration(expectedMs)}.`
}
