import type { CommandSpec } from '../command-spec.ts'
import { again, conflict, json, lists, out, recipe, running, sources } from './usual-options.ts'

/** Those that begin runs, go on with them and stop them, and what is asked before. */
export const runCommands: readonly CommandSpec[] = [
  {
    name: 'run',
    summary: 'Run a recipe over files and folders',
    details: [
      'Originals are only read, unless the recipe says otherwise. The same command on an unfinished run goes on with it.',
      'Ctrl-C finishes the files in hand and stops; a second Ctrl-C stops at once. Neither leaves half-made files.',
    ],
    arguments: [sources],
    options: [recipe, out, ...lists, ...running, conflict, again],
    examples: [
      ['millrace run --recipe web-ready-images --out web photos', 'every picture below photos'],
      ['millrace run --recipe copy --out /backup --report backup.jsonl a.txt b.txt', 'two files, with a report'],
    ],
    load: async () => (await import('../verbs/run.ts')).run,
  },
  {
    name: 'plan',
    summary: 'Say what a run would do, without writing anything',
    details: [
      'Names every result, names that are taken, what a recipe needs and is not there, and folders that cannot be written; then the bytes to read, the room there is, and how long it will take, where the recipe has been run before.',
    ],
    arguments: [sources],
    options: [
      recipe,
      out,
      ...lists,
      conflict,
      again,
      { flags: '--limit <count>', help: 'how many files to list (200)', value: 'count' },
      json,
    ],
    examples: [['millrace plan --recipe thumbnails --out small photos', 'what thumbnails would make of photos']],
    load: async () => (await import('../verbs/plan.ts')).plan,
  },
  {
    name: 'check',
    summary: 'Check a recipe file and name every problem with its line',
    details: [],
    arguments: [{ name: '<file>', help: 'the recipe file', value: 'file' }],
    options: [json],
    examples: [['millrace check my-recipe.yaml', 'prints file:line:column: message for each problem']],
    load: async () => (await import('../verbs/check.ts')).check,
  },
  {
    name: 'resume',
    summary: 'Go on with an unfinished run; try failed and cancelled files again',
    details: [
      'Without a batch: the latest run that has something left to do and was not taken back.',
      'Single files that were taken back stay so. A run that was taken back as a whole is made again when it is named.',
    ],
    arguments: [
      {
        name: '[batch]',
        help: 'id of a batch, or last: the last run that made something or has something left to do',
        value: 'batch',
      },
    ],
    options: running,
    examples: [['millrace resume', 'goes on where the latest run stopped']],
    load: async () => (await import('../verbs/resume.ts')).resume,
  },
  {
    name: 'cancel',
    summary: 'Stop a run that goes on in another window',
    details: ['The files in hand are finished first.'],
    arguments: [{ name: '<batch>', help: 'id of a batch, or last', value: 'batch' }],
    options: [{ flags: '--now', help: 'stop at once and remove what is half made' }, json],
    examples: [['millrace cancel last', 'stops the latest run']],
    load: async () => (await import('../verbs/cancel.ts')).cancel,
  },
]
