import { readFileSync } from 'node:fs'
import { fieldsOf, membersOf, textsOf } from './interface-fields.ts'
import { code, printed, table } from './markdown.ts'

const intro = `\`millrace run --json\`, \`resume --json\` and \`watch --json\` print one JSON object a line: what the engine announces, as it announces it. A report (\`--report\`) is one JSON object a
line, too: one for each input.

- Every line has a \`type\`. What a program does not know, a type or a field, it passes over: both are added as Millrace grows.
- Names and meanings in the tables below stay as they are. Where one had to change, \`contractVersion\` would be raised, and the notes of the release would say so. The words of \`message\`,
  \`reason\`, \`why\` and \`remedy\` are for people and may change at any time: decide by \`code\`, \`state\` and \`type\`.
- A run begins with a \`batch\` event and ends with one \`finished\`, also where another process had the engine at first and this one went on. Between them each file is told in one \`ended\` row, a
  failed one once more where it was tried again with another outcome. \`batch\` events come at most ten times a second, and some may be left out.
- What ends a command before, or instead of that, is one line of type \`error\`, for every command that has \`--json\`; its exit code is in [commands.md](commands.md#exit-codes).
- Times are milliseconds, of clocks since 1970; sizes are bytes. \`"interrupted": true\` and other fields that say yes are absent where the answer is no.
`

const eventWords: Record<string, string> = {
  batch: 'how a run stands',
  ended: 'files that have ended',
  finished: 'the last word of a run, with its counts',
  watch: 'how a watched folder stands',
  'watch-removed': 'a folder is watched no more',
  settings: 'somebody changed a setting',
  vault: 'somebody let files out of the vault',
  recipes: 'somebody kept, renamed or removed a recipe',
  notice: 'a sentence for a person',
  error: 'why the command has ended; only the command line tells it',
}

const sections = [
  ['BatchSnapshot', 'event', 'How a run stands: `batch` of `batch` and `finished`.'],
  ['BatchCounts', 'job', '`counts` of a run. `total` grows until all files are found.'],
  ['EndedRow', 'event', 'A file that has ended: `rows` of `ended`. `ms` is how long it took.'],
  ['ShownPath', 'shown-path', 'Every `path` of an input or a result; fields of rows, outputs and lines of a report.'],
  ['OutputRecord', 'job', 'A result: `outputs` of a row.'],
  ['RunningRow', 'event', 'A file that is under way: `running` of a run.'],
  ['WireFault', 'fault', 'What went wrong: `fault` of a row and of `error`. The codes are in [faults.md](faults.md).'],
  ['ReportLine', 'job', 'A line of a report.'],
  ['WatchStatus', 'watch', 'How a watched folder stands: `watch` of `watch`.'],
] as const

const texts = [
  ['BatchState', 'job'],
  ['JobState', 'job'],
  ['Blame', 'fault-table'],
] as const

/** `docs/reference/events.md`: what `--json` prints and what a report holds, from the contract they are written by. */
export function eventsPage(): string {
  const members = [...membersOf(sourceOf('event'), 'EngineEvent'), "{ type: 'error'; fault: WireFault }"]
  const rows = members.map((member) => {
    const [, type = ''] = /type: '([\w-]+)'/.exec(member) ?? []
    return [code(type), code(member.replaceAll("'", '"')), eventWords[type] ?? '']
  })
  return [
    printed,
    '# Events and reports\n',
    intro,
    table(['type', 'form', 'what it tells'], rows),
    ...sections.map(([name, file, words]) => `## ${name}\n\n${words}\n\n${fieldsTable(name, file)}`),
    `## Texts\n\n${table(['type', 'one of'], texts.map(textsRow))}`,
  ].join('\n')
}

function textsRow([name, file]: (typeof texts)[number]): string[] {
  const all = textsOf(sourceOf(file), name).map((text) => code(JSON.stringify(text)))
  return [code(name), all.join(', ')]
}

function fieldsTable(name: string, file: string): string {
  const rows = fieldsOf(sourceOf(file), name).map(({ name: field, isOptional, type, words }) => [
    code(field),
    code(type.replaceAll("'", '"')),
    [isOptional && words === '' ? 'may be absent' : '', words].join(''),
  ])
  return table(['field', 'type', 'meaning'], rows)
}

function sourceOf(file: string): string {
  return readFileSync(new URL(`../../contract/${file}.ts`, import.meta.url), 'utf8')
}
