import { conflictModes } from '../../../../contract/recipe.ts'
import { existingModes, watchKinds, watchOrders } from '../../../../contract/watch-words.ts'
import type { CommandSpec, OptionSpec } from '../command-spec.ts'
import { noAction } from '../fitting-options.ts'
import { json } from './usual-options.ts'

/** What can be done with the kept ones, and what each takes. */
export const watchActions = {
  add: ['folder'],
  list: ['watch'],
  status: ['watch'],
  edit: ['watch'],
  pause: ['watch'],
  resume: ['watch'],
  rescan: ['watch'],
  remove: ['watch'],
  answer: ['watch', ['process', 'leave']],
  process: ['watch', 'path'],
} satisfies CommandSpec['actions']

/** What can be said about a watched folder, each rule as one option. */
const rules: OptionSpec[] = [
  { flags: '--recipe <name>', help: 'name of a recipe, or path of a recipe file', value: 'recipe' },
  { flags: '--out <folder>', help: 'where results go', value: 'folder' },
  { flags: '--name <text>', help: 'what to call it (the folder’s name)', value: 'text' },
  { flags: '--existing <what>', help: 'what becomes of files that are there already', value: existingModes },
  { flags: '--only <patterns>', help: 'only these: *.jpg,image/*', value: 'text' },
  { flags: '--leave-out <patterns>', help: 'not these, instead of partial downloads: *.part,~$*', value: 'text' },
  { flags: `--kinds <kinds>`, help: `only these kinds: ${watchKinds.join(',')}`, value: 'text' },
  { flags: '--min-size <size>', help: 'only files of at least this size: 10kB', value: 'size' },
  { flags: '--max-size <size>', help: 'only files of at most this size: 2GB', value: 'size' },
  { flags: '--min-age <duration>', help: 'wait until the last change is so long ago', value: 'duration' },
  { flags: '--max-age <duration>', help: 'pass over files not changed for so long', value: 'duration' },
  { flags: '--depth <levels>', help: 'how many folders down; 0 is the folder alone (all)', value: 'levels' },
  { flags: '--follow-links', help: 'look into folders and files that links lead to' },
  { flags: '--settle <duration>', help: 'how long nothing may change before a file is whole (2s)', value: 'duration' },
  {
    flags: '--patience <duration>',
    help: 'after how long a file that does not settle needs you (10m)',
    value: 'duration',
  },
  { flags: '--hours <span>', help: 'take files only then: 22:00-06:00', value: 'text' },
  { flags: '--days <days>', help: 'and on these days, 1 is Monday: 1-5 or 6,7', value: 'text' },
  { flags: '--order <order>', help: 'which of the waiting files goes first', value: watchOrders },
  { flags: '--group-count <count>', help: 'close a group at so many files', value: 'count' },
  { flags: '--group-size <size>', help: 'close a group at so many bytes', value: 'size' },
  {
    flags: '--group-quiet <duration>',
    help: 'close a group when nothing more has come for so long (1m)',
    value: 'duration',
  },
  {
    flags: '--originals <what>',
    help: 'keep, vault, replace, or move:FOLDER, in the output folder (as the recipe says)',
    value: 'text',
  },
  { flags: '--conflict <mode>', help: 'what to do when a result’s name is taken', value: conflictModes },
]

export const watchCommand: CommandSpec = {
  name: 'watch',
  summary: 'Watch folders and run a recipe over what comes in',
  details: [
    'With folders: watches them here until Ctrl-C, which finishes the files in hand. A file is taken once it has stayed as it is for a while.',
    'add, list, edit, pause, resume, rescan, remove, status, answer, process: the kept ones, which `millrace serve` and the desktop app watch. `rescan` looks through a folder at once, and for one that was gone.',
    'Nothing is processed twice, whenever it is begun again; results inside the folder are known and left alone.',
  ],
  arguments: [
    { name: '[word...]', help: 'folders to watch here; or what to do, and with which watch', value: 'folder' },
  ],
  actions: watchActions,
  takeNoMore: ['edit', 'answer'],
  options: [
    ...rules.map((rule) => ({ ...rule, goesWith: [noAction, 'add', 'edit'] })),
    {
      flags: '--redo',
      help: 'make files again that were made with the recipe as it was before',
      goesWith: [noAction],
    },
    {
      flags: '--without <rules>',
      help: 'with edit: take these rules back: hours,max-size',
      value: 'rules',
      goesWith: ['edit'],
    },
    {
      flags: '--until <duration>',
      help: 'with pause: for how long',
      value: 'duration-or-forever',
      goesWith: ['pause'],
    },
    {
      flags: '--report <file>',
      help: 'write one JSON line there at the end per file that came meanwhile',
      value: 'file',
      goesWith: [noAction],
    },
    {
      flags: '--follow-report',
      help: 'with --report: write each line when its file has ended, at the end of a report that is there; once that is renamed, another is begun',
      goesWith: [noAction],
    },
    json,
  ],
  examples: [
    ['millrace watch --recipe web-ready-images --out web photos', 'every picture that comes into photos'],
    ['millrace watch add --recipe share-safely --out done --hours 22:00-06:00 scans', 'kept, and only at night'],
    ['millrace watch edit scans --without hours', 'at any hour again; the other rules stay'],
    ['millrace watch pause scans --until 8h', 'takes nothing from scans for eight hours'],
    ['millrace watch status scans', 'what waits there, why, and since when'],
  ],
  load: async () => (await import('../verbs/watch.ts')).watch,
}
