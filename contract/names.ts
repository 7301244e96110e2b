/** How a volume compares names: two names with the same key cannot live in one folder. */
export interface Folding {
  foldsCase: boolean
  normalises: boolean
}

/** The key under which a volume files a name. Upper-casing first folds more pairs together (ß, ſ), which errs on the safe side. */
export function nameKey(name: string, { foldsCase, normalises }: Folding): string {
  const folded = foldsCase ? name.toUpperCase().toLowerCase() : name
  return normalises || foldsCase ? folded.normalize('NFC') : folded
}

/** The n-th name for the same stem: `photo`, `photo 2`, `photo 3`. */
export function numbered(stem: string, n: number): string {
  return n === 1 ? stem : `${stem} ${n}`
}

/** Bytes a name takes on disk; a lone surrogate U+DC80..U+DCFF stands for one raw byte. */
export function nameBytes(name: string): number {
  let bytes = 0
  for (const char of name) {
    const code = char.codePointAt(0) ?? 0
    if (code < 0x80 || (code >= 0xdc80 && code <= 0xdcff)) bytes += 1
    else bytes += code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** Whether it takes more bytes than that. No letter takes more than three for each of its units, so that nearly all names need not be gone through. */
export function isLongerThan(name: string, mostBytes: number): boolean {
  return name.length * 3 > mostBytes && nameBytes(name) > mostBytes
}
