import { nearest, quoted } from './did-you-mean.ts'
import type { Spot } from './recipe-spot.ts'

/** Reads the name of a time zone such as `Europe/Berlin`; empty, or left out, it is the system's. */
export function parseZone(spot: Spot | undefined): string {
  const zone = spot?.text() ?? ''
  if (!spot || zone === '' || isZone(zone)) return zone
  const near = nearest(zone, Intl.supportedValuesOf('timeZone'))
  const hint = near === undefined ? ' Zones are named like `Europe/Berlin`.' : ` Did you mean \`${near}\`?`
  spot.refuse(`There is no time zone ${quoted(zone)}.${hint}`)
  return zone
}

/** Whether there is such a time zone. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
