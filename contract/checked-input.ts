import type { z } from 'zod'
import { describeIssue, valueAt } from './describe-issue.ts'
import { quoted } from './did-you-mean.ts'
import { Fault } from './fault.ts'

/** What came from outside, in the shape that is expected. Fault `usage-wrong` names every field of `subject` that is not, with what is there. */
export function checkedInput<T extends z.ZodType>(subject: string, schema: T, input: unknown): z.output<T> {
  // A checker that is compiled first takes longer for what is asked a few times.
  const parsed = schema.safeParse(input, { jitless: true })
  if (parsed.success) return parsed.data
  const why = parsed.error.issues.map((issue) => {
    const what = describeIssue(issue, valueAt(input, issue.path))
    return issue.path.length === 0 ? what : `The field ${quoted(issue.path.join('.'))} is not right. ${what}`
  })
  throw new Fault('usage-wrong', { subject, why: why.join(' ') })
}
