/** What a file no longer says about people, as anybody would call it. */
export type TakenKind = 'place' | 'time' | 'camera' | 'names' | 'more'

/** A name is of the first kind that it fits: `GPSDateStamp` is of the place. */
const kinds: [TakenKind, RegExp][] = [
  ['place', /gps|latitude|longitude|altitude|location|city|country|province|state$/i],
  ['time', /date|time|offset/i],
  ['camera', /^(make|model|iso|fnumber)$|camera|lens|serial|exposure|focal|aperture|shutter/i],
  [
    'names',
    /author|artist|creator|by-?line|owner|copyright|company|manager|modifiedby|person|producer|software|program/i,
  ],
]

/** The kinds of what was taken out, in a set order; none where nothing was. `removed` is the fact of a result, names with commas between. */
export function takenOut(removed: string): TakenKind[] {
  if (removed === 'nothing') return []
  const found = new Set(removed.split(', ').map(kindOf))
  return [...kinds.map(([kind]) => kind), 'more' as const].filter((kind) => found.has(kind))
}

function kindOf(name: string): TakenKind {
  return kinds.find(([, fits]) => fits.test(name))?.[0] ?? 'more'
}
