import type { JobRow } from '../../contract/row-commands.ts'

/** Whether there is more to say below a row: why it failed, the results it was split into, or the files it was gathered with. */
export function opensUp({ fault, state, outputs, group }: JobRow): boolean {
  return fault !== null || group !== undefined || (state === 'done' && outputs.length > 1)
}
