import type { CommandSpec } from './command-spec.ts'
import { watchCommand } from './watch-command.ts'
import { again, conflict, json, lists, out, recipe, running, sources } from './usual-options.ts'

/** Every command, in the order of help. Help, the manual and shell completion are drawn from this table and from nothing else. */
export const commands: readonly CommandSpec[] = [
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
    load: async () => (await import('./verbs/run.ts')).run,
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
    load: async () => (await import('./verbs/plan.ts')).plan,
  },
  {
    name: 'check',
    summary: 'Check a recipe file and name every problem with its line',
    details: [],
    arguments: [{ name: '<file>', help: 'the recipe file', value: 'file' }],
    options: [json],
    examples: [['millrace check my-recipe.yaml', 'prints file:line:column: message for each problem']],
    load: async () => (await import('./verbs/check.ts')).check,
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
    load: async () => (await import('./verbs/resume.ts')).resume,
  },
  {
    name: 'cancel',
    summary: 'Stop a run that goes on in another window',
    details: ['The files in hand are finished first.'],
    arguments: [{ name: '<batch>', help: 'id of a batch, or last', value: 'batch' }],
    options: [{ flags: '--now', help: 'stop at once and remove what is half made' }, json],
    examples: [['millrace cancel last', 'stops the latest run']],
    load: async () => (await import('./verbs/cancel.ts')).cancel,
  },
  watchCommand,
  {
    name: 'serve',
    summary: 'Show the screens in a browser',
    details: [
      'Prints the address to open. It holds a token: whoever has the address is let in. It is made anew at each start, unless --token-file keeps it.',
      'Ctrl-C finishes the files in hand and ends; runs that are not over wait for the next start. A second Ctrl-C stops at once.',
    ],
    arguments: [],
    options: [
      { flags: '--port <number>', help: 'port to listen on (4780; 0 takes a free one)', value: 'port' },
      {
        flags: '--host <address>',
        help: 'address to listen on, for other machines too if it is not 127.0.0.1; nothing is encrypted',
        value: 'address',
      },
      {
        flags: '--token-file <file>',
        help: 'keep the token there, for you only, instead of printing it; made where it is missing',
        value: 'file',
      },
      { flags: '--open', help: 'open the screens in the browser of this machine' },
      {
        flags: '--allow-programs',
        help: 'let recipes run programs of this machine; off, for a browser can send recipes',
      },
    ],
    examples: [
      ['millrace serve --open', 'the screens, on this machine only'],
      ['millrace serve --host 192.168.1.5', 'for other machines of a network you trust'],
    ],
    load: async () => (await import('./verbs/serve.ts')).serve,
  },
  {
    name: 'history',
    summary: 'List earlier runs',
    details: [
      'A run that is not over although nothing works on it is `interrupted`, with `--json` too: `"interrupted":true`. `millrace resume` goes on with it.',
    ],
    arguments: [],
    options: [{ flags: '--limit <count>', help: 'how many runs to list (20; at most 1000)', value: 'count' }, json],
    examples: [['millrace history --limit 5', 'the five latest runs']],
    load: async () => (await import('./verbs/history.ts')).history,
  },
  {
    name: 'undo',
    summary: 'Take a run back: results go to the vault, originals come back',
    details: [
      'Results that were edited since are left alone. What cannot be taken back is named before anything moves.',
      'It removes nothing for good: where nobody is there to be asked about the rest, as in a script, it goes on without `--yes` too.',
    ],
    arguments: [
      { name: '<batch>', help: 'id of a batch, or last: the last run that made or moved something', value: 'batch' },
      { name: '[file...]', help: 'only these inputs, or what was made of them', value: 'path' },
    ],
    options: [
      { flags: '--yes', help: 'take back what can be, without asking about the rest' },
      { flags: '--verbose', help: 'name each file that was taken back; more than ten are counted else' },
      json,
    ],
    examples: [['millrace undo last', 'takes the latest run back']],
    load: async () => (await import('./verbs/undo.ts')).undo,
  },
  {
    name: 'vault',
    summary: 'List what the vault holds, put files back, or remove them for good',
    details: [
      'The vault keeps originals that were replaced, files that made way for results, and results that were taken back.',
      'Nothing leaves it by itself. `restore` replaces nothing: where a name is taken, the file gets the next number.',
    ],
    arguments: [
      { name: '<action>', help: 'list, restore or empty', value: ['list', 'restore', 'empty'] },
      {
        name: '[file...]',
        help: 'which files: their numbers in the list, or the paths they came from; for list and empty all, if left out',
        value: 'path',
      },
    ],
    options: [
      { flags: '--older-than <duration>', help: 'only what has been there for so long: 30d', value: 'duration' },
      { flags: '--limit <count>', help: 'how many of the latest files to list (200, with --json all)', value: 'count' },
      { flags: '--yes', help: 'remove without asking' },
      json,
    ],
    examples: [
      ['millrace vault list', 'what is held, why, since when, and where it came from'],
      ['millrace vault restore photo.jpg', 'puts the latest photo.jpg of this folder back'],
      ['millrace vault empty --older-than 30d', 'names what is older, asks, and removes it'],
    ],
    load: async () => (await import('./verbs/vault.ts')).vault,
  },
  {
    name: 'verify',
    summary: 'Compare the results of a run with what was written',
    details: ['Exit code 1 when a result has changed, is missing or cannot be read.'],
    arguments: [
      { name: '<batch>', help: 'id of a batch, or last: the last run that made or moved something', value: 'batch' },
    ],
    options: [json],
    examples: [['millrace verify last', 'reads every result of the latest run again']],
    load: async () => (await import('./verbs/verify.ts')).verify,
  },
  {
    name: 'recipes',
    summary: 'List recipes, show one, or take one from or to a file',
    details: [
      'What an imported recipe names of this computer, such as a program, a path or a secret, is asked about one by one; a step that asks for more than is allowed is kept, and off; the recipe does not run until that is allowed, or the step is taken out. `export` replaces no file.',
    ],
    arguments: [
      { name: '[name]', help: 'a recipe to show; or import <file>, export <name> [file]', value: 'recipe' },
      { name: '[more...]', help: 'the file to import; the recipe to export, and where to', value: 'path' },
    ],
    options: [
      { flags: '--replace', help: 'an own recipe of the same name gives way to the imported one' },
      { flags: '--allow', help: 'allow all that the imported recipe asks for, without asking' },
      json,
    ],
    examples: [
      ['millrace recipes copy', 'shows the recipe called copy'],
      ['millrace recipes import invoices.millrace.yaml', 'keeps a recipe somebody sent'],
      ['millrace recipes export thumbnails .', 'writes it to a file in this folder'],
    ],
    load: async () => (await import('./verbs/recipes.ts')).recipes,
  },
  {
    name: 'steps',
    summary: 'List the steps recipes are made of, or explain one',
    details: [],
    arguments: [{ name: '[name]', help: 'a step to explain', value: 'step' }],
    options: [json],
    examples: [['millrace steps image.resize', 'its options with types, units and defaults']],
    load: async () => (await import('./verbs/steps.ts')).steps,
  },
  {
    name: 'doctor',
    summary: 'Show how Millrace is set up here and what is slow',
    details: [
      'What reads pictures is started once, and told where it does not start on this computer.',
      'A disk that is away is named with what undo and verify of earlier runs would look for on it, and so is a vault with files that no run knows, as after the state folder was removed.',
    ],
    arguments: [],
    options: [json],
    examples: [['millrace doctor', 'state folder, versions, disks, tools, what waits for what']],
    load: async () => (await import('./verbs/doctor.ts')).doctor,
  },
  {
    name: 'completion',
    summary: 'Print a script that completes millrace in a shell',
    details: [],
    arguments: [{ name: '<shell>', help: 'bash, zsh or fish', value: ['bash', 'zsh', 'fish'] }],
    options: [],
    examples: [['source <(millrace completion bash)', 'completes in this bash']],
    load: async () => (await import('./verbs/completion.ts')).completion,
  },
]
