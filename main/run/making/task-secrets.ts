import type { SegmentStep, Secrets } from '../../../contract/task.ts'
import { secretsNamed } from '../../settings/secrets.ts'
import type { EngineParts } from '../batch-context.ts'

/** The values of the secrets that steps name in their `secret` option, looked up as the task begins. */
export function secretsOf(steps: readonly SegmentStep[], { stateFolder }: Pick<EngineParts, 'stateFolder'>): Secrets {
  return secretsNamed(namesIn(steps), { stateFolder, env: process.env })
}

function namesIn(steps: readonly SegmentStep[]): string[] {
  const names = steps.flatMap((step) => ('step' in step ? [step.options.secret] : namesIn(step.steps)))
  return [...new Set(names.filter((name) => typeof name === 'string'))]
}
