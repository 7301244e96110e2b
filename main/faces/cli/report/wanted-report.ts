import { Fault } from '../../../../contract/fault.ts'
import { absolutePath } from '../arguments.ts'
import { checkReportPath } from './report-file.ts'

/** Where a report is written: at the end, or as files end. Empty for none. */
export interface WantedReport {
  atEnd: string
  followed: string
}

/** @throws Fault `usage-wrong`, or naming the report's path, when it cannot be written as asked */
export async function wantedReport(
  { report, followReport = false }: { report?: string; followReport?: boolean },
  cwd: string,
): Promise<WantedReport> {
  if (followReport && !report)
    throw new Fault('usage-wrong', { subject: '--follow-report', why: 'It needs --report, which says where to write.' })
  if (report === '-')
    throw new Fault('usage-wrong', {
      subject: '--report',
      why: 'It writes a file. To print what happens, line by line, say --json; a file of that name is `./-`.',
    })
  const path = report ? absolutePath(report, cwd) : ''
  if (path) await checkReportPath(path)
  return followReport ? { atEnd: '', followed: path } : { atEnd: path, followed: '' }
}
