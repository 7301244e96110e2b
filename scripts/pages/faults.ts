import { type Blame, faultTable } from '../../contract/fault-table.ts'
import { code, printed, table } from './markdown.ts'

const meanings: Record<Blame, string> = {
  user: 'Something you can mend. The file is left as it was, the others go on.',
  environment: 'The disk or the system. Work waits and goes on by itself once it is mended.',
  transient: 'Passes by itself: it is tried again with growing pauses, a limited number of times.',
  bug: 'Our mistake. The file is left as it was, the others go on; please report it.',
}

/** `docs/reference/faults.md`: every fault by who has to act, from `contract/fault-table.ts`. */
export function faultsPage(): string {
  const intro =
    'Every file that does not reach its end says why with one of these codes, in the report and on the screen.\n'
  return [printed, '# Faults\n', intro, ...Object.keys(meanings).map((blame) => section(blame as Blame))].join('\n')
}

function section(blame: Blame): string {
  const rows = Object.entries(faultTable)
    .filter(([, fault]) => fault.blame === blame)
    .map(([name, { sentence, remedy }]) => [code(name), sentence.replace('{subject}', '…'), remedy])
  return `## ${blame}\n\n${meanings[blame]}\n\n${table(['code', 'what happened', 'what to do'], rows)}`
}
