import { conflictModes } from '../../../../contract/recipe.ts'
import type { ArgumentSpec, OptionSpec } from '../command-spec.ts'

export const recipe: OptionSpec = {
  flags: '--recipe <name>',
  help: 'name of a recipe, or path of a recipe file',
  value: 'recipe',
  required: true,
}
export const out: OptionSpec = { flags: '--out <folder>', help: 'where results go', value: 'folder', required: true }
export const conflict: OptionSpec = {
  flags: '--conflict <mode>',
  help: 'what to do when a result’s name is taken',
  value: conflictModes,
}
export const json: OptionSpec = { flags: '--json', help: 'print JSON for programs' }
export const sources: ArgumentSpec = { name: '[path...]', help: 'files and folders to process', value: 'path' }
export const lists: OptionSpec[] = [
  {
    flags: '--files-from <file>',
    help: 'process what is listed there, too: a path a line; - is the input',
    value: 'file',
  },
  { flags: '-0, --null', help: 'each path in the list ends with a zero byte, as of `find -print0`' },
]
export const running: OptionSpec[] = [
  {
    flags: '--report <file>',
    help: 'write one JSON line per file there at the end; an earlier report gives way',
    value: 'file',
  },
  {
    flags: '--follow-report',
    help: 'with --report: write each line when its file has ended, instead of all at the end',
  },
  { flags: '--json', help: 'print each event as a JSON line' },
  {
    flags: '--wait <duration>',
    help: 'how long to wait for a full or absent disk: 90s, 10m, 2h, forever (10m on a terminal, else 0)',
    value: 'duration-or-forever',
  },
]

export const again: OptionSpec = { flags: '--again', help: 'make results again that are there already' }
