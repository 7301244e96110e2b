import { Fault } from '../../../contract/fault.ts'
import { encodePath } from '../../../contract/path-text.ts'
import { nameInLine } from '../../carriers/checksum-list.ts'
import { type Comparison, compareChecksums } from '../../carriers/compare-checksums.ts'
import { FileValue } from '../../carriers/file-value.ts'
import { defineStep } from '../define-step.ts'
import { groupingOptions } from '../grouping.ts'

export default defineStep({
  name: 'file.checksums-check',
  version: 3,
  title: 'Check checksums',
  summary:
    'Compares files with the list of checksums among them, and writes what is the same, differs, is missing or not in the list.',
  shape: 'gather',
  lane: 'thread',
  accepts: ['*/*'],
  produces: 'text/plain',
  facts: [{ name: 'files', title: 'Files', when: 'late' }],
  memoryFactor: 0,
  options: (z) =>
    z.strictObject({
      list: z
        .string()
        .min(1)
        .optional()
        .meta({ title: 'List' })
        .describe(
          'The end of the list’s name; if left out, names such as SHA256SUMS, files.sha256 and list.md5 are lists.',
        ),
      otherwise: z
        .enum(['fail', 'report'])
        .default('fail')
        .meta({ title: 'If something differs' })
        .describe('fail: the files fail with the reason; report: it only stands in the result.'),
      ...groupingOptions(z),
      // A check that leaves files out finds them missing, and without its list it finds nothing.
      failed: groupingOptions(z).failed.default('fail'),
    }),
  async run(files: FileValue[], { list, otherwise, failed }, { subject, progress }) {
    const isList = ({ origin: { name } }: FileValue): boolean => (list ? name.endsWith(list) : usualList.test(name))
    const lists = files.filter(isList)
    if (lists.length === 0) throw new Fault('step-failed', { subject, why: noList[failed] })
    const compared = await compareChecksums({ lists, files: files.filter((file) => !isList(file)), progress })
    const wrong = compared.filter(({ state }) => state === 'differs' || state === 'missing')
    // It is about no single one of the files, so all of them tell of it.
    if (wrong.length > 0 && otherwise === 'fail')
      throw new Fault('sums-differ', { subject: listsOf(wrong), why: whyOf(compared) })
    return FileValue.made({
      subject,
      name: 'checksums.txt',
      type: 'text/plain',
      facts: { files: files.length - lists.length },
      chunks: async function* () {
        yield reportOf(compared)
      },
    })
  },
})

const usualList = /(^|\/)[^/]*(md5|sha1|sha256|sha512|b3|blake3)(sums?)?(\.txt)?$/i

const noList = {
  fail: 'There is no list of checksums among the files.',
  'leave-out': 'There is no list of checksums among the files that were not left out.',
}

const states = { same: 'same', differs: 'differs', missing: 'missing', unlisted: 'not in the list' }

function countsOf(compared: Comparison[]): string {
  const count = (wanted: string): number => compared.filter(({ state }) => state === wanted).length
  return Object.entries(states)
    .map(([state, words]) => `${count(state)} ${state === 'differs' && count(state) !== 1 ? 'differ' : words}`)
    .join(', ')
}

function whyOf(compared: Comparison[]): string {
  const named = (wanted: Comparison['state']): string =>
    namesOf(compared.filter(({ state }) => state === wanted).map(({ name }) => nameInLine(name)))
  const [differing, missing, unlisted] = [named('differs'), named('missing'), named('unlisted')]
  const sentences = [`${countsOf(compared)}.`]
  if (differing !== '') sentences.push(`What differs: ${differing}.`)
  if (missing !== '') sentences.push(`What is missing: ${missing}.`)
  if (unlisted !== '') sentences.push(`What is not in the list: ${unlisted}.`)
  return sentences.join(' ')
}

/** The lists that what is wrong stands in: others among the files agree. */
function listsOf(wrong: Comparison[]): string {
  return namesOf([...new Set(wrong.flatMap(({ against }) => against))].map(({ origin }) => nameInLine(origin.name)))
}

/** A person reads so many in a sentence; the report has them all. */
const mostNames = 10

function namesOf(names: string[]): string {
  const rest = names.length - mostNames
  return names.slice(0, mostNames).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

/** What is wrong comes first. Names have the bytes they have in the list, so that a program finds the files by either. */
function reportOf(compared: Comparison[]): Buffer {
  const rank = ['differs', 'missing', 'unlisted', 'same']
  const sorted = compared.toSorted(
    (a, b) => rank.indexOf(a.state) - rank.indexOf(b.state) || (a.name < b.name ? -1 : 1),
  )
  const lines = sorted.map(({ name, state }) => encodePath(`${states[state].padEnd(15)}  ${nameInLine(name)}\n`))
  return Buffer.concat([Buffer.from(`${countsOf(compared)}\n\n`), ...lines])
}
