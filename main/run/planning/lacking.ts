import { Fault } from '../../../contract/fault.ts'
import type { StepCall } from '../../../contract/step.ts'
import { secretsNamed } from '../../settings/secrets.ts'
import type { EngineParts } from '../batch-context.ts'

/** What these steps of a recipe need and is not here: secrets that are not set, programs that are not installed, files that cannot be read. */
export async function lacking(
  calls: StepCall[],
  parts: Pick<EngineParts, 'io' | 'stateFolder' | 'descriptors'>,
): Promise<Fault[]> {
  const secrets = secretsNamed(named(calls, 'secret', parts), { ...parts, env: process.env })
  // What the name of a file completes is known only of that file.
  const programs = named(calls, 'program', parts).filter((program) => !program.includes('{'))
  const there = await parts.io.call('areProgramsThere', programs)
  const files = named(calls, 'path', parts)
  const unread = await parts.io.call('whyUnread', files)
  const folders = await parts.io.call('areFolders', files)
  return [
    ...Object.entries(secrets).flatMap(([subject, value]) =>
      typeof value === 'string' ? [] : [new Fault('secret-missing', { subject, why: value.missing })],
    ),
    ...programs.filter((_, at) => !there[at]).map((subject) => new Fault('tool-missing', { subject })),
    ...unread.flatMap((fault) => (fault ? [Fault.fromWire(fault)] : [])),
    ...files
      .filter((_, at) => folders[at] && !unread[at])
      .map((subject) => new Fault('file-special', { subject, why: 'It is a folder.' })),
  ]
}

/** The first word of every option of this kind. */
function named(
  calls: StepCall[],
  kind: 'secret' | 'program' | 'path',
  { descriptors }: Pick<EngineParts, 'descriptors'>,
): string[] {
  const words = calls.flatMap(({ step, options }) => {
    const properties = (descriptors.get(step)?.options['properties'] ?? {}) as Record<string, { kind?: string }>
    return Object.entries(options).flatMap(([option, value]) =>
      properties[option]?.kind === kind ? [value].flat().slice(0, 1) : [],
    )
  })
  return [...new Set(words.filter((word) => typeof word === 'string'))]
}
