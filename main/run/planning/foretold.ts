import { isZone } from '../../../contract/parse-zone.ts'
import type { EngineParts } from '../batch-context.ts'
import { numberedBeside } from './numbered-beside.ts'
import type { PlanRequest } from './planned-batch.ts'
import { stepsOff } from './steps-off.ts'

const leftBehind =
  'Files that move to another disk are copied there: what it cannot hold of them, such as extended attributes, is lost, and their further names (hard links) stay behind as files of their own.'

/** What would surprise whoever counts on all of a recipe: said by a plan, and again when it runs. */
export async function foretold(
  parts: Pick<EngineParts, 'io' | 'descriptors'>,
  asked: Pick<PlanRequest, 'recipe' | 'sources' | 'out' | 'conflict'>,
): Promise<string[]> {
  const {
    recipe: { recipe, text },
    sources,
    out,
  } = asked
  const isApart = recipe.originals.act === 'move' && (await parts.io.call('areApart', { paths: sources, folder: out }))
  const zone = recipe.zone === '' ? zoneUnknown() : null
  const told = [stepsOff(text), isApart ? leftBehind : null, zone, await numberedBeside(parts, asked)]
  return told.filter((each) => each !== null)
}

const universal = new Set<string | undefined>(['UTC', 'Etc/Unknown', undefined])

/** Dates would be told in UTC, by whose clock nobody asked. Null where the zone is known. */
function zoneUnknown(zone = process.env.TZ ?? ''): string | null {
  if (zone === '' || isZone(zone) || /^(?:UTC|GMT|Z)[+-]?0*$/i.test(zone)) return null
  if (!universal.has(Intl.DateTimeFormat().resolvedOptions().timeZone)) return null
  return `There is no time zone ${zone} (the variable TZ), so dates are told in UTC.`
}
