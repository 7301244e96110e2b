import type { Condition } from '../contract/recipe.ts'
import type { ValueFacts } from './family.ts'

/** Whether every entry of the condition holds; one about a fact that the value does not have never does. */
export function holds(condition: Condition, facts: ValueFacts): boolean {
  return Object.entries(condition).every(([name, test]) => {
    const fact = facts[name]
    return fact !== undefined && passes(test.trim(), fact)
  })
}

function passes(test: string, fact: string | number): boolean {
  const [, sign = '=', wanted = ''] = /^(<=|>=|!=|<|>|=)?\s*(.*)$/su.exec(test) ?? []
  const order = typeof fact === 'number' ? Math.sign(fact - Number(wanted)) : fact === wanted ? 0 : Number.NaN
  switch (sign) {
    case '=':
      return order === 0
    case '!=':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    default:
      return order >= 0
  }
}
