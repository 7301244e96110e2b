import { Fault } from '../../../../contract/fault.ts'
import type { WatchRules } from '../../../../contract/watch-rules.ts'
import { didYouMean } from '../../../../contract/did-you-mean.ts'
import { always, byQuiet, type Gather, isUsual, type Schedule, usualRules } from './usual-rules.ts'

/** Rules that stand alone, by the options that say them. */
const single: Record<string, keyof WatchRules> = {
  name: 'name',
  existing: 'existing',
  only: 'only',
  'leave-out': 'leaveOut',
  kinds: 'kinds',
  'min-size': 'minBytes',
  'max-size': 'maxBytes',
  'min-age': 'minAgeMs',
  'max-age': 'maxAgeMs',
  depth: 'depth',
  'follow-links': 'followLinks',
  settle: 'settleMs',
  patience: 'patienceMs',
  order: 'order',
  originals: 'originals',
  conflict: 'conflict',
}

const ofHours: Record<string, Partial<Schedule>> = {
  hours: { from: always.from, to: always.to },
  days: { days: always.days },
}

const ofGroups: Record<string, Partial<Gather>> = {
  'group-count': { count: byQuiet.count },
  'group-size': { bytes: byQuiet.bytes },
  'group-quiet': { quietMs: byQuiet.quietMs },
}

/** As `--without` names them. */
export const ruleNames: readonly string[] = [single, ofHours, ofGroups].flatMap((rules) => Object.keys(rules))

/**
 * The rules that are named, as they are where nobody says them; of hours and of groups, what is not named stays as it was `before`. Fault `usage-wrong`
 * where a name is none of an option.
 */
export function rulesTakenBack(
  names: readonly string[],
  before: Pick<WatchRules, 'schedule' | 'gather'>,
): Partial<WatchRules> {
  const back: Partial<WatchRules> = {}
  for (const name of names) {
    const rule = single[name]
    const [hours, groups] = [ofHours[name], ofGroups[name]]
    if (rule) Object.assign(back, { [rule]: usualRules[rule] })
    else if (hours) back.schedule = changed(back.schedule ?? before.schedule ?? always, { by: hours, usual: always })
    else if (groups) back.gather = changed(back.gather ?? before.gather ?? byQuiet, { by: groups, usual: byQuiet })
    else throw unknownRule(name)
  }
  return back
}

function changed<T extends object>(parts: T, { by, usual }: { by: Partial<T>; usual: T }): T | null {
  const whole = { ...usual, ...parts, ...by }
  return isUsual(whole, usual) ? null : whole
}

function unknownRule(name: string): Fault {
  const why = `There is no rule ${name.replace(/^--/, '')} to take back.${didYouMean(name.replace(/^--/, ''), ruleNames)}`
  return new Fault('usage-wrong', { subject: '--without', why })
}
