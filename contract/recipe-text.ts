import { isAlias, isCollection, isMap, isScalar, type Node, parseDocument, type YAMLError } from 'yaml'
import { documentValue } from './document-value.ts'
import { beyondBounds, maxRecipeDepth } from './recipe-bounds.ts'
import { RecipeProblems } from './recipe-problems.ts'
import { Spot } from './recipe-spot.ts'

/** The first value of a YAML or JSON text, or null when the text is not even that; then `problems` say why. */
export function readRecipeText(text: string): { root: Spot | null; problems: RecipeProblems } {
  const problems = new RecipeProblems(text)
  const bound = beyondBounds(text)
  if (bound !== undefined) {
    problems.add(bound.at, { field: '', message: bound.message })
    return { root: null, problems }
  }
  const document = parseDocument(text, { prettyErrors: false, stringKeys: true, logLevel: 'error' })
  noteErrors(document.errors, { text, problems })
  const { yaml } = document.directives ?? {}
  if (yaml?.explicit) problems.add(0, { field: '', message: 'Lines beginning with `%` are not used in recipes.' })
  const node: Node | null = document.contents
  noteForbidden(node, problems)
  const unusable = document.errors.some(({ code }) => code !== 'DUPLICATE_KEY') || documentValue(document) === undefined
  const sheet = { text, problems, toPlain: (value: Node | null) => value?.toJS(document) ?? null }
  return { root: unusable ? null : new Spot(sheet, { node, at: 0, field: '' }), problems }
}

/** What comes after a bracket that a comment hides is no mistake of its own. */
function noteErrors(errors: YAMLError[], { text, problems }: Noting): void {
  const hidden = hiddenBracket(text, errors[0]?.pos[0] ?? 0)
  if (hidden === undefined) for (const error of errors) noteSyntax(error, { text, problems })
  else problems.add(hidden, { field: '', message: hiddenByComment })
}

interface Noting {
  text: string
  problems: RecipeProblems
}

const hiddenByComment =
  'What follows ` #` is a comment, and so is the bracket there: put a value that begins with `#` in quotes.'

/** Where a comment begins that stands in place of a value, with a bracket in it, on the line of `end` or the one before. */
function hiddenBracket(text: string, end: number): number | undefined {
  const line = text.lastIndexOf('\n', end - 1)
  const from = text.lastIndexOf('\n', line - 1) + 1
  const found = /:[ \t]+(?=#[^\s#])/.exec(text.slice(from, end))
  if (found === null) return undefined
  const at = from + found.index + found[0].length
  return /^[^\n}\]]*[}\]]/.test(text.slice(at, end)) ? at : undefined
}

function noteSyntax({ code, pos, message }: YAMLError, { text, problems }: Noting): void {
  // What is refused as a reference.
  if (code === 'BAD_ALIAS') return
  const [at] = pos
  const isAfterBracket = '}]'.includes(text[at - 1] ?? ' ') && !'}]'.includes(text[at] ?? ' ')
  const own: Partial<Record<YAMLError['code'], string>> = {
    DUPLICATE_KEY: 'This name stands here twice.',
    BAD_DQ_ESCAPE: 'In double quotes a backslash is written twice; in single quotes it stands for itself.',
    MULTIPLE_DOCS: 'One file holds one recipe: nothing may follow `---`.',
    RESOURCE_EXHAUSTION: 'It is nested too deeply.',
    TAB_AS_INDENT: 'Indent with spaces, not with tabs.',
    NON_STRING_KEY: 'A name is expected here, not a list or a mapping.',
    BAD_INDENT: 'This line is not indented as the lines around it, or a bracket before it is not closed.',
    MISSING_CHAR: 'Something is missing here, such as a closing quote, bracket or colon.',
    UNEXPECTED_TOKEN: isAfterBracket
      ? 'A text that begins with `{` or `[` has to be in quotes.'
      : 'Nothing like this is expected here.',
    BAD_SCALAR_START: 'A text that begins with this sign has to be in quotes.',
    BLOCK_AS_IMPLICIT_KEY: 'A list or `name: value` lines cannot begin on this line.',
    BLOCK_IN_FLOW: 'A list or `name: value` lines cannot begin on this line.',
    MULTILINE_IMPLICIT_KEY: 'A name and its colon stand on one line.',
  }
  problems.add(at, { field: '', message: own[code] ?? message.replace(/\.?$/, '.') })
}

interface Visit {
  node: unknown
  depth: number
}

/** Refuses what makes a text mean other than it reads (anchors, aliases, merges, tags). */
function noteForbidden(root: Node | null, problems: RecipeProblems): void {
  const open: Visit[] = [{ node: root, depth: 0 }]
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { node, depth } = visit
    const refuse = (message: string) => problems.add((node as Node).range?.[0] ?? 0, { field: '', message })
    if (depth > maxRecipeDepth) {
      refuse(`A recipe is nested at most ${maxRecipeDepth} deep.`)
      continue
    }
    if (isAlias(node))
      refuse('A value that begins with `*` has to be in quotes: references (`*name`) are not used in recipes.')
    else if (isScalar(node) || isCollection(node)) {
      if (node.anchor) refuse('Anchors (`&name`) are not used in recipes.')
      if (isScalar(node) && typeof node.value === 'string' && !node.value.isWellFormed())
        refuse('Text has to be well-formed Unicode.')
      if (node.tag) refuse('Tags (`!name`) are not used in recipes.')
    }
    for (const child of childrenOf(node, problems)) open.push({ node: child, depth: depth + 1 })
  }
}

function childrenOf(node: unknown, problems: RecipeProblems): unknown[] {
  if (isMap<Node, Node>(node)) {
    return node.items.flatMap(({ key, value }) => {
      if (isScalar(key) && key.value === '<<')
        problems.add(key.range?.[0] ?? 0, {
          field: '',
          message: 'Merging (`<<`) is not used in recipes: write the values again.',
        })
      return [key, value]
    })
  }
  return isCollection(node) ? node.items : []
}
