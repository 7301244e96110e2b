import type { StateFilter } from '../../../contract/row-commands.ts'
import type { JobState } from '../../../contract/job.ts'
import type { RowColumns } from './row-columns.ts'
import type { Store } from '../store.ts'

/** Batches whose rows somebody looks at, at a time. */
const batchesMost = 4
/** Searches and filters kept for each: a person types letter by letter and goes back. */
const searchesMost = 8
const viewsMost = 8

export interface ViewRequest {
  filter: StateFilter
  /** Empty: no search. */
  search: string
  /** Rows that are in hand now, ascending; the journal calls them waiting. */
  running: readonly number[]
}

interface Search {
  seqs: Uint32Array
  /** Rows looked at; names never change, so only later ones are new. */
  seen: number
}

/** What has been found in the rows of one batch, kept while it holds. */
export class RowViews {
  readonly columns: RowColumns
  readonly #searches = new Map<string, Search>()
  readonly #views = new Map<string, { seqs: Uint32Array; version: number }>()

  constructor(columns: RowColumns) {
    this.columns = columns
  }

  /** Rows under a filter and a search, ascending; null stands for every row. */
  seqs({ filter, search, running }: ViewRequest): Uint32Array | null {
    const found = search === '' ? null : this.#search(search)
    if (filter === 'all') return found
    const inHand = running.filter((seq) => this.columns.isOpen(seq))
    if (filter === 'running') return found ? among(found, inHand) : Uint32Array.from(inHand)
    const view = this.#view(filter, { search, found })
    return filter === 'waiting' && inHand.length > 0 ? without(view, inHand) : view
  }

  #search(text: string): Search['seqs'] {
    const { columns } = this
    const known = recent(this.#searches, text) ?? { seqs: new Uint32Array(0), seen: 0 }
    if (known.seen < columns.count) {
      const more = columns.names.matches(text, known.seen)
      known.seqs = known.seen === 0 ? more : joined(known.seqs, more)
      known.seen = columns.count
    }
    keep(this.#searches, { key: text, value: known, most: searchesMost })
    return known.seqs
  }

  #view(
    filter: Exclude<StateFilter, 'all' | 'running'>,
    { search, found }: { search: string; found: Uint32Array | null },
  ) {
    const key = `${filter} ${search}`
    const { version } = this.columns
    const known = recent(this.#views, key)
    const seqs = known?.version === version ? known.seqs : this.columns.withState(statesOf(filter), found)
    keep(this.#views, { key, value: { seqs, version }, most: viewsMost })
    return seqs
  }
}

function statesOf(filter: Exclude<StateFilter, 'all' | 'running'>): JobState[] {
  return filter === 'waiting' ? ['waiting', 'running', 'committing'] : [filter]
}

/** The views of a batch, if its columns are held; looking at them keeps them. */
export function viewsOf(store: Store, batch: number): RowViews | undefined {
  const views = recent(store.known.views, batch)
  if (views) keep(store.known.views, { key: batch, value: views, most: batchesMost })
  return views
}

export function keepViews(store: Store, batch: number, views: RowViews): void {
  keep(store.known.views, { key: batch, value: views, most: batchesMost })
}

/** Takes an entry out, to be put back as the newest. */
function recent<K, V>(map: Map<K, V>, key: K): V | undefined {
  const value = map.get(key)
  map.delete(key)
  return value
}

function keep<K, V>(map: Map<K, V>, { key, value, most }: { key: K; value: V; most: number }): void {
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > most && oldest !== undefined) map.delete(oldest)
}

function joined(a: Uint32Array, b: Uint32Array): Uint32Array {
  const all = new Uint32Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}

function among(seqs: Uint32Array, wanted: number[]): Uint32Array {
  const inside = new Set(wanted)
  return seqs.filter((seq) => inside.has(seq))
}

function without(seqs: Uint32Array, left: number[]): Uint32Array {
  const out = new Set(left)
  return seqs.filter((seq) => !out.has(seq))
}
