/** Part of a file, up to where the next begins. */
export interface Stretch {
  from: number
  to: number
}

/** Where its content stands, and what it is. */
export interface Box extends Stretch {
  type: string
  /** Where it begins, in front of its content. */
  start: number
}

/** The box that begins with these bytes, which stand at that place. A length of 0 goes to the end of the file, one of 1 stands behind the type. */
export function boxOf(frame: Buffer, at: number): Box {
  const short = frame.readUInt32BE(0)
  const head = short === 1 ? 16 : 8
  const length = short === 1 ? Number(frame.readBigUInt64BE(8)) : short || Number.MAX_SAFE_INTEGER - at
  return { type: frame.toString('latin1', 4, 8), start: at, from: at + head, to: at + Math.max(head, length) }
}

/** What stands one behind the other within these bytes. */
export function boxesIn(bytes: Buffer, from: number): Box[] {
  const boxes: Box[] = []
  for (let at = from; at + 8 <= bytes.length && boxes.length < 2 ** 16; at = boxes.at(-1)?.to ?? bytes.length)
    boxes.push(boxOf(bytes.subarray(at), at))
  return boxes
}
