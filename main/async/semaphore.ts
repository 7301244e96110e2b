import { Budgets, type Claims, cut, fits, type Part } from './budgets.ts'
import { type Clock, epochMsOf } from './clock.ts'
import { Fifo, type Place } from './fifo.ts'
import type { Party } from './party.ts'
import { Waiter } from './waiter.ts'
import { Release } from './release.ts'

/** Gives everything back when disposed; a second time does nothing. */
export type Permit = Disposable

/** `what` has the claims in words, e.g. `cpu 1, memory 500`. */
export interface Claimant extends Party {
  claims: Record<string, number>
}

interface SemaphoreOptions {
  budgets: Claims
  /** For resources without a budget of their own. Without it, asking for such a one is an error. */
  defaultBudget?: number
  clock: Clock
}

/** Who asks. */
interface Asking {
  signal: AbortSignal
  who: string
  /** Those it may change places with in line, and by how much it is larger than they are: see `largestFirst`. */
  kin?: { name: string; size: number }
}

interface Bundle extends Pick<Asking, 'who' | 'kin'> {
  parts: Part[]
  /** Monotonic: when it joined the line, then when it was granted. */
  sinceMs: number
}

interface Waiting {
  readonly bundle: Bundle
  readonly waiter: Waiter<Permit>
  /** Set as soon as it is in line. */
  place?: Place<Waiting>
}

/**
 * Hands out bundles of claims, all or nothing, first come first served: nobody is overtaken on a resource they wait for, though those
 * who ask only for others may go ahead. A claim above a budget is cut to all of it and so runs alone; a budget of 0 lets nobody through.
 * To hold one permit while waiting for another is to ask for a deadlock: claim everything in one bundle.
 */
export class WeightedSemaphore {
  readonly #budgets: Budgets
  readonly #line = new Fifo<Waiting>()
  readonly #held = new Set<Bundle>()
  readonly #clock: Clock
  /** Resources that somebody in line claims. */
  #wanted = 0
  #pass = 0

  constructor({ budgets, defaultBudget, clock }: SemaphoreOptions) {
    this.#clock = clock
    this.#budgets = new Budgets(defaultBudget)
    for (const [name, amount] of Object.entries(budgets)) this.#budgets.set(name, amount)
  }

  /** Rejects with the signal's reason once it is aborted, having taken nothing; with `RangeError` for a claim nobody could mean. */
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

  /** Counts at once for those in line. Permits that are out stay as they are, so a lowered budget is exceeded until enough have ended. */
  setBudget(name: string, amount: number): void {
    this.#budgets.set(name, amount)
    this.#serveLine()
  }

  /** Those in line of one kin change places with each other: the largest gets the first of them. All others keep theirs, so that nobody else is overtaken. */
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

  /** Who is in line, in its order, with what they asked for. */
  waiting(): Claimant[] {
    return Array.from(this.#line, ({ item }) => this.#describe(item.bundle, 'amount'))
  }

  /** Who has a permit, oldest first, with what they were given. */
  held(): Claimant[] {
    return Array.from(this.#held, (bundle) => this.#describe(bundle, 'taken'))
  }

  /** How much of what has a budget of its own is out, and how many in line claim some of it. */
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

  /** Grants, first come first, all that fits and overtakes nobody. Stops once every wanted resource is closed by somebody further ahead. */
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

/** Keeps what these claims need for them, for this pass. Counts the resources that were still open. */
function closeFor({ parts }: Bundle, pass: number): number {
  let closed = 0
  for (const { resource } of parts) {
    if (resource.closedInPass !== pass) closed++
    resource.closedInPass = pass
  }
  return closed
}
