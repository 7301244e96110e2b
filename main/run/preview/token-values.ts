import { basename, dirname } from 'node:path'
import { knownFacts } from '../../../contract/facts.ts'
import { Fault } from '../../../contract/fault.ts'
import { offeredToken } from '../../../contract/offered-token.ts'
import { parseTemplate } from '../../../contract/template.ts'
import { fillTemplate } from '../../plan/template.ts'
import type { EngineParts } from '../batch-context.ts'
import { describeFile } from '../admitting/describe-file.ts'
import { inspectFiles } from '../making/early-facts.ts'

export interface TokenRequest {
  /** Absolute. */
  path: string
  /** IANA zone for instants; empty is the system's. */
  zone: string
}

/**
 * What each token would be for one file, by the name of its fact, as it is offered; what is known only of a result, or not of this file, is not among them.
 * Fault `file-missing`.
 */
export async function tokenValues(
  parts: EngineParts,
  { path, zone }: TokenRequest,
  { signal }: { signal: AbortSignal },
): Promise<Record<string, string>> {
  const [identity] = await parts.io.call('look', [path])
  if (!identity) throw new Fault('file-missing', { subject: path })
  const entry = { path, relative: basename(dirname(path)), identity, fault: null, wanted: true }
  const [inner] = await inspectFiles([entry], { parts, recipe: { accepts: [] }, names: [] }, signal)
  const facts = { ...describeFile(entry, { startedMs: parts.clock.nowMs(), parts }), counter: 1, ...inner }
  const known = knownFacts(parts.descriptors.values())
  const values: Record<string, string> = {}
  for (const name of known.keys()) {
    const parsed = parseTemplate(offeredToken(name), { use: 'name', facts: known })
    const filled = 'template' in parsed ? fillTemplate(parsed.template, { facts, zone }) : null
    if (filled && 'components' in filled) values[name] = filled.components.join('/').toWellFormed()
  }
  return values
}
