/** How much of each resource. Fractions are rounded up, so that sums stay exact. */
export type Claims = Readonly<Record<string, number>>

export interface Resource {
  budget: number
  used: number
  /** Requests in line that claim some of it. */
  wanted: number
  /** The last pass over the line in which somebody had to go on waiting for it. */
  closedInPass: number
  /** Has a budget of its own; the others are forgotten while nobody uses them. */
  lasting: boolean
}

/** One claim of a bundle; `taken` is what was granted of `amount`. */
export interface Part {
  name: string
  resource: Resource
  amount: number
  taken: number
}

/** What there is of each resource, and how much of it is out. */
export class Budgets {
  readonly #resources = new Map<string, Resource>()
  readonly #defaultBudget: number | undefined

  /** `defaultBudget`: for resources without a budget of their own. Without it, asking for such a one is an error. */
  constructor(defaultBudget: number | undefined) {
    this.#defaultBudget = defaultBudget
  }

  /** `RangeError` for an amount nobody could mean. */
  set(name: string, amount: number): void {
    const resource = this.#resourceOf(name, amount)
    resource.budget = checked(amount, name)
    resource.lasting = true
  }

  /** The claims with their resources, nothing of which is taken yet. `RangeError` for a claim nobody could mean. */
  partsOf(claims: Claims): Part[] {
    const parts: Part[] = []
    for (const name in claims) {
      const amount = Math.ceil(checked(claims[name] as number, name))
      if (amount > 0) parts.push({ name, resource: this.#resourceOf(name, this.#defaultBudget), amount, taken: 0 })
    }
    return parts
  }

  /** To be called when a part was given back, or is not waited for any more. */
  forgetIfIdle({ name, resource }: Part): void {
    if (!resource.lasting && resource.used === 0 && resource.wanted === 0) this.#resources.delete(name)
  }

  /** How much of what has a budget of its own is out, and how many in line claim some of it. */
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

/** All of a budget is enough for anybody; none of it for nobody. */
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
