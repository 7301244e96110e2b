import { Command, CommanderError, Option, type OutputConfiguration } from 'commander'
import { commandFrom } from './command-from.ts'
import type { CommandSpec, OptionSpec } from './command-spec.ts'
import { commands } from './commands.ts'
import { dashNames } from './dash-names.ts'
import { Fault } from '../../../contract/fault.ts'
import { type ExitCode, exitCodes } from './exit-code.ts'
import { unfittingOption, wordTooMany } from './fitting-options.ts'
import { escapeName } from './show/escape-name.ts'
import { tellError } from './show/json-view.ts'
import { wantsJson } from './wants-json.ts'
import type { World } from './world.ts'

const outline = 'Runs your recipes over your files on every core, and never risks an original.'
const exits = `Exit codes: 0 nothing failed, 1 some files failed or the report did, 2 usage or recipe wrong,
3 could not start, 70 a bug, 129 hung up, 130 interrupted, 141 nobody reads the output, 143 terminated.
State is kept in the folder MILLRACE_HOME names, else in the usual place of the system: see \`millrace doctor\`.`

/**
 * Finds the command the words ask for and carries it out. Help goes to stdout; words that make no command are named on stderr, with the
 * nearest ones that would.
 */
export async function runProgram(words: string[], world: World): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.ok
  const program = new Command('millrace')
    .description(outline)
    // Answered by `bin/millrace.js` before anything is loaded.
    .option('-V, --version', 'print the version')
    .addHelpText('after', `\n${exits}`)
  speakThrough(program, world)
  for (const spec of commands) {
    const command = commandFrom(spec)
    command.action(async () => {
      checkRequired(command, spec)
      refuseUnfitting(command, spec)
      refuseEmpty(command, spec)
      const verb = await spec.load()
      exitCode = await verb({ world, words: command.processedArgs.flat().filter(isWord), options: optionsOf(command) })
    })
    program.addCommand(command.copyInheritedSettings(program).configureOutput(errorsOf(`millrace help ${spec.name}`)))
  }
  try {
    if (words.length === 0) program.outputHelp()
    else await program.parseAsync(askedFor(words), { from: 'user' })
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return exitCodes.ok
    if (error.code === 'commander.unknownOption')
      for (const line of dashNames(words, world.cwd)) world.stderr.write(`${line}\n`)
    if (wantsJson(words))
      tellError(new Fault('usage-wrong', { subject: words[0] ?? '', why: inOurVoice(error.message) }), world)
    return exitCodes.usage
  }
}

function speakThrough(program: Command, { stdout, stderr }: World): void {
  program.exitOverride()
  program.configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
    ...errorsOf('millrace help'),
    getOutHelpWidth: () => stdout.columns,
    getErrHelpWidth: () => stderr.columns,
  })
}

/** Help for a command there is not is answered as that command would be: with the nearest one. */
function askedFor([first, ...others]: string[]): string[] {
  const [name] = others
  const isUnknown =
    first === 'help' && name !== undefined && /^\w/.test(name) && commands.every((spec) => spec.name !== name)
  return isUnknown ? others : [first ?? '', ...others]
}

/** What is wrong with the words, and where it is told how they go. */
function errorsOf(help: string): OutputConfiguration {
  return { outputError: (text, write) => write(`${inOurVoice(text)}\nSee \`${help}\`.\n`) }
}

/** Commander quotes the words as they came. */
function inOurVoice(error: string): string {
  const sentence = error.trimEnd().replace(/^error: (.)/, (_, first: string) => first.toUpperCase())
  return sentence.split('\n').map(escapeName).join('\n')
}

/** Not left to commander, which would miss a required option before it names the misspelt one. */
function checkRequired(command: Command, { options }: CommandSpec): void {
  for (const { flags, required } of options) {
    const [, name = ''] = /^--(\S+)/.exec(flags) ?? []
    if (required && command.getOptionValue(name) === undefined)
      command.error(`error: ${command.name()} needs ${flags}`, { exitCode: exitCodes.usage })
  }
}

/** A variable of a script that is not set leaves an empty word: it names nothing, and must not be taken for a word that was left out. */
function refuseEmpty(command: Command, spec: CommandSpec): void {
  const values: Record<string, unknown> = command.opts()
  const option = spec.options.find(
    (each) => each.value !== 'text' && values[new Option(each.flags).attributeName()] === '',
  )
  const at = command.processedArgs.findIndex((words) => [words].flat().includes(''))
  const empty = option?.flags ?? spec.arguments[at]?.name
  if (empty !== undefined)
    command.error(
      `error: ${spec.name} was given an empty ${empty}, maybe of a variable that is not set. Say which it is.`,
      { exitCode: exitCodes.usage },
    )
}

function refuseUnfitting(command: Command, spec: CommandSpec): void {
  const words = command.processedArgs.flat().filter(isWord)
  const isGiven = ({ flags }: OptionSpec): boolean =>
    command.getOptionValue(new Option(flags).attributeName()) !== undefined
  const why = unfittingOption(spec, { words, isGiven }) ?? wordTooMany(spec, words)
  if (why !== undefined) command.error(`error: ${why}.`, { exitCode: exitCodes.usage })
}

/** As verbs have them: what lasts for ever is null, which commander would take for an option without its value. */
function optionsOf(command: Command): Record<string, unknown> {
  const given = Object.entries(command.opts<Record<string, unknown>>())
  return Object.fromEntries(given.map(([name, value]) => [name, value === Infinity ? null : value]))
}

function isWord(word: unknown): word is string {
  return typeof word === 'string'
}
