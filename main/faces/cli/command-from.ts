import { Argument, Command, Option } from 'commander'
import { quoted } from '../../../contract/did-you-mean.ts'
import type { ArgumentSpec, CommandSpec, OptionSpec } from './command-spec.ts'
import { exitCodes } from './exit-code.ts'
import { Hint, type Parser, parsers } from './option-values.ts'

/** A command as commander has it: with its help, and values that are looked at as they are read. */
export function commandFrom(spec: CommandSpec): Command {
  const command = new Command(spec.name).summary(spec.summary)
  command.description([`${spec.summary}.`, ...spec.details].join('\n\n'))
  for (const argument of spec.arguments)
    command.addArgument(argumentFrom(argument, refuser(command, argument.name.replace(/[<>[\].]/g, ''))))
  for (const option of spec.options) command.addOption(optionFrom(option, refuser(command, flagOf(option))))
  return command.addHelpText('after', examplesOf(spec))
}

/** Told as the other mistakes are, which commander would word in its own way. */
type Refuse = (text: string, hint: string) => never

function refuser(command: Command, what: string): Refuse {
  return (text, hint) =>
    command.error(`error: ${what} cannot be ${quoted(text)}. ${hint}`, { exitCode: exitCodes.usage })
}

/** Of several, one is taken as it is written. */
function chooser(choices: readonly string[], refuse: Refuse): (text: string) => string {
  return (text) => (choices.includes(text) ? text : refuse(text, `Write one of: ${choices.join(', ')}.`))
}

const flagOf = ({ flags }: OptionSpec): string => flags.replace(/ .*/, '')

function argumentFrom({ name, help, value }: ArgumentSpec, refuse: Refuse): Argument {
  const argument = new Argument(name, help)
  return typeof value === 'string' ? argument : argument.choices(value).argParser(chooser(value, refuse))
}

function optionFrom({ flags, help, value }: OptionSpec, refuse: Refuse): Option {
  const option = new Option(flags, help)
  if (value === undefined) return option
  if (typeof value !== 'string') return option.choices(value).argParser(chooser(value, refuse))
  const parse = parsers[value]
  return parse ? option.argParser((text) => parsed(parse, { text, refuse })) : option
}

function parsed(parse: Parser, { text, refuse }: { text: string; refuse: Refuse }): unknown {
  const value = parse(text)
  return value instanceof Hint ? refuse(text, value.text) : value
}

function examplesOf({ examples }: CommandSpec): string {
  if (examples.length === 0) return ''
  return ['', 'Examples:', ...examples.map(([command, what]) => `  ${command}\n      ${what}`)].join('\n')
}
