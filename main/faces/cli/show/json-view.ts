import type { BatchSnapshot, EngineEvent } from '../../../../contract/event.ts'
import type { Fault } from '../../../../contract/fault.ts'
import type { BatchView } from './batch-view.ts'
import { escapeName } from './escape-name.ts'
import type { Terminal } from './terminal.ts'

/** A batch as one JSON object a line, exactly what the engine announces, for programs. */
export class JsonView implements BatchView {
  readonly #stdout: Terminal

  constructor({ stdout }: { stdout: Terminal }) {
    this.#stdout = stdout
  }

  started(batch: BatchSnapshot): void {
    this.event({ type: 'batch', batch })
  }

  event(event: EngineEvent): void {
    this.#stdout.write(`${jsonLine(event)}\n`)
  }

  say(): void {}

  failed(): void {}

  [Symbol.dispose](): void {}
}

/** What ended a command as one more line for programs; on stderr it is told in words all the same. */
export function tellError(fault: Fault, { stdout }: { stdout: Terminal }): void {
  const { stack: _, ...told } = fault.toWire()
  stdout.write(`${jsonLine({ type: 'error', fault: told })}\n`)
}

/** JSON that a terminal may see, too: what could act on it is spelled as an escape, the meaning is the same. */
export function jsonLine(value: unknown): string {
  return escapeName(JSON.stringify(value))
}
