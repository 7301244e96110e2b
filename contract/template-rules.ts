import type { TemplatePiece, TemplateProblem } from './template.ts'

interface Rule {
  wrong: RegExp
  message: string
}

const inTexts: Rule[] = [
  { wrong: /[\u0000-\u001f\u007f]/, message: 'A template cannot contain control characters.' },
  { wrong: /\p{Surrogate}/u, message: 'A template has to be well-formed Unicode.' },
]
const anywhere: Rule[] = [...inTexts, { wrong: /\\/, message: 'Folders are separated by `/`, on every system.' }]
const inNames: Rule[] = [{ wrong: /\//, message: 'A name cannot contain `/`: folders belong in `folder`.' }]
const stayInside = 'results stay inside the output folder.'

interface Pieces {
  pieces: TemplatePiece[]
}

/** What a template of a name may not say in its own words. */
export function nameProblems(text: string, { pieces }: Pieces): TemplateProblem[] {
  if (text === '') return [{ at: 0, message: 'A name cannot be empty.' }]
  return broken([...anywhere, ...inNames], pieces)
}

/** What a template of a folder may not say, so that no result can leave the output root. `root` is where it goes on after `{out}/`. */
export function folderProblems(text: string, { root, pieces }: Pieces & { root: number }): TemplateProblem[] {
  const problems = [...broken(anywhere, pieces), ...lateProblems(pieces, notInFolders), ...dotProblems(text, root)]
  if (/^(?:\/|~|[a-z]:)/i.test(text))
    problems.push({ at: 0, message: `A folder begins with \`{out}/\`: ${stayInside}` })
  const gap = text.indexOf('//')
  if (gap >= 0) problems.push({ at: gap, message: 'A folder between two `/` has no name.' })
  return problems
}

/** What a template may not say by which files are put together: it is compared, and names nothing. */
export function keyProblems(_text: string, { pieces }: Pieces): TemplateProblem[] {
  return [...broken(inTexts, pieces), ...lateProblems(pieces, notInKeys)]
}

function broken(rules: Rule[], pieces: TemplatePiece[]): TemplateProblem[] {
  return pieces.flatMap(({ at, part }) => {
    if (part.kind === 'token') return []
    return rules.flatMap(({ wrong, message }) => {
      const found = part.text.search(wrong)
      return found < 0 ? [] : [{ at: at + found, message }]
    })
  })
}

/** Results are written beside their final names, so their folder has to be known before. */
const notInFolders = 'it can be part of a name, not of a folder.'
const notInKeys = 'it cannot say which files belong together.'

function lateProblems(pieces: TemplatePiece[], why: string): TemplateProblem[] {
  return pieces.flatMap(({ at, part }) => {
    if (part.kind === 'text' || part.info.when === 'early') return []
    const message = `\`${part.source}\` is known only when the result is there: ${why}`
    return [{ at, message }]
  })
}

function dotProblems(text: string, root: number): TemplateProblem[] {
  return [...text.slice(root).matchAll(/(?<=^|\/)\.\.?(?=\/|$)/g)].map(({ index }) => ({
    at: root + index,
    message: `A folder cannot be \`.\` or \`..\`: ${stayInside}`,
  }))
}
