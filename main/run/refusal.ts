import type { Facts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import type { Condition, Recipe } from '../../contract/recipe.ts'
import { accepts, unmetConditions } from '../plan/accepts.ts'
import { kindsTaken } from './kinds-taken.ts'

/** Says why a recipe does not take a file, or null. */
export function refusalOf(recipe: Recipe): (facts: Facts) => Fault | null {
  return (facts) => {
    if (accepts(recipe, facts)) return null
    const subject = String(facts.name)
    const conditions = unmetConditions(recipe, facts).map(conditionText).join(', or ')
    if (conditions !== '')
      return new Fault('left-out', {
        subject,
        why: `The recipe ${recipe.name} takes such files only where ${conditions}.`,
      })
    return new Fault('wrong-type', { subject, why: `The recipe ${recipe.name} takes ${kindsTaken(recipe.accepts)}.` })
  }
}

function conditionText(condition: Condition): string {
  return Object.entries(condition)
    .map(([fact, text]) => `${fact} is ${valuesText(text)}`)
    .join(' and ')
}

/** `jpg`, `more than 2 MB`, `one of jpg, png`, `not jpg`, `none of jpg, png`. */
function valuesText(text: string): string {
  if (text === nothing) return 'empty'
  const [, bang, rest = ''] = /^\s*(!?)(.*)$/su.exec(text) ?? []
  const values = rest.split('|').map((value) => comparedText(value.trim()))
  const several = values.length > 1
  return `${bang ? (several ? 'none of ' : 'not ') : several ? 'one of ' : ''}${values.join(', ')}`
}

const comparisons: readonly [RegExp, string][] = [
  [/^>=\s*(.+)$/su, 'at least $1'],
  [/^<=\s*(.+)$/su, 'at most $1'],
  [/^>\s*(.+)$/su, 'more than $1'],
  [/^<\s*(.+)$/su, 'less than $1'],
  [/^(\S+)\.\.(\S+)$/su, '$1 to $2'],
]

/** A comparison in words; what is none stays as it is written. */
function comparedText(value: string): string {
  const [sign, words] = comparisons.find(([pattern]) => pattern.test(value)) ?? []
  return sign && words ? value.replace(sign, words) : value
}

/** As a pattern: no character at all. */
const nothing = '!?*'
