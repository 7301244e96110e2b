/** Rows by their id. */
interface Row {
  id: string
}

/** A list with its newest page, as it is now, on top. What has slid off that page stays, so that no line goes missing between it and older ones. */
export function withNewest<T extends Row>(known: readonly T[], newest: readonly T[]): readonly T[] {
  return newest.length === 0 ? known : [...newest, ...without(known, newest)]
}

/** A list with older rows at its end; those that are in it already are not put in twice. */
export function withOlder<T extends Row>(known: readonly T[], older: readonly T[]): readonly T[] {
  return [...known, ...without(older, known)]
}

function without<T extends Row>(rows: readonly T[], those: readonly T[]): T[] {
  const ids = new Set(those.map(({ id }) => id))
  return rows.filter(({ id }) => !ids.has(id))
}
