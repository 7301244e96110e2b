import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { packageRoot } from '../../main/package-root.ts'

export interface EngineText {
  /** With `{}` for what is put in. */
  text: string
  path: string
  line: number
}

/** The command line speaks English, and a schema of recipes is read by editors of text. */
const unseen = /\.test\.ts$|\/testing\/|^main\/faces\/(cli|desktop\/texts)\/|^contract\/json-schema\.ts$/
/** Calls that are given a part of a sentence, and properties that hold one. */
const sayingCalls = new Set(['refuse', 'damaged', 'wrong'])
const sayingProperties = new Set(['why', 'message', 'problem', 'error'])

/** What the engine can say to a person of a file, a recipe or a folder, found in its source. */
export function engineTexts(): EngineText[] {
  const paths = globSync(['contract/**/*.ts', 'main/**/*.ts', 'workers/**/*.ts'], { cwd: packageRoot })
  return paths.filter((path) => !unseen.test(path)).flatMap(textsIn)
}

function textsIn(path: string): EngineText[] {
  const source = readFileSync(join(packageRoot, path), 'utf8')
  const { program } = parseSync(path, source)
  const said: EngineText[] = []
  const add = (node: unknown, isSaid: (text: string) => boolean) => {
    const found = textOf(node)
    if (found === null || !isSaid(found.text)) return
    said.push({ text: found.text, path, line: source.slice(0, found.start).split('\n').length })
  }
  new Visitor({
    Literal: (node) => add(node, isSentence),
    TemplateLiteral: (node) => add(node, isSentence),
    CallExpression({ callee, arguments: given }) {
      const name = callee.type === 'MemberExpression' ? callee.property : callee
      if (name.type === 'Identifier' && sayingCalls.has(name.name)) for (const each of given) add(each, hasWords)
    },
    Property({ key, value }) {
      if (key.type === 'Identifier' && sayingProperties.has(key.name)) add(value, hasWords)
    },
  }).visit(program)
  return said
}

interface Written {
  type: string
  start: number
  value?: unknown
  quasis?: { value: { cooked: string | null } }[]
}

function textOf(node: unknown): { text: string; start: number } | null {
  const { type, start, value, quasis = [] } = node as Written
  if (type === 'Literal' && typeof value === 'string') return { text: value, start }
  if (type !== 'TemplateLiteral') return null
  const text = quasis.map((quasi) => quasi.value.cooked ?? '').join('{}')
  // Two parts side by side are one to whoever reads; what follows a sentence is a sentence by itself.
  return {
    text: text
      .replaceAll(/(\{\})+/g, '{}')
      .replace(/([.?])\{\}$/, '$1')
      .replace(/^\{\} (?=\p{Lu})/u, ''),
    start,
  }
}

/** No statement of SQL. */
const isSentence = (text: string): boolean => /^(\p{Lu}(?!\p{Lu})|[`{]).* .*[.?]$/su.test(text)
const hasWords = (text: string): boolean => /\p{L}.* .*\p{L}/su.test(text)
