import { Fault } from '../../../contract/fault.ts'
import type { Outcome } from '../../io/outcome.ts'
import type { Published, PublishRequest, PublishRules } from '../../io/publishing/publish-request.ts'
import type { IoLane } from '../lanes/io.ts'

/** A longer set is worth a call of its own, in every io thread. */
const togetherMost = 128
/** Of a long set: what one message to a thread names, so that writing it holds nobody up. */
const atOnceMost = 512

/** Gives the attempts of each set their final names, all of a set or none; a long one several io threads at once. */
export async function publishSets(
  io: IoLane,
  sets: PublishRequest[][],
  rules: PublishRules,
): Promise<Outcome<Published>[]> {
  const short = sets.filter((set) => set.length <= togetherMost)
  const published = short.length > 0 ? await io.call('publish', { sets: short, rules }) : []
  const outcomes: Outcome<Published>[] = []
  let nth = 0
  for (const set of sets) {
    const isShort = set.length <= togetherMost
    outcomes.push(isShort ? (published[nth++] ?? lost) : await publishLong(io, set, rules))
  }
  return outcomes
}

const lost: Outcome<Published> = { ok: false, fault: new Fault('bug', { subject: 'publish' }).toWire() }

interface Share {
  set: PublishRequest[]
  outcome: Outcome<Published>
}

async function publishLong(io: IoLane, set: PublishRequest[], rules: PublishRules): Promise<Outcome<Published>> {
  const shares = await io.shareOut(set, (share) => publishInTurn(io, share, rules))
  const refused = shares.find(({ outcome }) => !outcome.ok) ?? shares.find(({ outcome }) => !isWhole(outcome))
  if (!refused) return together(shares)
  for (const share of shares) if (isWhole(share.outcome)) await io.call('takeBack', share.set)
  if (!refused.outcome.ok) return refused.outcome
  const before = shares.slice(0, shares.indexOf(refused)).reduce((sum, share) => sum + share.set.length, 0)
  const { taken, litter } = refused.outcome.value
  return { ok: true, value: { taken: before + (taken ?? 0), ctimes: [], litter } }
}

/** The share of one thread; nothing more of it once a part was refused. */
async function publishInTurn(io: IoLane, set: PublishRequest[], rules: PublishRules): Promise<Share[]> {
  const shares: Share[] = []
  for (let at = 0; at < set.length; at += atOnceMost) {
    const share = await publishShare(io, set.slice(at, at + atOnceMost), rules)
    shares.push(share)
    if (!isWhole(share.outcome)) break
  }
  return shares
}

/** Never rejects: none of the others may be under way when the set is given up. */
async function publishShare(io: IoLane, set: PublishRequest[], rules: PublishRules): Promise<Share> {
  try {
    const [outcome = lost] = await io.call('publish', { sets: [set], rules })
    return { set, outcome }
  } catch (error) {
    return { set, outcome: { ok: false, fault: Fault.from(error, 'publish').toWire() } }
  }
}

function isWhole(outcome: Outcome<Published>): boolean {
  return outcome.ok && outcome.value.taken === null
}

function together(shares: Share[]): Outcome<Published> {
  const values = shares.flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : []))
  const ctimes = values.flatMap((value) => value.ctimes)
  return { ok: true, value: { taken: null, ctimes, litter: values.flatMap(({ litter }) => litter) } }
}
