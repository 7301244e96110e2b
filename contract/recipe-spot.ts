import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import { describeValue } from './describe-value.ts'
import { didYouMean, quoted } from './did-you-mean.ts'
import type { RecipeProblems } from './recipe-problems.ts'

/** What all spots of one text share. */
export interface Sheet {
  text: string
  problems: RecipeProblems
  toPlain(node: Node | null): unknown
}

interface Place {
  /** Null for a key without a value. */
  node: Node | null
  /** Where it is pointed at: the value, or the key while there is no value. */
  at: number
  /** For a person: `steps[0].image.resize`. */
  field: string
}

/**
 * One value of a recipe text, with its place. Whoever expects something of it gets that, or a harmless stand-in after
 * the problem was noted; so reading goes on, and all problems are found at once.
 */
export class Spot {
  readonly field: string
  readonly node: Node | null
  readonly #at: number
  readonly #sheet: Sheet

  constructor(sheet: Sheet, { node, at, field }: Place) {
    this.#sheet = sheet
    this.node = node
    this.#at = node?.range?.[0] ?? at
    this.field = field
  }

  /** `offset` counts letters of the value, where they stand in the text as they are. */
  refuse(message: string, offset = 0): void {
    const at = this.#at + this.#offsetInText(offset)
    this.#sheet.problems.add(at, { field: this.field, message: message + this.#commentHint() })
  }

  get isEmpty(): boolean {
    return this.node === null || (isScalar(this.node) && this.node.value === null)
  }

  /** The same place without a value. */
  empty(): Spot {
    return new Spot(this.#sheet, { node: null, at: this.#at, field: this.field })
  }

  get isMapping(): boolean {
    return isMap(this.node)
  }

  get isList(): boolean {
    return isSeq(this.node)
  }

  get isText(): boolean {
    return isScalar(this.node) && typeof this.node.value === 'string'
  }

  /** What stands in braces, as a text that begins with one does unless it is in quotes. */
  get isBraced(): boolean {
    return isMap(this.node) && this.node.flow === true
  }

  /** Undefined where there is none; nothing is noted. */
  get number(): number | undefined {
    return isScalar(this.node) && typeof this.node.value === 'number' ? this.node.value : undefined
  }

  /** As plain data, for a schema to check. */
  plain(): unknown {
    return this.#sheet.toPlain(this.node)
  }

  /** The value at a path of keys and indices, or as far down that path as there are values. */
  within(path: readonly PropertyKey[]): Spot {
    const [key, ...rest] = path
    if (key === undefined) return this
    const next = this.isMapping
      ? this.entries().find(({ name }) => name === key)?.value
      : this.isList
        ? this.items()[Number(key)]
        : undefined
    return next?.within(rest) ?? this
  }

  text(): string {
    if (isScalar(this.node) && typeof this.node.value === 'string') return this.node.value
    const quotable = isScalar(this.node) ? this.node.value !== null : this.isBraced
    this.#expected('text', quotable ? ' Put it in quotes.' : '')
    return ''
  }

  flag(): boolean {
    if (isScalar(this.node) && typeof this.node.value === 'boolean') return this.node.value
    this.#expected('`true` or `false`')
    return false
  }

  /** `hint`: a sentence about what else may stand here. */
  choice<T extends string>(choices: readonly [T, ...T[]], hint = ''): T {
    const found = choices.find((choice) => isScalar(this.node) && this.node.value === choice)
    if (found !== undefined) return found
    const more = hint === '' ? '' : ` ${hint}`
    if (this.isText) this.refuse(`${quoted(this.text())} is not known here.${didYouMean(this.text(), choices)}` + more)
    else this.#expected(`one of ${choices.map(quoted).join(', ')}`)
    return choices[0]
  }

  /** The items of a list; nothing at all is an empty one. */
  items(): Spot[] {
    if (isSeq<Node | null>(this.node))
      return this.node.items.map((node, index) => this.#child(node, { field: `${this.field}[${index}]`, at: this.#at }))
    if (!this.isEmpty) this.#expected('a list, each line beginning with `- `')
    return []
  }

  /** The values of a mapping by key. */
  entries(): { key: Spot; name: string; value: Spot }[] {
    if (!isMap<Node, Node | null>(this.node)) {
      this.#expected('`name: value` lines')
      return []
    }
    return this.node.items.map((pair) => this.#entry(pair))
  }

  /** The values of a mapping whose keys are known; others are refused. */
  fields<K extends string>(known: readonly K[]): Partial<Record<K, Spot>> {
    const fields: Partial<Record<K, Spot>> = {}
    for (const { key, name, value } of this.entries()) {
      const found = known.find((each) => each === name)
      if (found !== undefined) fields[found] = value
      else if (name !== '<<') key.refuse(`There is no ${quoted(name)} here.${didYouMean(name, known)}`)
    }
    return fields
  }

  #entry({ key, value }: Pair<Node, Node | null>): { key: Spot; name: string; value: Spot } {
    const name = isScalar(key) ? String(key.value) : ''
    const field = this.field === '' ? name : `${this.field}.${name}`
    const at = key.range?.[0] ?? this.#at
    return { key: this.#child(key, { field, at }), name, value: this.#child(value, { field, at }) }
  }

  #child(node: Node | null, place: Omit<Place, 'node'>): Spot {
    // A value that is missing is pointed at by its key.
    const missing = isScalar(node) && node.value === null && node.source === ''
    return new Spot(this.#sheet, { node: missing ? null : node, ...place })
  }

  /** A reference has been refused already, wherever it stands. */
  #expected(what: string, hint = ''): void {
    if (isAlias(this.node)) return
    this.refuse(`Expected ${what}, found ${describeValue(this.plain())}.${hint}`)
  }

  /** A value such as `#fff` is a comment to YAML, and then there is none. */
  #commentHint(): string {
    if (this.node !== null || !/^[^\n]*?:[ \t]+#[^\s#]/.test(this.#sheet.text.slice(this.#at))) return ''
    return ' What follows ` #` is a comment: put a value that begins with `#` in quotes.'
  }

  /** A quoted or folded value may stand in the text otherwise than it reads; then its beginning is as near as can be said. */
  #offsetInText(offset: number): number {
    if (offset === 0 || !isScalar(this.node) || !this.node.range) return 0
    const value = String(this.node.value)
    const source = this.#sheet.text.slice(...this.node.range.slice(0, 2))
    const start = source.indexOf(value)
    return start < 0 ? 0 : start + offset
  }
}
