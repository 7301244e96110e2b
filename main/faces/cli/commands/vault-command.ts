import type { CommandSpec } from '../command-spec.ts'
import { json } from './usual-options.ts'

export const vaultCommand: CommandSpec = {
  name: 'vault',
  summary: 'List what the vault holds, put files back, or remove them for good',
  details: [
    'The vault keeps originals that were replaced, files that made way for results, and results that were taken back.',
    'It lies in the state folder; files of another disk stay on that one, in a folder `.mr-vault` where the paths of the run begin or its results go.',
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
  actions: { list: ['path'], restore: ['path'], empty: ['path'] },
  options: [
    {
      flags: '--older-than <duration>',
      help: 'only what has been there for so long: 30d',
      value: 'duration',
      goesWith: ['list', 'empty'],
    },
    {
      flags: '--limit <count>',
      help: 'how many of the latest files to list (200, with --json all)',
      value: 'count',
      goesWith: ['list'],
    },
    { flags: '--yes', help: 'remove without asking', goesWith: ['empty'] },
    json,
  ],
  examples: [
    ['millrace vault list', 'what is held, why, since when, and where it came from'],
    ['millrace vault restore photo.jpg', 'puts the latest photo.jpg of this folder back'],
    ['millrace vault empty --older-than 30d', 'names what is older, asks, and removes it'],
  ],
  load: async () => (await import('../verbs/vault.ts')).vault,
}
