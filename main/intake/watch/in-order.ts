import type { WatchRules } from '../../../contract/watch-rules.ts'
import type { Sighting } from '../../io/looking/survey.ts'

type Order = WatchRules['order']
type Compare = (a: Sighting, b: Sighting) => number

const mtimeOf = ({ identity }: Sighting): bigint => BigInt(identity.mtimeNs)
const byTime: Compare = (a, b) => (mtimeOf(a) < mtimeOf(b) ? -1 : mtimeOf(a) > mtimeOf(b) ? 1 : 0)
const bySize: Compare = (a, b) => a.identity.sizeBytes - b.identity.sizeBytes

const orders: Record<Exclude<Order, 'arrival'>, Compare> = {
  name: (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0),
  oldest: byTime,
  newest: (a, b) => byTime(b, a),
  smallest: bySize,
  largest: (a, b) => bySize(b, a),
}

/** Whole files in the order they are to be taken; those that are equal in it stay in the order they became whole. */
export function inOrder(files: Sighting[], order: Order): Sighting[] {
  return order === 'arrival' ? files : files.toSorted(orders[order])
}
