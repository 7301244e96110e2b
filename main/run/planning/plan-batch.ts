import type { BatchPlan } from '../../../contract/batch-commands.ts'
import { Fault, type WireFault } from '../../../contract/fault.ts'
import { arrivals } from '../../intake/arrivals.ts'
import { wholeBlocks } from '../../intake/whole-blocks.ts'
import { opensPackages } from '../admitting/opens-packages.ts'
import type { EngineParts } from '../batch-context.ts'
import { planCourse } from '../../plan/course.ts'
import { diskOf } from '../disk-of.ts'
import { foretold } from './foretold.ts'
import { leavingOriginals } from '../originals.ts'
import { lacking } from './lacking.ts'
import { NeededCalls } from './needed-calls.ts'
import { PlanSheet } from './plan-sheet.ts'
import type { PlanRequest } from './planned-batch.ts'
import { Planner } from './planner.ts'

/**
 * What a run would do, before a byte is written: what is there already, targets or patterns, collisions, an unwritable folder, space and time.
 * It is decided by the parts that decide in a run; only names are counted here where they are claimed there.
 */
export async function planBatch(parts: EngineParts, request: PlanRequest & { limit: number }): Promise<BatchPlan> {
  const { sources, out, signal, limit } = request
  const { recipe } = request.recipe
  const [realOut = out] = await parts.io.call('real', [out])
  const { maxDepth } = parts.settings.limits
  const opens = opensPackages(sources, { parts, recipe, course: planCourse(recipe, parts.descriptors) })
  const reach = { leaveOut: [out, realOut], closed: [parts.stateFolder], maxDepth }
  const options = { ...reach, opensPackages: opens, signal }
  const entries = arrivals(parts.io.pinned(), sources, options)
  const sheet = new PlanSheet(limit)
  const needed = new NeededCalls(recipe)
  const planner = new Planner(parts, { request, sheet, needed })
  for await (const chunk of recipe.companions === 'none' ? entries : wholeBlocks(entries)) await planner.add(chunk)
  await planner.end()
  const told = { recipe: recipe.name, out: out.toWellFormed(), ...leavingOriginals({ recipe, parts }) }
  return { ...told, ...sheet.told(), ...(await prospects(parts, request, { sheet, needed })) }
}

/** Room, time, and anything that would stop or surprise. */
async function prospects(
  parts: EngineParts,
  request: PlanRequest,
  { sheet: { counts, totalBytes }, needed }: { sheet: PlanSheet; needed: NeededCalls },
): Promise<Pick<BatchPlan, 'freeBytes' | 'expectedMs' | 'warnings' | 'writable' | 'problem' | 'lacks'>> {
  const { journal } = parts
  const { out, recipe } = request
  const { freeBytes, problem } = await roomFor(parts, out)
  const warnings = problem ? [problem.message] : []
  if (problem === null && freeBytes < totalBytes) warnings.push('The files have more bytes than are free there.')
  const missing = await lacking(needed.calls, parts)
  warnings.push(...missing.map(({ message }) => message), ...(await foretold(parts, request)))
  const asked = { recipeFingerprint: recipe.recipe.fingerprint, files: counts.run }
  const paceMs = await journal.call('paceOf', asked)
  const expectedMs = paceMs === null ? null : Math.round(paceMs * counts.run)
  return {
    freeBytes,
    expectedMs,
    warnings,
    writable: problem === null,
    ...(problem && { problem }),
    ...(missing.length > 0 && { lacks: missing.map((fault) => fault.toWire()) }),
  }
}

/** What lies in the place of a disk that is away says nothing about it. */
async function roomFor(parts: EngineParts, out: string): Promise<{ freeBytes: number; problem: WireFault | null }> {
  try {
    await diskOf(parts, out)
    return await parts.io.call('roomFor', out)
  } catch (error) {
    return { freeBytes: 0, problem: Fault.from(error, out).toWire() }
  }
}
