import type { CommandSpec } from '../command-spec.ts'
import { json } from './usual-options.ts'

/** Those about Millrace on this computer. */
export const setupCommands: readonly CommandSpec[] = [
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
    load: async () => (await import('../verbs/doctor.ts')).doctor,
  },
  {
    name: 'completion',
    summary: 'Print a script that completes millrace in a shell',
    details: [],
    arguments: [
      {
        name: '<shell>',
        help: 'bash, zsh or fish; or recipes, steps, runs or watches, whose names such a script asks for',
        value: ['bash', 'zsh', 'fish', 'recipes', 'steps', 'runs', 'watches'],
      },
    ],
    options: [],
    examples: [
      ['source <(millrace completion bash)', 'completes in this bash; in ~/.bashrc, in every one'],
      ['source <(millrace completion zsh)', 'the same in zsh and ~/.zshrc, behind compinit'],
      ['millrace completion fish | source', 'the same in fish and ~/.config/fish/config.fish'],
    ],
    load: async () => (await import('../verbs/completion.ts')).completion,
  },
]
