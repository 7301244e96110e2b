import type { CommandSpec } from '../command-spec.ts'
import { bashScript } from './bash-script.ts'
import { fishScript } from './fish-script.ts'
import { zshScript } from './zsh-script.ts'

export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof shells)[number]

/**
 * A script for the shell to source: commands, actions, options, choices, and files or folders where the table says so. What only Millrace knows, such as the
 * names of recipes, it asks for with `millrace completion recipes`.
 */
export function completionScript(shell: Shell, commands: readonly CommandSpec[]): string {
  return `${writers[shell](commands).join('\n')}\n`
}

const writers: Record<Shell, (commands: readonly CommandSpec[]) => string[]> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}
