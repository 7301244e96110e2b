import { parseTest } from '../../contract/condition.ts'
import { type Facts, fileFacts } from '../../contract/facts.ts'
import { parseTemplate } from '../../contract/template.ts'
import { describeTemplate } from '../../main/plan/template.ts'
import { code } from './markdown.ts'

/** The file that the examples are about. */
export const samplePath = 'Trips/Rome/IMG_0042.JPG'

const sample: Facts = {
  stem: 'IMG_0042',
  ext: 'JPG',
  name: 'IMG_0042.JPG',
  path: 'Trips/Rome',
  parent: 'Rome',
  kind: 'Pictures',
  counter: 7,
  date: '2026-05-04T09:30:15',
  'date-source': 'exif',
  camera: 'Canon EOS R6',
  modified: '2026-05-20T18:00:00',
  created: '2026-05-21T08:00:00',
  'batch-date': '2026-06-01T20:15:00',
  width: 1600,
  height: 1067,
  pages: 1,
  suffix: '-640w',
}

/** A template and what it makes of the sample. */
export function filledRow(template: string, { use }: { use: 'folder' | 'name' }): string[] {
  const parsed = parseTemplate(template, { use, facts: fileFacts })
  if ('problems' in parsed) throw new Error(`${template}: ${parsed.problems[0]?.message}`)
  return [code(template), code(describeTemplate(parsed.template, { facts: sample, zone: 'UTC' }))]
}

const changes: [template: string, meaning: string][] = [
  ['{date:YYYY-MM-DD_HHmmss}', 'a date as `YYYY`, `MM`, `DD`, `HH`, `mm` and `ss` ask for it; alone, `YYYY-MM-DD`'],
  ['{counter:4}', 'a number of at least so many digits'],
  ['{stem|lower}', 'small letters; `upper` capitals, `title` A Capital For Each Word'],
  ['{parent|slug}', 'small letters, digits and hyphens only'],
  [
    '{stem|replace:^IMG_:rome-}',
    'what a regular expression finds becomes the other text, in which `$1` stands for a group; `\\:` is a colon',
  ],
  ['{camera|max:5}', 'so many letters at most'],
  ['{stem|replace:_:-|lower|max:40}', 'several, in this order'],
]

export function changeRows(): string[][] {
  return changes.map(([template, meaning]) => [...filledRow(template, { use: 'name' }), meaning])
}

const tests: [fact: string, text: string, meaning: string][] = [
  ['size', '>2 MB', 'larger; `<`, `<=` and `>=` as well; kB is 1000 bytes, KiB 1024'],
  ['age', '<7d', 'changed in the last week; `min`, `h`, `d`, `w`'],
  ['width', '1200..2400', 'from the one to the other'],
  ['ext', 'jpg|jpeg|png', 'one of these; capitals do not matter'],
  ['name', 'IMG_*', '`*` for any letters, `?` for one, `{a,b}` for either'],
  ['ext', '!tmp|part', 'none of these'],
  ['path', '!?*', 'at the top of the folder that was given, in no subfolder'],
]

export function conditionRows(): string[][] {
  return tests.map(([fact, text, meaning]) => {
    const parsed = parseTest(fact, text, fileFacts)
    if ('problem' in parsed) throw new Error(`${fact}: ${text}: ${parsed.problem}`)
    return [code(`${fact}: "${text}"`), meaning]
  })
}
