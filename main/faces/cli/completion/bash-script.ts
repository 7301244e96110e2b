import type { CommandSpec, OptionSpec } from '../command-spec.ts'
import { noAction } from '../fitting-options.ts'
import { longOf, type Offer, offerOf, optionsWithValue, type Place, placesOf } from './places.ts'

export function bashScript(commands: readonly CommandSpec[]): string[] {
  return [
    ...helpers,
    '_millrace() {',
    '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} first= at=0 i',
    '  COMPREPLY=()',
    '  if ((COMP_CWORD == 1)); then',
    `    ${wordsOf([...commands.map(({ name }) => name), 'help'])}`,
    '    return',
    '  fi',
    '  case "${COMP_WORDS[1]} $before" in',
    ...commands.flatMap((command) => command.options.flatMap((option) => optionValue(command, option))),
    '  esac',
    '  for ((i = 2; i < COMP_CWORD; i++)); do',
    '    case ${COMP_WORDS[i]} in',
    `      ${optionsWithValue(commands).join('|')}) ((i++)) ;;`,
    '      -*) ;;',
    '      *) ((at++)) || first=${COMP_WORDS[i]} ;;',
    '    esac',
    '  done',
    '  case "${COMP_WORDS[1]} $first" in',
    ...commands.flatMap((command) => placesOf(command).flatMap(place)),
    '  esac',
    '}',
    'complete -F _millrace millrace',
  ]
}

/** What Millrace names is compared, and not given to `compgen -W`, which would carry out what a name has in `$(…)`. */
const helpers = [
  '_millrace_words() { local IFS=" "; COMPREPLY+=($(compgen -W "$1" -- "$word")); }',
  // A name may have spaces: only a line end separates two of them.
  `_millrace_paths() { local IFS=$'\\n'; compopt -o filenames; COMPREPLY+=($(compgen "$1" -- "$word")); }`,
  '_millrace_names() {',
  // As it is typed: with a quote before it, or backslashes in it.
  `  local name about typed=\${word#[\\"\\']}`,
  `  typed=\${typed//\\\\/}`,
  '  compopt -o filenames',
  `  while IFS=$'\\t' read -r name about; do`,
  '    if [[ $name == "$typed"* ]]; then COMPREPLY+=("$name"); fi',
  '  done < <(command millrace completion "$1" 2>/dev/null)',
  '}',
]

function optionValue({ name }: CommandSpec, { flags, value }: OptionSpec): string[] {
  return value === undefined ? [] : [`    '${name} ${longOf(flags)}') ${offered(offerOf(value))}; return ;;`]
}

function place({ command, action, options, words, repeats }: Place): string[] {
  const pattern = action === noAction ? `'${command} '*` : `'${command} ${action}'`
  const before = action === noAction ? 0 : 1
  const cases = words.map((offer, index) => {
    const isLast = index === words.length - 1
    return `${isLast && repeats ? '*' : before + index}) ${offered(offer)} ;;`
  })
  const flags = wordsOf(options.map((option) => longOf(option.flags)))
  return [
    `    ${pattern})`,
    `      if [[ $word == -* ]]; then ${flags}`,
    `      else case $at in ${cases.join(' ')} *) ;; esac; fi ;;`,
  ]
}

function offered({ choices, names, paths }: Offer): string {
  const parts = [
    ...(choices.length > 0 ? [wordsOf(choices)] : []),
    ...(names ? [`_millrace_names ${names}`] : []),
    ...(paths ? [`_millrace_paths ${paths === 'folders' ? '-d' : '-f'}`] : []),
  ]
  return parts.join('; ') || ':'
}

function wordsOf(words: readonly string[]): string {
  return `_millrace_words "${words.join(' ')}"`
}
