import type { CommandSpec } from '../command-spec.ts'
import { json } from './usual-options.ts'

/** Those about what can be run. */
export const recipeCommands: readonly CommandSpec[] = [
  {
    name: 'recipes',
    summary: 'List recipes, show one, or take one from or to a file',
    details: [
      'What an imported recipe names of this computer, such as a program, a path or a secret, is asked about one by one; a step that asks for more than is allowed is kept, and off; the recipe does not run until that is allowed, or the step is taken out. `export` replaces no file.',
    ],
    arguments: [
      { name: '[name]', help: 'a recipe to show; or import <file>, export <name> [file]', value: 'recipe-name' },
      { name: '[more...]', help: 'the file to import; the recipe to export, and where to', value: 'path' },
    ],
    actions: { import: ['file'], export: ['recipe-name', 'path'] },
    takeNoMore: ['import', 'export'],
    options: [
      {
        flags: '--replace',
        help: 'an own recipe of the same name gives way to the imported one',
        goesWith: ['import'],
      },
      {
        flags: '--allow',
        help: 'allow all that the imported recipe asks for, without asking',
        goesWith: ['import'],
      },
      json,
    ],
    examples: [
      ['millrace recipes copy', 'shows the recipe called copy'],
      ['millrace recipes import invoices.millrace.yaml', 'keeps a recipe somebody sent'],
      ['millrace recipes export thumbnails .', 'writes it to a file in this folder'],
    ],
    load: async () => (await import('../verbs/recipes.ts')).recipes,
  },
  {
    name: 'steps',
    summary: 'List the steps recipes are made of, or explain one',
    details: [],
    arguments: [{ name: '[name]', help: 'a step to explain', value: 'step' }],
    options: [json],
    examples: [['millrace steps image.resize', 'its options with types, units and defaults']],
    load: async () => (await import('../verbs/steps.ts')).steps,
  },
]
