import type { ArgumentSpec, CommandSpec, OptionSpec, ValueKind } from './command-spec.ts'

export type Shell = 'bash' | 'zsh' | 'fish'

/** A script for the shell to source: commands, options, choices, and files or folders where the table says so. */
export function completionScript(shell: Shell, commands: readonly CommandSpec[]): string {
  return `${writers[shell](commands).join('\n')}\n`
}

const writers: Record<Shell, (commands: readonly CommandSpec[]) => string[]> = { bash, zsh, fish }

function bash(commands: readonly CommandSpec[]): string[] {
  return [
    '_millrace() {',
    '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}',
    '  COMPREPLY=()',
    '  if ((COMP_CWORD == 1)); then',
    `    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')} help" -- "$word"))`,
    '    return',
    '  fi',
    '  case "${COMP_WORDS[1]} $before" in',
    ...commands.flatMap((command) => command.options.flatMap((option) => bashOption(command, option))),
    '  esac',
    '  case "${COMP_WORDS[1]}" in',
    ...commands.map((command) => `    ${command.name}) ${bashWords(command)} ;;`),
    '  esac',
    '}',
    'complete -F _millrace millrace',
  ]
}

function bashOption({ name }: CommandSpec, { flags, value }: OptionSpec): string[] {
  return value === undefined ? [] : [`    '${name} ${longOf(flags)}') ${bashValue(value)}; return ;;`]
}

function bashValue(value: ValueKind): string {
  if (typeof value !== 'string') return `COMPREPLY=($(compgen -W "${value.join(' ')}" -- "$word"))`
  if (value === 'folder') return bashPaths('-d')
  return isPath(value) ? bashPaths('-f') : 'return'
}

/** A name may have spaces: only a line end separates two of them. */
function bashPaths(kind: '-d' | '-f'): string {
  return `local IFS=$'\\n'; compopt -o filenames; COMPREPLY=($(compgen ${kind} -- "$word"))`
}

function bashWords({ options, arguments: words }: CommandSpec): string {
  const names = `COMPREPLY=($(compgen -W "${options.map(({ flags }) => longOf(flags)).join(' ')}" -- "$word"))`
  const [first] = words
  const last = words.at(-1)
  if (!first || !last) return names
  const ofItsOwn = words.length > 1 ? `elif ((COMP_CWORD == 2)); then ${bashValue(first.value)}; ` : ''
  return `if [[ $word == -* ]]; then ${names}; ${ofItsOwn}else ${bashValue(last.value)}; fi`
}

function zsh(commands: readonly CommandSpec[]): string[] {
  return [
    '#compdef millrace',
    '_millrace() {',
    '  if ((CURRENT == 2)); then',
    `    local -a names=(${commands.map(({ name, summary }) => quoted(`${name}:${summary}`)).join(' ')})`,
    '    _describe command names',
    '    return',
    '  fi',
    '  local name=$words[2]',
    '  shift words; ((CURRENT--))',
    '  case $name in',
    ...commands.map((command) => `    ${command.name}) _arguments ${zshSpecs(command).map(quoted).join(' ')} ;;`),
    '  esac',
    '}',
    'compdef _millrace millrace',
  ]
}

function zshSpecs({ options, arguments: words }: CommandSpec): string[] {
  return [
    ...options.map(
      ({ flags, help, value }) => `${longOf(flags)}[${zshText(help)}]${value ? `:value:${zshValue(value)}` : ''}`,
    ),
    ...words.map(({ name, help, value }) => `${name.includes('...') ? '*' : ''}:${zshText(help)}:${zshValue(value)}`),
  ]
}

function zshText(help: string): string {
  return help.replace(/[[\]:]/g, (mark) => `\\${mark}`)
}

function zshValue(value: ValueKind): string {
  if (typeof value !== 'string') return `(${value.join(' ')})`
  if (value === 'folder') return '_files -/'
  return isPath(value) ? '_files' : ' '
}

function fish(commands: readonly CommandSpec[]): string[] {
  return [
    'complete -c millrace -f',
    ...commands.map(
      ({ name, summary }) => `complete -c millrace -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ),
    ...commands.flatMap((command) => [
      ...command.options.map((option) => fishOption(command, option)),
      ...command.arguments.flatMap((word) => fishWord(command, word)),
    ]),
  ]
}

function fishOption({ name }: CommandSpec, { flags, help, value }: OptionSpec): string {
  const takes = value === undefined ? '' : ` -x${fishValue(value)}`
  return `complete -c millrace -n '__fish_seen_subcommand_from ${name}' -l ${longOf(flags).slice(2)}${takes} -d ${quoted(help)}`
}

function fishWord({ name }: CommandSpec, { value }: ArgumentSpec): string[] {
  const takes = fishValue(value)
  return takes ? [`complete -c millrace -n '__fish_seen_subcommand_from ${name}'${takes}`] : []
}

function fishValue(value: ValueKind): string {
  if (typeof value !== 'string') return ` -a '${value.join(' ')}'`
  if (value === 'folder') return " -a '(__fish_complete_directories)'"
  return isPath(value) ? " -a '(__fish_complete_path)'" : ''
}

function isPath(value: ValueKind): boolean {
  return value === 'file' || value === 'path' || value === 'recipe'
}

/** `--out <folder>` without its value. */
function longOf(flags: string): string {
  return /--[^\s,]+/.exec(flags)?.[0] ?? flags
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
