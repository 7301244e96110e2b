import type { CommandSpec } from '../command-spec.ts'
import { noAction } from '../fitting-options.ts'
import { longOf, type Offer, offerOf, type Place, placesOf } from './places.ts'
import { quoted } from './quoted.ts'

export function zshScript(commands: readonly CommandSpec[]): string[] {
  return [
    '#compdef millrace',
    ...helpers,
    '_millrace() {',
    '  if ((CURRENT == 2)); then',
    `    local -a names=(${commands.map(({ name, summary }) => quoted(`${name}:${summary}`)).join(' ')})`,
    '    _describe command names',
    '    return',
    '  fi',
    '  shift words; ((CURRENT--))',
    '  local first=',
    '  ((CURRENT > 2)) && first=$words[2]',
    '  case "$words[1] $first" in',
    ...commands.flatMap((command) => placesOf(command).map(place)),
    '  esac',
    '}',
    'compdef _millrace millrace',
  ]
}

const helpers = [
  '_millrace_names() {',
  '  local -a names',
  '  names=(${(f)"$(command millrace completion $1 2>/dev/null)"})',
  '  names=(${names//:/\\:})',
  `  names=(\${names/$'\\t'/:})`,
  '  (($#names)) && _describe -t $1 $1 names',
  '}',
]

function place({ command, action, options, words, repeats }: Place): string {
  const flagged = options.map(({ flags, help, value }) => {
    const takes = value ? `:value:${offered(offerOf(value))}` : ''
    return `${longOf(flags)}[${plain(help)}]${takes}`
  })
  const positions = words.map((offer, index) => {
    const isLast = index === words.length - 1
    return `${isLast && repeats ? '*' : ''}:word:${offered(offer)}`
  })
  const specs = [...flagged, ...positions].map(quoted).join(' ')
  if (action === noAction) return `    ${quoted(`${command} `)}*) _arguments ${specs} ;;`
  return `    ${quoted(`${command} ${action}`)}) shift words; ((CURRENT--)); _arguments ${specs} ;;`
}

function plain(help: string): string {
  return help.replace(/[[\]:]/g, (mark) => `\\${mark}`)
}

function offered({ choices, names, paths }: Offer): string {
  const parts = [
    ...(choices.length > 0 ? [`compadd -- ${choices.join(' ')}`] : []),
    ...(names ? [`_millrace_names ${names}`] : []),
    ...(paths ? [paths === 'folders' ? '_files -/' : '_files'] : []),
  ]
  return parts.length > 0 ? `{${parts.join('; ')}}` : ' '
}
