import { isAlias, isCollection, isMap, isScalar, type Node, parseDocument, type YAMLError } from 'yaml'
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
  for (const error of document.errors) noteSyntax(error, problems)
  const { yaml } = document.directives ?? {}
  if (yaml?.explicit) problems.add(0, { field: '', message: 'Lines beginning with `%` are not used in recipes.' })
  const node: Node | null = document.contents
  noteForbidden(node, problems)
  const unusable = document.errors.some(({ code }) => code !== 'DUPLICATE_KEY')
  const sheet = { text, problems, toPlain: (value: Node | null) => value?.toJS(document) ?? null }
  return { root: unusable ? null : new Spot(sheet, { node, at: 0, field: '' }), problems }
}

function noteSyntax({ code, pos, message }: YAMLError, problems: RecipeProblems): void {
  const own: Partial<Record<YAMLError['code'], string>> = {
    DUPLICATE_KEY: 'This name stands here twice.',
    MULTIPLE_DOCS: 'One file holds one recipe: nothing may follow `---`.',
    RESOURCE_EXHAUSTION: 'It is nested too deeply.',
    TAB_AS_INDENT: 'Indent with spaces, not with tabs.',
    NON_STRING_KEY: 'A name is expected here, not a list or a mapping.',
    BAD_INDENT: 'This line is not indented as the lines around it, or a bracket before it is not closed.',
    MISSING_CHAR: 'Something is missing here, such as a closing quote, bracket or colon.',
    UNEXPECTED_TOKEN: 'Nothing like this is expected here.',
    BAD_SCALAR_START: 'A text that begins with this sign has to be in quotes.',
    BLOCK_AS_IMPLICIT_KEY: 'A list or `name: value` lines cannot begin on this line.',
    BLOCK_IN_FLOW: 'A list or `name: value` lines cannot begin on this line.',
    MULTILINE_IMPLICIT_KEY: 'A name and its colon stand on one line.',
  }
  problems.add(pos[0], { field: '', message: own[code] ?? message.replace(/\.?$/, '.') })
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
    if (isAlias(node)) refuse('References (`*name`) are not used in recipes: write the value again.')
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
