import { Budgets, type Claims, cut, fits, type Part } from './budgets.ts'
import { type Clock, epochMsOf } from './clock.ts'
import { Fifo, type Place } from './fifo.ts'
import type { Party } from './party.ts'
import { Waiter } from './waiter.ts'
import { Release } from './release.ts'

/** Gives everything back when disposed; disposing again does nothing. */
export type Permit = Disposable

/** `what` is the claims in words, for example `cpu 1, memory 500`. */
export interface Claimant extends Party {
  claims: Record<string, number>
}

interface SemaphoreOptions {
  budgets: Claims
  /** For resources without a budget of their own. Without it, asking for such a resource is an error. */
  defaultBudget?: number
  clock: Clock
}

/** Who asks. */
interface Asking {
  signal: AbortSignal
  who: string
  /** The group whose members may change places in the queue, and this member's size: see `largestFirst`. */
  kin?: { name: string; size: number }
}

interface Bundle extends Pick<Asking, 'who' | 'kin'> {
  parts: Part[]
  /** Monotonic: when it joined the queue, then when it was granted. */
  sinceMs: number
}

interface Waiting {
  readonly bundle: Bundle
  readonly waiter: Waiter<Permit>
  /** Set as soon as it is in the queue. */
  place?: Place<Waiting>
}

/**
 * Grants bundles of claims, all or nothing, first come, first served: nobody is overtaken on a resource they wait for, but requests
 * for other resources may go ahead. A claim above a budget is cut to the whole budget and so runs alone; a budget of 0 lets nobody through.
 * Waiting for a permit while holding another can deadlock: claim everything in one bundle.
 */
export class WeightedSemaphore {
  readonly #budgets: Budgets
  readonly #line = new Fifo<Waiting>()
  readonly #held = new Set<Bundle>()
  readonly #clock: Clock
  /** How many resources somebody in the queue claims. */
  #wanted = 0
  #pass = 0

  constructor({ budgets, defaultBudget, clock }: SemaphoreOptions) {
    this.#clock = clock
    this.#budgets = new Budgets(defaultBudget)
    for (const [name, amount] of Object.entries(budgets)) this.#budgets.set(name, amount)
  }

  /** On abort rejects with the signal's reason and has taken nothing. `RangeError` for a claim that makes no sense. */
  async acquire(claims: Claims, { signal, who, kin }: Asking): Promise<Permit> {
    signal.throwIfAborted()
    const bundle: Bundle = {
      who,
      ...(kin && { kin }),
      parts: this.#budgets.partsOf(claims),
      sinceMs: this.#clock.monotonicMs(),
    }
    if (bundle.parts.every((part) => part.resource.wanted === 0 && fits(part))) return this.#grant(bundle)
    return this.#joinLine(bundle, signal)
  }

  /** Applies to those in the queue at once. Granted permits stay as they are, so a lowered budget is exceeded until enough are given back. */
  setBudget(name: string, amount: number): void {
    this.#budgets.set(name, amount)
    this.#serveLine()
  }

  /** Sorts the members of one group in the queue among their own places, largest first. All others keep their places, so nobody else is overtaken. */
  largestFirst(name: string): void {
    const places = Array.from(this.#line).filter(({ item }) => item.bundle.kin?.name === name)
    const bySize = places.map(({ item }) => item).sort((a, b) => sizeOf(b) - sizeOf(a))
    for (const [at, place] of places.entries()) {
      const item = bySize[at] ?? place.item
      place.item = item
      item.place = place
    }
    this.#serveLine()
  }

  /** Who is in the queue, in order, with what they asked for. */
  waiting(): Claimant[] {
    return Array.from(this.#line, ({ item }) => this.#describe(item.bundle, 'amount'))
  }

  /** Who holds a permit, oldest first, with what they were given. */
  held(): Claimant[] {
    return Array.from(this.#held, (bundle) => this.#describe(bundle, 'taken'))
  }

  /** For each resource with a budget of its own: how much is taken, and how many in the queue claim some of it. */
  usage(): ReturnType<Budgets['usage']> {
    return this.#budgets.usage()
  }

  #joinLine(bundle: Bundle, signal: AbortSignal): Promise<Permit> {
    const waiter = new Waiter<Permit>(signal, () => {
      this.#leaveLine(waiting)
      this.#serveLine()
    })
    const waiting: Waiting = { bundle, waiter }
    waiting.place = this.#line.push(waiting)
    for (const { resource } of bundle.parts) if (resource.wanted++ === 0) this.#wanted++
    return waiter.promise
  }

  #leaveLine({ place, bundle }: Waiting): void {
    if (place) this.#line.remove(place)
    for (const part of bundle.parts) {
      if (--part.resource.wanted === 0) this.#wanted--
      this.#budgets.forgetIfIdle(part)
    }
  }

  /** Grants, oldest first, every request that fits and overtakes nobody. Stops once requests further ahead have closed every wanted resource. */
  #serveLine(): void {
    const pass = ++this.#pass
    let closed = 0
    for (const { item } of this.#line) {
      if (closed === this.#wanted) return
      const { bundle, waiter } = item
      if (bundle.parts.every((part) => part.resource.closedInPass !== pass && fits(part))) {
        waiter.resolve(this.#grant(bundle))
        this.#leaveLine(item)
      } else closed += closeFor(bundle, pass)
    }
  }

  #grant(bundle: Bundle): Permit {
    bundle.sinceMs = this.#clock.monotonicMs()
    for (const part of bundle.parts) part.resource.used += part.taken = cut(part)
    this.#held.add(bundle)
    return new Release(() => this.#release(bundle))
  }

  #release(bundle: Bundle): void {
    if (!this.#held.delete(bundle)) return
    for (const part of bundle.parts) {
      part.resource.used -= part.taken
      this.#budgets.forgetIfIdle(part)
    }
    if (bundle.parts.some(({ resource }) => resource.wanted > 0)) this.#serveLine()
  }

  #describe({ who, parts, sinceMs }: Bundle, of: 'amount' | 'taken'): Claimant {
    const claims = Object.fromEntries(parts.map((part) => [part.name, part[of]]))
    const what = parts.map((part) => `${part.name} ${part[of]}`).join(', ')
    return { who, what, claims, sinceMs: epochMsOf(this.#clock, sinceMs) }
  }
}

function sizeOf({ bundle }: Waiting): number {
  return bundle.kin?.size ?? 0
}

/** Reserves the resources of these claims for this pass. Returns how many of them were still open. */
function closeFor({ parts }: Bundle, pass: number): number {
  let closed = 0
  for (const { resource } of parts) {
    if (resource.closedInPass !== pass) closed++
    resource.closedInPass = pass
  }
  return closed
}
