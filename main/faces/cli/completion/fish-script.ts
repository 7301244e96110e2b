import type { CommandSpec, OptionSpec } from '../command-spec.ts'
import { longOf, type Offer, offerOf, optionsWithValue, type Place, placesOf } from './places.ts'
import { quoted } from './quoted.ts'

export function fishScript(commands: readonly CommandSpec[]): string[] {
  const places = commands.flatMap(placesOf)
  return [
    ...helpers(places, optionsWithValue(commands)),
    'complete -c millrace -f',
    ...commands.map(
      ({ name, summary }) => `complete -c millrace -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ),
    ...places.flatMap((place) => [...place.options.map((option) => flag(place, option)), ...words(place)]),
  ]
}

/** `__millrace_at PLACE [FROM TO]`: whether that is where the line stands, with so many words behind it. */
function helpers(places: Place[], withValue: string[]): string[] {
  const keys = places.filter(({ action }) => action !== '').map(keyOf)
  return [
    'function __millrace_at',
    '  set -l words',
    '  set -l isValue 0',
    '  for word in (commandline -opc)[2..]',
    '    if test $isValue = 1',
    '      set isValue 0',
    '      continue',
    '    end',
    '    switch $word',
    `      case ${withValue.join(' ')}`,
    '        set isValue 1',
    "      case '-*'",
    "      case '*'",
    '        set -a words $word',
    '    end',
    '  end',
    '  set -l place $words[1]',
    `  if contains -- "$words[1] $words[2]" ${keys.map(quoted).join(' ')}`,
    '    set place "$words[1] $words[2]"',
    '    set -e words[2]',
    '  end',
    '  test "$place" = $argv[1]; or return 1',
    '  set -q argv[2]; or return 0',
    '  test (count $words) -gt $argv[2]; and test (count $words) -le $argv[3]',
    'end',
  ]
}

function keyOf({ command, action }: Place): string {
  return `${command} ${action}`.trim()
}

function flag(place: Place, { flags, help, value }: OptionSpec): string {
  const takes = value === undefined ? '' : ` -x${offered(offerOf(value))}`
  const where = quoted(`__millrace_at "${keyOf(place)}"`)
  return `complete -c millrace -n ${where} -l ${longOf(flags).slice(2)}${takes} -d ${quoted(help)}`
}

const anyNumber = 999_999

function words(place: Place): string[] {
  return place.words.flatMap((offer, index) => {
    const takes = offered(offer)
    const isLast = index === place.words.length - 1
    const to = isLast && place.repeats ? anyNumber : index + 1
    return takes === ''
      ? []
      : [`complete -c millrace -n ${quoted(`__millrace_at "${keyOf(place)}" ${index} ${to}`)}${takes}`]
  })
}

function offered({ choices, names, paths }: Offer): string {
  const parts = [
    ...choices,
    ...(names ? [`(command millrace completion ${names} 2>/dev/null)`] : []),
    ...(paths ? [paths === 'folders' ? '(__fish_complete_directories)' : '(__fish_complete_path)'] : []),
  ]
  return parts.length > 0 ? ` -a ${quoted(parts.join(' '))}` : ''
}
