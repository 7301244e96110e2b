import type { WatchRules } from '../../../../contract/watch-rules.ts'
import { always, byQuiet, isUsual, usualRules } from './usual-rules.ts'

/** What was said of a watch beside its folders, its name and its recipe, as the options that would say it again; empty where nothing was. */
export function ruleWords(rules: WatchRules): string {
  const { depth, settleMs, patienceMs, existing, order, conflict, followLinks } = rules
  const words: [option: string, value: string | null][] = [
    ['existing', existing === usualRules.existing ? null : existing],
    ['only', listed(rules.only, usualRules.only)],
    ['leave-out', listed(rules.leaveOut, usualRules.leaveOut)],
    ['kinds', listed(rules.kinds, usualRules.kinds)],
    ['min-size', sizeWord(rules.minBytes)],
    ['max-size', sizeWord(rules.maxBytes)],
    ['min-age', timeWord(rules.minAgeMs)],
    ['max-age', timeWord(rules.maxAgeMs)],
    ['depth', depth === null ? null : String(depth)],
    ['follow-links', followLinks ? '' : null],
    ['settle', settleMs === usualRules.settleMs ? null : timeWord(settleMs)],
    ['patience', patienceMs === usualRules.patienceMs ? null : timeWord(patienceMs)],
    ...hourWords(rules.schedule ?? always),
    ['order', order === usualRules.order ? null : order],
    ...groupWords(rules.gather ?? byQuiet),
    ['originals', originalsWord(rules.originals)],
    ['conflict', conflict],
  ]
  const said = words.flatMap(([option, value]) =>
    value === null ? [] : [`--${option}${value && ` ${quoted(value)}`}`],
  )
  return said.join(' ')
}

type Words = [option: string, value: string | null][]

function hourWords({ from, to, days }: typeof always): Words {
  return [
    ['hours', from === always.from && to === always.to ? null : `${from}-${to}`],
    ['days', isUsual(days, always.days) ? null : days.join(',')],
  ]
}

function groupWords({ count, bytes, quietMs }: typeof byQuiet): Words {
  return [
    ['group-count', count === null ? null : String(count)],
    ['group-size', sizeWord(bytes)],
    ['group-quiet', quietMs === byQuiet.quietMs ? null : timeWord(quietMs)],
  ]
}

function originalsWord(originals: WatchRules['originals']): string | null {
  if (originals === null) return null
  return originals.act === 'move' ? `move:${originals.folder}` : originals.act
}

function listed(patterns: readonly string[], usual: readonly string[]): string | null {
  return isUsual(patterns, usual) ? null : patterns.join(',')
}

const sizeWord = (bytes: number | null) => wholeWord(bytes, { GB: 1e9, MB: 1e6, kB: 1e3, B: 1 })
const timeWord = (ms: number | null) => wholeWord(ms, { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 })

/** In the largest unit that has no fraction, so that it is the same when it is read again. */
function wholeWord(amount: number | null, units: Record<string, number>): string | null {
  if (amount === null) return null
  const found = Object.entries(units).find(([, unit]) => amount !== 0 && amount % unit === 0)
  return found ? `${amount / found[1]}${found[0]}` : '0'
}

function quoted(value: string): string {
  return /^[\w.,:/%+-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`
}
