import type { WireFault } from '../../contract/fault.ts'

/** How one of many that were asked for together ended. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; fault: WireFault }
