const tidy = 'steps:\n  - file.text:\n'

/** Every way a recipe treats originals and names that are taken, each with the cheapest work there is. */
export const recipes = {
  copy: '',
  'copy-replacing': 'conflict: replace\n',
  'copy-if-newer': 'conflict: newer\n',
  'copy-once': 'conflict: skip-identical\n',
  'copy-into-vault': 'originals: vault\n',
  'copy-into-vault-or-skip': 'originals: vault\nconflict: skip\n',
  move: 'originals: { move: "{out}/{path}" }\n',
  'move-replacing': 'originals: { move: "{out}" }\nconflict: replace\n',
  'tidy-and-replace': `${tidy}originals: replace\n`,
  'tidy-and-move': `${tidy}originals: { move: "{out}/originals" }\n`,
  'tidy-twice':
    'outputs:\n  - steps:\n      - file.text:\n  - steps:\n      - file.text: { bom: true }\n    name: "{stem}-marked"\noriginals: vault\nconflict: replace\n',
  'move-together': 'companions: same-name\noriginals: { move: "{out}/{path}" }\n',
  'tidy-together-into-vault': `${tidy}companions: same-name\noriginals: vault\n`,
  'list-into-vault': 'steps:\n  - file.checksums: { most: 2 }\noriginals: vault\n',
  'list-checksums': 'steps:\n  - file.checksums:\nconflict: replace\n',
} satisfies Record<string, string>

export type RecipeName = keyof typeof recipes

export const recipeNames = Object.keys(recipes) as RecipeName[]

export function recipeText(name: RecipeName): string {
  return `millrace: 1\nname: ${name}\n${recipes[name]}`
}
