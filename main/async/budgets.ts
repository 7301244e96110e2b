/** How much of each resource. Fractions are rounded up, so that sums stay exact. */
export type Claims = Readonly<Record<string, number>>

export interface Resource {
  budget: number
  used: number
  /** How many requests in line claim some of it. */
  wanted: number
  /** The last pass over the line in which somebody had to keep waiting for it. */
  closedInPass: number
  /** Whether it has a budget of its own; others are forgotten while nobody uses them. */
  lasting: boolean
}

/** One claim of a bundle; `taken` is what was granted of `amount`. */
export interface Part {
  name: string
  resource: Resource
  amount: number
  taken: number
}

/** How much there is of each resource, and how much of it is taken. */
export class Budgets {
  readonly #resources = new Map<string, Resource>()
  readonly #defaultBudget: number | undefined

  /** `defaultBudget` is for resources without a budget of their own. Without it, asking for such a resource is an error. */
  constructor(defaultBudget: number | undefined) {
    this.#defaultBudget = defaultBudget
  }

  /** `RangeError` for an amount that makes no sense. */
  set(name: string, amount: number): void {
    const resource = this.#resourceOf(name, amount)
    resource.budget = checked(amount, name)
    resource.lasting = true
  }

  /** The claims with their resources; takes nothing yet. `RangeError` for a claim that makes no sense. */
  partsOf(claims: Claims): Part[] {
    const parts: Part[] = []
    for (const name in claims) {
      const amount = Math.ceil(checked(claims[name] as number, name))
      if (amount > 0) parts.push({ name, resource: this.#resourceOf(name, this.#defaultBudget), amount, taken: 0 })
    }
    return parts
  }

  /** Call it when a part was given back or its wait has ended. */
  forgetIfIdle({ name, resource }: Part): void {
    if (!resource.lasting && resource.used === 0 && resource.wanted === 0) this.#resources.delete(name)
  }

  /** For each resource with a budget of its own: how much is taken, and how many in line claim some of it. */
  usage(): { name: string; used: number; budget: number; wanted: number }[] {
    const lasting = [...this.#resources].filter(([, resource]) => resource.lasting)
    return lasting.map(([name, { used, budget, wanted }]) => ({ name, used, budget, wanted }))
  }

  #resourceOf(name: string, budget: number | undefined): Resource {
    let resource = this.#resources.get(name)
    if (resource) return resource
    if (budget === undefined) throw new RangeError(`there is no budget for ${name}`)
    resource = { budget, used: 0, wanted: 0, closedInPass: 0, lasting: false }
    this.#resources.set(name, resource)
    return resource
  }
}

/** A claim is cut to the whole budget: all of it is enough for anybody. */
export function cut({ amount, resource }: Part): number {
  return Math.min(amount, resource.budget)
}

export function fits(part: Part): boolean {
  const { budget, used } = part.resource
  return budget > 0 && used + cut(part) <= budget
}

function checked(amount: number, name: string): number {
  if (amount >= 0 && amount < Infinity) return amount
  throw new RangeError(`${name}: ${amount} is not an amount`)
}
