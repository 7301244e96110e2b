import { editRecipe } from '../../contract/edit-recipe.ts'

const originLine = /^# A copy of (.+)\.$\n?/m

/** The text of a recipe under another title, comments kept, with a line at its top that says where it came from. */
export function copyOf(text: string, { title, origin }: { title: string; origin: string }): string {
  const named = editRecipe(text.replace(originLine, ''), { kind: 'set', path: ['name'], value: title })
  return `# A copy of ${origin}.\n${named}`
}

/** What a recipe says it is a copy of, or null. */
export function originOf(text: string): string | null {
  return originLine.exec(text)?.[1] ?? null
}
