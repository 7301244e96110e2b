import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { DraftPath } from './recipe-draft.ts'
import { recipeFields } from './recipe-fields.ts'

/** One change to the text of a recipe. Paths are those of its draft, before the change. */
export type RecipeEdit =
  /** Writes a value; undefined takes it out. Mappings on the way are made. */
  | { kind: 'set'; path: DraftPath; value: unknown }
  /** Puts a value into a list; a list that is missing is made. */
  | { kind: 'insert'; list: DraftPath; at: number; value: unknown }
  | { kind: 'remove'; path: DraftPath }
  /** Takes an item of a list to a place in the same or another list, counted once it is out. */
  | { kind: 'move'; path: DraftPath; list: DraftPath; at: number }

/** As wide as the lines of the built-in recipes. */
const lineWidth = 120

/** The text with the changes made, one after the other. Comments and what is not touched stay as they are; the text must be YAML without errors. */
export function editRecipe(text: string, ...edits: readonly RecipeEdit[]): string {
  const document = parseDocument(text, { stringKeys: true, logLevel: 'error' })
  for (const edit of edits) apply(document, edit)
  return printDocument(document)
}

/** With `{ padding }` in mappings and `[none]` in lists, as people write them. */
export function printDocument(document: Document): string {
  const printed = document.toString({ lineWidth, nullStr: '', flowCollectionPadding: true, minContentWidth: 0 })
  const tokens = [...new Lexer().lex(printed)]
  return tokens.filter((token, nth) => !marks.has(token) && !isPadding(tokens, nth)).join('')
}

/** The space inside the brackets of a list; where it begins a line it is indentation, without which a list inside a step breaks off. */
function isPadding(tokens: readonly string[], nth: number): boolean {
  const [before, token = '', after] = [tokens[nth - 1], tokens[nth], tokens[nth + 1]]
  return /^ +$/.test(token) && !before?.endsWith('\n') && (before === '[' || after === ']')
}

/** What the lexer says between the tokens of a text. */
const marks = new Set(['\u0002', '\u001f', '\u0018'])

function apply(document: Document, edit: RecipeEdit): void {
  if (edit.kind === 'set') set(document, edit.path, edit.value)
  else if (edit.kind === 'insert') insert(document, edit.list, { at: edit.at, item: nodeOf(document, edit.value) })
  else {
    const item = take(document, edit.path)
    if (edit.kind === 'move' && item) insert(document, edit.list, { at: edit.at, item })
  }
}

function set(document: Document, path: DraftPath, value: unknown): void {
  const [key = '', parents] = [path.at(-1), path.slice(0, -1)]
  if (value === undefined) {
    const parent = document.getIn(parents, true)
    if (!isMap(parent)) return
    parent.delete(key)
    if (parent.items.length === 0 && parents.length > 0) document.setIn(parents, null)
    return
  }
  const parent = mapAt(document, parents)
  const before = parent.get(key, true)
  // A scalar keeps its comment and the way it is quoted.
  if (isScalar(before) && !(typeof value === 'object' && value !== null) && typeof value === typeof before.value)
    before.value = value
  else parent.set(key, nodeOf(document, value))
  if (path.length === 1) sortFields(parent)
}

/** The mapping at a path; a name alone, a text or nothing there becomes one. */
function mapAt(document: Document, path: DraftPath): YAMLMap {
  const found: unknown = path.length === 0 ? document.contents : document.getIn(path, true)
  if (isMap(found)) return found
  const made = document.createNode(isScalar(found) && typeof found.value === 'string' ? { [found.value]: null } : {})
  if (path.length === 0) document.contents = made
  else {
    made.flow = path.at(-1) !== 'output'
    const parents = path.slice(0, -1)
    const parent: unknown = parents.length === 0 ? document.contents : document.getIn(parents, true)
    if (isSeq(parent)) {
      made.flow = false
      parent.set(path.at(-1), made)
    } else mapAt(document, parents).set(path.at(-1), made)
    if (path.length === 1 && isMap(document.contents)) sortFields(document.contents)
  }
  return made
}

function insert(document: Document, path: DraftPath, { at, item }: { at: number; item: Node }): void {
  const found: unknown = document.getIn(path, true)
  const list = isSeq(found) ? found : (document.createNode([]) as YAMLSeq)
  if (list !== found) {
    mapAt(document, path.slice(0, -1)).set(path.at(-1), list)
    if (path.length === 1 && isMap(document.contents)) sortFields(document.contents)
  }
  if (list.items.length === 0 || holdsSteps(path)) list.flow = false
  list.items.splice(at, 0, item)
  openAbove(document, path)
}

const holdsSteps = (path: DraftPath): boolean => path.at(-1) === 'steps' || path.at(-1) === 'do'

/** A block list cannot stand inside braces. */
function openAbove(document: Document, path: DraftPath): void {
  for (let length = path.length - 1; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    if (isMap(node) || isSeq(node)) node.flow = false
  }
}

/** Takes an item out of its list, or a value out of its mapping; a list that is empty then goes too. */
function take(document: Document, path: DraftPath): Node | undefined {
  const [key, parents] = [path.at(-1), path.slice(0, -1)]
  const parent: unknown = document.getIn(parents, true)
  if (!isSeq(parent) || typeof key !== 'number') {
    set(document, path, undefined)
    return undefined
  }
  const [item] = parent.items.splice(key, 1)
  if (parent.items.length === 0 && parents.at(-1) !== 'do') document.deleteIn(parents)
  return item as Node | undefined
}

/** A step on one line where it is short; lists of steps begin a line each. */
function nodeOf(document: Document, value: unknown): Node {
  const node = document.createNode(value, { aliasDuplicateObjects: false }) as Node
  flowInside(node, { outermost: true })
  return node
}

function flowInside(node: unknown, { outermost = false, steps = false } = {}): void {
  if (isSeq(node)) {
    node.flow = !steps
    for (const item of node.items) flowInside(item, { outermost: steps })
  } else if (isMap(node)) {
    const opens = node.items.some(({ key, value }) => isSeq(value) && isScalar(key) && holdsSteps([String(key.value)]))
    node.flow = !(outermost || opens)
    for (const { key, value } of node.items)
      flowInside(value, { steps: isScalar(key) && holdsSteps([String(key.value)]) })
  }
}

/** A new field stands where people look for it: in the order of the format. */
function sortFields(root: YAMLMap): void {
  const rank = (item: (typeof root.items)[number]) => {
    const key: unknown = isScalar(item.key) ? item.key.value : item.key
    const at = recipeFields.findIndex((name) => name === key)
    return at < 0 ? recipeFields.length : at
  }
  const last = root.items.at(-1)
  if (!last) return
  const before = root.items.slice(0, -1)
  const at = before.findIndex((item) => rank(item) > rank(last))
  if (at >= 0) root.items = [...before.slice(0, at), last, ...before.slice(at)]
}
