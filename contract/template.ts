import type { KnownFacts } from './facts.ts'
import { folderProblems, keyProblems, nameProblems } from './template-rules.ts'
import { parseToken, type TemplateToken } from './template-token.ts'

export type TemplatePart = { kind: 'text'; text: string } | TemplateToken

export type TemplateUse = 'folder' | 'name' | 'key'

/** A parsed template of a folder, a name, or a key that tells which files belong together. A name has one component, a folder below the output root any number. */
export interface Template {
  use: TemplateUse
  source: string
  components: TemplatePart[][]
  /** Facts it cannot be filled without. */
  facts: string[]
  /** Those of them that are known only after the job has run. */
  lateFacts: string[]
}

/** `at` is an index into the template's text. */
export interface TemplateProblem {
  at: number
  message: string
}

export interface TemplateOptions {
  use: TemplateUse
  facts: KnownFacts
}

/**
 * Parses a template: text with tokens such as `{stem}`, `{date:YYYY-MM}` or `{stem|lower|max:40}`; `{{` is a brace. A
 * folder is relative to the output root, which may be written as a leading `{out}`.
 */
export function parseTemplate(
  text: string,
  options: TemplateOptions,
): { template: Template } | { problems: TemplateProblem[] } {
  const { use, facts: known } = options
  const root = use === 'folder' ? (/^\{out\}(?:\/|$)/.exec(text)?.[0].length ?? 0) : 0
  const { pieces, problems } = readPieces(text, { from: root, facts: known })
  problems.push(...problemsOf[use](text, { root, pieces }))
  if (problems.length > 0) return { problems: problems.sort((a, b) => a.at - b.at) }
  const facts = [...new Set(pieces.flatMap(({ part }) => (part.kind === 'token' ? [part.fact] : [])))]
  const lateFacts = facts.filter((fact) => known.get(fact)?.when === 'late')
  return { template: { use, source: text, components: componentsOf(pieces), facts, lateFacts } }
}

const problemsOf = { folder: folderProblems, name: nameProblems, key: keyProblems }

/** A part and where it begins in the text. */
export interface TemplatePiece {
  at: number
  part: TemplatePart
}

function readPieces(
  text: string,
  { from, facts }: { from: number; facts: KnownFacts },
): { pieces: TemplatePiece[]; problems: TemplateProblem[] } {
  const pieces: TemplatePiece[] = []
  const problems: TemplateProblem[] = []
  for (let at = from; at < text.length; ) {
    const literal = /^(?:[^{}]|\{\{|\}\}?)+/u.exec(text.slice(at))?.[0]
    if (literal !== undefined) {
      pieces.push({ at, part: { kind: 'text', text: literal.replace(/\{\{|\}\}/g, (pair) => pair.slice(1)) } })
      at += literal.length
      continue
    }
    const parsed = parseToken(text, { at, facts })
    if ('token' in parsed) pieces.push({ at, part: parsed.token })
    else problems.push(...parsed.problems)
    at = parsed.end
  }
  return { pieces, problems }
}

/** Cuts the parts at every `/` written in the template. */
function componentsOf(pieces: TemplatePiece[]): TemplatePart[][] {
  const components: TemplatePart[][] = [[]]
  for (const { part } of pieces) {
    if (part.kind === 'token') {
      components.at(-1)?.push(part)
      continue
    }
    for (const [index, text] of part.text.split('/').entries()) {
      if (index > 0) components.push([])
      if (text) components.at(-1)?.push({ kind: 'text', text })
    }
  }
  // A folder may end in a slash, and the root itself is a folder without components.
  if (components.at(-1)?.length === 0) components.pop()
  return components
}
