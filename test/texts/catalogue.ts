/** Every text of a catalogue by its key, `run.row.done`. */
export function flattened(catalogue: object, before = ''): Map<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[before + key, value]] : [...flattened(value as object, `${before}${key}.`)],
    ),
  )
}

/** A key without what tells its plural forms apart. */
export function bare(key: string): string {
  return key.replace(/_(ordinal_)?(one|two|few|other)$/, '')
}

/** What stands for data in a text, in order of name. */
export function dataIn(text: string): string[] {
  return [...new Set(text.match(/\{\{?\w+\}?\}/g))].sort()
}
