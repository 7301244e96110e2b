import type { CommandSpec } from '../command-spec.ts'
import { json } from './usual-options.ts'
import { vaultCommand } from './vault-command.ts'

/** Those about what earlier runs have made. */
export const historyCommands: readonly CommandSpec[] = [
  {
    name: 'history',
    summary: 'List earlier runs',
    details: [
      'A run that is not over although nothing works on it is `interrupted`, with `--json` too: `"interrupted":true`. `millrace resume` goes on with it.',
    ],
    arguments: [],
    options: [{ flags: '--limit <count>', help: 'how many runs to list (20; at most 1000)', value: 'count' }, json],
    examples: [['millrace history --limit 5', 'the five latest runs']],
    load: async () => (await import('../verbs/history.ts')).history,
  },
  {
    name: 'undo',
    summary: 'Take a run back: results go to the vault, originals come back',
    details: [
      'Results that were edited since are left alone. What cannot be taken back, or is not where it was put, is named before anything moves; the exit code is 1 then.',
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
    load: async () => (await import('../verbs/undo.ts')).undo,
  },
  vaultCommand,
  {
    name: 'verify',
    summary: 'Compare the results of a run with what was written',
    details: ['Exit code 1 when a result has changed, is missing or cannot be read.'],
    arguments: [
      { name: '<batch>', help: 'id of a batch, or last: the last run that made or moved something', value: 'batch' },
    ],
    options: [json],
    examples: [['millrace verify last', 'reads every result of the latest run again']],
    load: async () => (await import('../verbs/verify.ts')).verify,
  },
]
