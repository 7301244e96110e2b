import type { CommandSpec, OptionSpec } from '../../main/faces/cli/command-spec.ts'
import { commands } from '../../main/faces/cli/commands.ts'
import { exitCodes } from '../../main/faces/cli/exit-code.ts'
import { code, printed, table } from './markdown.ts'

const exitMeanings: Record<keyof typeof exitCodes, string> = {
  ok: 'nothing failed',
  someFailed:
    'some files failed, each with a reason, or the report or the output could not be written; of `plan`: some would fail, have more bytes than are free, or need a secret, a program or a file that is not here; of `verify`: a result was changed, is missing or cannot be read; of `undo`: something was left alone, or a result was not where it was put',
  usage:
    'the command or the recipe is wrong: a word, an option, or a file named with it that is not there or may not be replaced; a file to process that is not there is one that failed',
  cannotStart:
    'could not start, since a disk, a folder, the settings or the state folder cannot be used (of `plan`: would not; of `doctor`: something could not), or the engine went away',
  bug: 'a mistake in Millrace',
  interrupted: 'interrupted (Ctrl-C), or stopped by `millrace cancel` or another screen',
  unread: 'nobody reads the output any more, a closed pipe: a run is done all the same, a watch ends',
  terminated: 'terminated',
  hungUp: 'the terminal was closed (SIGHUP); `nohup` has it ignored',
}

/** `docs/reference/commands.md`, from the command line's own table. */
export function commandsPage(): string {
  const codes = Object.entries(exitCodes).map(([name, exit]) => [
    code(String(exit)),
    exitMeanings[name as keyof typeof exitCodes],
  ])
  return [
    printed,
    '# Commands\n',
    table(['command', 'what it does'], commands.map(summaryRow)),
    `${everywhere}\n`,
    ...commands.map(section),
    `## Exit codes\n\n${table(['code', 'meaning'], codes)}`,
  ].join('\n')
}

const everywhere = `\`millrace --version\` (\`-V\`) prints the version; \`--help\` (\`-h\`) behind a command, or \`millrace help\` before it, says how that goes. The variable \`MILLRACE_HOME\` names the folder in which state is kept, else it is the usual place of the system: \`~/.local/state/millrace\` on Linux, \`~/Library/Application Support/Millrace\` on macOS, \`%LOCALAPPDATA%\\Millrace\` on Windows. \`millrace doctor\` says which.

The state folder holds recipes, settings, history and the vault, and stays when Millrace is uninstalled. Look into \`millrace vault list\` before you remove it: originals lie there, too.`

/** A list is its choices; what the help names already is not said twice. */
function choicesOf({ value, help }: Pick<OptionSpec, 'value' | 'help'>): string {
  if (value === undefined || typeof value === 'string' || value.every((choice) => help.includes(choice))) return ''
  return `: ${value.map(code).join(', ')}`
}

function summaryRow({ name, summary }: CommandSpec): string[] {
  return [`[${code(`millrace ${name}`)}](#millrace-${name})`, summary]
}

function section({ name, summary, details, options, examples, ...spec }: CommandSpec): string {
  const words = [...spec.arguments, ...options].map((word) => [
    code('flags' in word ? word.flags : word.name),
    `${word.help}${choicesOf(word)}${'required' in word && word.required ? ' (required)' : ''}`,
  ])
  const shown = examples.map(([command, what]) => `# ${what}\n${command}\n`).join('\n')
  return [
    `## millrace ${name}\n`,
    `${[`${summary}.`, ...details].join(' ')}\n`,
    ...(words.length > 0 ? [table(['word', 'meaning'], words)] : []),
    ...(shown === '' ? [] : [`\`\`\`sh\n${shown}\`\`\`\n`]),
  ].join('\n')
}
