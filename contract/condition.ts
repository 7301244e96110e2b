import { type FactInfo, type Facts, type KnownFacts, fileFacts } from './facts.ts'
import { Fault } from './fault.ts'
import { type Glob, matchesGlob, parseGlob } from './glob.ts'
import { parseQuantity } from './quantity.ts'
import type { Condition } from './recipe.ts'

type Sign = '<' | '<=' | '>' | '>=' | '='
type Alternative =
  | { kind: 'glob'; glob: Glob }
  | { kind: 'compare'; sign: Sign; value: number }
  | { kind: 'between'; least: number; most: number }

/** One entry of a condition: the fact must (or with `negated` must not) be one of the alternatives. */
export interface Test {
  fact: string
  negated: boolean
  alternatives: Alternative[]
}

const anyKind: FactInfo = { kind: 'any', when: 'late' }

/**
 * Parses one entry of a condition. Numbers: `1200`, `>1200`, `100..200`; sizes such as `>2MB` (kB is 1000, KiB 1024) and
 * ages such as `<7d`; text: `landscape`, `IMG_*`. `|` separates alternatives, a leading `!` turns the test round.
 */
export function parseTest(fact: string, text: string, known: KnownFacts): { test: Test } | { problem: string } {
  const { kind } = known.get(fact) ?? anyKind
  if (kind === 'instant') return { problem: `Dates are not compared; ask for \`age\`, such as \`age: "<7d"\`.` }
  const [, bang, rest = ''] = /^\s*(!?)=?(.*)$/su.exec(text) ?? []
  const alternatives: Alternative[] = []
  for (const each of rest.split('|')) {
    const parsed = parseAlternative(each.trim(), kind)
    if ('problem' in parsed) return parsed
    alternatives.push(parsed)
  }
  return { test: { fact, negated: bang === '!', alternatives } }
}

/** @throws Fault `recipe-wrong` for what a recipe's reader would have refused. */
export function compileCondition(condition: Condition, known: KnownFacts = fileFacts): Test[] {
  return Object.entries(condition).map(([fact, text]) => {
    const parsed = parseTest(fact, text, known)
    if ('test' in parsed) return parsed.test
    throw new Fault('recipe-wrong', { subject: `${fact}: ${text}`, why: parsed.problem })
  })
}

/** Whether every test holds; null while that depends on a fact that is not known yet. */
export function conditionHolds(tests: readonly Test[], facts: Facts): boolean | null {
  let undecided = false
  for (const test of tests) {
    const holds = testHolds(test, facts)
    if (holds === false) return false
    undecided ||= holds === null
  }
  return undecided ? null : true
}

function testHolds({ fact, negated, alternatives }: Test, facts: Facts): boolean | null {
  const value = facts[fact] ?? (fact === 'orientation' ? orientationOf(facts) : undefined)
  if (value === undefined) return null
  const values = fact === 'ext' ? endingsOf(String(value)) : [value]
  return alternatives.some((alternative) => values.some((each) => fits(alternative, each))) !== negated
}

/** `tar.gz` is a `gz` as well. */
function endingsOf(ext: string): string[] {
  return [ext, ext.slice(ext.lastIndexOf('.') + 1)]
}

function orientationOf({ width, height }: Facts): string | undefined {
  if (width === undefined || height === undefined) return undefined
  return width === height ? 'square' : Number(width) > Number(height) ? 'landscape' : 'portrait'
}

function fits(alternative: Alternative, value: string | number): boolean {
  if (alternative.kind === 'glob') return matchesGlob(alternative.glob, String(value))
  if (alternative.kind === 'compare') return comparisons[alternative.sign](Number(value), alternative.value)
  return Number(value) >= alternative.least && Number(value) <= alternative.most
}

const comparisons: Record<Sign, (value: number, wanted: number) => boolean> = {
  '<': (value, wanted) => value < wanted,
  '<=': (value, wanted) => value <= wanted,
  '>': (value, wanted) => value > wanted,
  '>=': (value, wanted) => value >= wanted,
  '=': (value, wanted) => value === wanted,
}

function parseAlternative(text: string, kind: FactInfo['kind']): Alternative | { problem: string } {
  const numeric = kind === 'text' ? undefined : parseNumeric(text, kind)
  if (numeric !== undefined) return numeric
  if (kind !== 'text' && kind !== 'any') return { problem: numericProblems[kind] }
  const parsed = parseGlob(text)
  return 'glob' in parsed ? { kind: 'glob', glob: parsed.glob } : parsed
}

const numericProblems: Record<Exclude<FactInfo['kind'], 'text' | 'any'>, string> = {
  number: 'Expected a number, such as `1200`, `>1200` or `100..200`.',
  bytes: 'Expected a size, such as `>2MB`, `<500kB` or `1MiB..2MiB`.',
  duration: 'Expected an age, such as `<7d`, `>2h` or `1d..4w`.',
  instant: 'Dates are not compared.',
}

function parseNumeric(text: string, kind: FactInfo['kind']): Alternative | undefined {
  const [from = '', to, ...more] = text.split('..')
  if (to !== undefined) {
    const least = parseQuantity(from, kind)
    const most = parseQuantity(to, kind)
    const valid = least !== undefined && most !== undefined && least <= most && more.length === 0
    return valid ? { kind: 'between', least, most } : undefined
  }
  const [, sign = '=', amount = ''] = /^(<=|>=|<|>|=)?(.*)$/su.exec(text) ?? []
  const value = parseQuantity(amount, kind)
  return value === undefined ? undefined : { kind: 'compare', sign: (sign || '=') as Sign, value }
}
