/** One of the extra fields of an entry, by its number. */
export function extraField(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
  }
  return undefined
}

/** When the content was changed, in epoch milliseconds: seconds of the world's time, as Unix programs add them. */
export function modifiedOf(extra: Buffer): number | undefined {
  const field = extraField(extra, 0x5455)
  return field && field.length >= 5 && ((field[0] ?? 0) & 1) === 1 ? field.readInt32LE(1) * 1000 : undefined
}
